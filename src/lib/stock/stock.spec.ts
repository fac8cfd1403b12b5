import { describe, expect, it } from 'vitest';
import { timberHazard, windowHazard } from '$lib/catalogue/seed/hazards';
import {
	assessYears,
	CUSTODY_STATES,
	hazardAttributeKeys,
	marksOf,
	mayAnswerHazardAgain,
	nextCustodySteps,
	readYears
} from './stock';

describe('custody', () => {
	it('leads to ready only through erased and verified', () => {
		const before = (state: string) =>
			CUSTODY_STATES.filter((from) => nextCustodySteps(from).some((to) => to === state));
		expect(before('ready')).toEqual(['verified']);
		expect(before('verified')).toEqual(['erased']);
		expect(before('erased')).toEqual(['received']);
		expect(nextCustodySteps(null)).toEqual(['received']);
	});
});

describe('marksOf', () => {
	const lot = { requiresErasure: false, custodyState: null, hazardState: null } as const;
	it('says nothing about ordinary things', () => expect(marksOf(lot)).toEqual([]));
	it('says preparing until the thing with storage is ready', () => {
		expect(marksOf({ ...lot, requiresErasure: true })).toEqual(['preparing']);
		expect(marksOf({ ...lot, requiresErasure: true, custodyState: 'verified' })).toEqual(['preparing']);
		expect(marksOf({ ...lot, requiresErasure: true, custodyState: 'ready' })).toEqual([]);
	});
	it('tells an open hazard question from a stop', () => {
		expect(marksOf({ ...lot, hazardState: 'unanswered' })).toEqual(['toBeClarified']);
		expect(marksOf({ ...lot, hazardState: 'expert' })).toEqual(['toBeClarified']);
		expect(marksOf({ ...lot, hazardState: 'stop' })).toEqual(['notForReuse']);
		expect(marksOf({ ...lot, hazardState: 'ok' })).toEqual([]);
	});
});

describe('assessYears', () => {
	it('takes the strictest year of the span', () => {
		expect(assessYears(windowHazard, { from: 1995, to: 2005 }, {}).outcome).toBe('ok');
		expect(assessYears(windowHazard, { from: 1985, to: 1995 }, {}).outcome).toBe('expert');
		expect(assessYears(windowHazard, { from: 1978, to: 1995 }, {})).toEqual({
			outcome: 'stop',
			reasons: ['pcbGlass']
		});
	});
	it('sends an unknown year on and asks when there is no answer', () => {
		expect(assessYears(windowHazard, 'unknown', {}).outcome).toBe('expert');
		expect(assessYears(windowHazard, undefined, {}).outcome).toBe('unanswered');
	});
	it('looks at what the rules ask about', () => {
		expect(hazardAttributeKeys(timberHazard)).toEqual(['treatment']);
		expect(assessYears(timberHazard, { from: 2015, to: 2015 }, { treatment: 'creosote' }).outcome).toBe(
			'stop'
		);
		expect(assessYears(timberHazard, { from: 2015, to: 2015 }, { treatment: 'untreated' }).outcome).toBe(
			'ok'
		);
	});
});

describe('readYears', () => {
	const read = (yearFrom: string, yearTo = '', isUnknown = false) =>
		readYears({ yearFrom, yearTo, isUnknown }, 2026);
	it('reads one year, a span, and "do not know"', () => {
		expect(read('1998')).toEqual({ ok: true, years: { from: 1998, to: 1998 } });
		expect(read(' 1998 ', '2004')).toEqual({ ok: true, years: { from: 1998, to: 2004 } });
		expect(read('', '', true)).toEqual({ ok: true, years: 'unknown' });
	});
	it('takes a year or "do not know", never both', () => {
		const both = { ok: false, field: 'isUnknown', code: 'hazardYearOrUnknown' };
		expect(read('1998', '', true)).toEqual(both);
		expect(read('', '2004', true)).toEqual(both);
	});
	it.each([
		['', '', 'yearFrom', 'hazardYearMissing'],
		['98', '', 'yearFrom', 'yearNotAYear'],
		['2027', '', 'yearFrom', 'yearInFuture'],
		['2000', '1990', 'yearTo', 'yearsReversed'],
		['2000', 'nå', 'yearTo', 'yearNotAYear'],
		['2000', '2030', 'yearTo', 'yearInFuture']
	])('refuses %j to %j', (from, to, field, code) =>
		expect(read(from, to)).toEqual({ ok: false, field, code })
	);
});

it('leaves stopped and waiting lots to the expert', () => {
	expect((['unanswered', 'ok', 'expert', 'stop'] as const).map(mayAnswerHazardAgain)).toEqual([
		true,
		true,
		false,
		false
	]);
});
