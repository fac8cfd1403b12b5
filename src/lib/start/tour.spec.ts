import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROLES } from '$lib/organisation/organisation';
import { rolesToShow, stepOf, TOUR_ADDRESS, TOUR_CARDS } from './tour';

const bokmal = JSON.parse(readFileSync('src/lib/i18n/messages/nb.json', 'utf8')) as Record<string, string>;

describe('the tour', () => {
	it('is there for every role, each card short enough for a phone', () => {
		for (const role of ROLES) {
			expect(TOUR_ADDRESS[role]).toBeDefined();
			for (const card of TOUR_CARDS) {
				const text = bokmal[`tour_${role}_${card}`];
				expect(text, `${role} ${card}`).toBeTruthy();
				expect(text?.length, `${role} ${card}`).toBeLessThanOrEqual(160);
			}
		}
	});

	it('begins with what every employee does, and ends with what was seen', () => {
		expect(rolesToShow(['manager', 'requester'], [])).toEqual(['requester', 'manager']);
		expect(rolesToShow(['manager', 'requester'], ['requester'])).toEqual(['manager']);
		expect(rolesToShow(['requester'], ['requester', 'manager'])).toEqual([]);
	});

	it('starts at the first card when the address makes no sense', () => {
		expect([null, '0', '4', 'x', '1.5', '2'].map(stepOf)).toEqual([1, 1, 1, 1, 1, 2]);
	});
});
