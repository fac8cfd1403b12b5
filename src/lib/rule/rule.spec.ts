import { expect, test } from 'vitest';
import { isOverdue, RULE_KEYS, RULE_PLACES, ruleInForce } from './rule';
import { SHIPPED_RULES } from './seed/rules';

const version = (organisationId: string | null, number: number, validFrom: string, isWithdrawn = false) => ({
	...{ key: 'fourEyes', organisationId, version: number, validFrom, isWithdrawn }
});

test('the organisation’s own version holds from its day, and the instance’s until then and after', () => {
	const shared = version(null, 1, '2026-01-01');
	const own = version('bergen', 1, '2026-06-01');
	const given = version('bergen', 2, '2026-09-01', true);
	const versions = [shared, own, given];
	expect(ruleInForce(versions, '2025-12-31')).toBeUndefined();
	expect(ruleInForce(versions, '2026-05-31')).toBe(shared);
	expect(ruleInForce(versions, '2026-06-01')).toBe(own);
	expect(ruleInForce(versions, '2026-09-01')).toBe(shared);
});

test('of the same day the later version holds', () => {
	const later = version(null, 3, '2026-01-01');
	expect(
		ruleInForce([version(null, 2, '2026-01-01'), later, version(null, 4, '2027-01-01')], '2026-02-01')
	).toBe(later);
});

test('a text that gives way today does not come back on the day an older plan was for', () => {
	const shared = version(null, 1, '2026-01-01');
	const planned = version('bergen', 2, '2027-01-01');
	const withdrawn = version('bergen', 3, '2026-11-22', true);
	const versions = [shared, version('bergen', 1, '2026-06-01'), planned, withdrawn];
	expect(ruleInForce(versions, '2026-11-22')).toBe(shared);
	expect(ruleInForce(versions, '2027-01-01')).toBe(shared);
});

test('a rule is overdue the day after it was to be read again', () => {
	expect(isOverdue({ reviewBy: '2026-11-22' }, '2026-11-22')).toBe(false);
	expect(isOverdue({ reviewBy: '2026-11-22' }, '2026-11-23')).toBe(true);
});

test('every rule is shipped once with three texts of their own, and has a place', () => {
	expect(SHIPPED_RULES.map(({ key }) => key).sort()).toEqual([...RULE_KEYS].sort());
	expect([...new Set(Object.values(RULE_PLACES).flat())].sort()).toEqual([...RULE_KEYS].sort());
	for (const { texts, reviewedOn, reviewBy } of SHIPPED_RULES) {
		expect(new Set([texts.nb.body, texts.nn.body, texts.en.body]).size).toBe(3);
		expect(reviewBy > reviewedOn).toBe(true);
	}
});
