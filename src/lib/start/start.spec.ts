import { describe, expect, it } from 'vitest';
import { ROLES } from '$lib/organisation/organisation';
import { dueState, offered, orderGroups, type WaitCode, type WaitGroup } from './start';

const TODAY = '2026-11-23';
const group = (code: WaitCode, ...dueOn: (string | null)[]): WaitGroup => ({
	code,
	total: dueOn.length,
	things: dueOn.map((due, index) => ({ id: String(index), title: code, note: null, dueOn: due }))
});

describe('how urgent a day is', () => {
	it('is not too late on the day itself', () => {
		expect(dueState('2026-11-22', TODAY)).toBe('overdue');
		expect(dueState(TODAY, TODAY)).toBe('soon');
		expect(dueState('2026-11-26', TODAY)).toBe('soon');
		expect(dueState('2026-11-27', TODAY)).toBe('later');
		expect(dueState(null, TODAY)).toBeNull();
	});
});

describe('the order of what waits', () => {
	it('is by what is too late, whatever role it waits for, then what is close, then by kind', () => {
		const groups = [
			group('fetch', '2026-12-24'),
			group('approve', '2026-12-01'),
			group('carryOn', '2026-11-24'),
			group('erase', '2026-11-20')
		];
		expect(orderGroups(groups, TODAY).map(({ code }) => code)).toEqual([
			'erase',
			'carryOn',
			'approve',
			'fetch'
		]);
	});

	it('leaves out what is empty, and keeps a group that names nothing', () => {
		const gaps: WaitGroup = { code: 'gaps', total: 4, things: [] };
		expect(orderGroups([group('fetch'), gaps], TODAY)).toEqual([gaps]);
	});
});

describe('the one button', () => {
	it('is asking for something, for whoever may ask', () => {
		expect(offered(['requester'], [])).toEqual({ primary: 'need', secondary: 'give' });
		expect(offered(['manager', 'requester'], [])).toEqual({ primary: 'need', secondary: 'give' });
		expect(offered(['requester'], [group('fetch', TODAY)])).toEqual({ primary: 'need', secondary: 'give' });
	});

	it('follows what waits for another of the roles', () => {
		expect(offered(['requester', 'manager'], [group('approve', TODAY)])).toEqual({
			primary: 'approve',
			secondary: 'need'
		});
	});

	it('is there for every role, and for a person with none', () => {
		for (const role of ROLES) expect(offered([role], []).primary, role).toBeTruthy();
		expect(offered(['storageKeeper'], [])).toEqual({ primary: 'handOver', secondary: 'give' });
		expect(offered(['auditor'], [])).toEqual({ primary: 'report', secondary: null });
		expect(offered([], [])).toEqual({ primary: 'profile', secondary: null });
	});
});
