import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeClearanceNumber, normaliseClearanceNumber, statusOn } from './clearance';

describe('the number of a clearance', () => {
	it('looks like XXXX-XXXX-XXXX and is read back from whatever way it was typed', () => {
		for (let round = 0; round < 200; round++) {
			const number = makeClearanceNumber();
			expect(number).toMatch(/^[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}$/);
			expect(normaliseClearanceNumber(number)).toBe(number);
			const typed = ` ${number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;
			expect(normaliseClearanceNumber(typed)).toBe(number);
			expect(normaliseClearanceNumber(number.replaceAll('-', '–'))).toBe(number);
		}
	});

	it('refuses every single wrong character and every swap of two', () => {
		const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXY';
		const number = makeClearanceNumber().replaceAll('-', '');
		for (let place = 0; place < 12; place++) {
			for (const symbol of symbols) {
				const wrong = number.slice(0, place) + symbol + number.slice(place + 1);
				if (wrong !== number) expect(normaliseClearanceNumber(wrong)).toBeUndefined();
			}
			for (let other = place + 1; other < 12; other++) {
				const swapped = [...number];
				[swapped[place], swapped[other]] = [swapped[other] ?? '', swapped[place] ?? ''];
				if (swapped.join('') !== number) expect(normaliseClearanceNumber(swapped.join(''))).toBeUndefined();
			}
		}
	});

	it('never throws on anything typed', () => {
		fc.assert(
			fc.property(fc.string(), (typed) => {
				const number = normaliseClearanceNumber(typed);
				expect(number === undefined || number.length === 14).toBe(true);
			})
		);
	});
});

it('a valid clearance expires by itself; the other states stay', () => {
	const validUntil = new Date('2026-11-22T12:00:00Z');
	const after = new Date('2026-11-22T12:00:01Z');
	expect(statusOn({ state: 'valid', validUntil }, validUntil)).toBe('valid');
	expect(statusOn({ state: 'valid', validUntil }, after)).toBe('expired');
	expect(statusOn({ state: 'consumed', validUntil }, after)).toBe('consumed');
});
