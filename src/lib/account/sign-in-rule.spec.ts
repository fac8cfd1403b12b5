import { describe, expect, it } from 'vitest';
import { applySignInRules, claimValues, type SignInRule } from './sign-in-rule';

const rule = (change: Partial<SignInRule>): SignInRule => ({
	id: 'r',
	claim: 'groups',
	value: 'g-school',
	kind: 'homeUnit',
	role: null,
	unitId: 'school',
	...change
});

describe('values of a claim', () => {
	const claims = {
		groups: ['a', 'b'],
		department: 'Skole',
		level: 3,
		'https://n.feide.no/claims/eduPersonPrincipalName': 'kari@bergen.kommune.no',
		authorization_details: [{ type: 'ansattporten:orgno', orgno: { ID: '0192:964338531' } }]
	};

	it.each([
		['groups', ['a', 'b']],
		['department', ['Skole']],
		['level', ['3']],
		['https://n.feide.no/claims/eduPersonPrincipalName', ['kari@bergen.kommune.no']],
		['authorization_details.orgno.ID', ['0192:964338531']],
		['authorization_details', []],
		['nothing', []],
		['nothing.below', []],
		['constructor', []]
	])('%s', (claim, values) => {
		expect(claimValues(claims, claim)).toEqual(values);
	});
});

describe('rules', () => {
	it('take the home unit of the first that applies, and every role once', () => {
		const outcome = applySignInRules(
			[
				rule({ id: 'other', value: 'g-other', unitId: 'other' }),
				rule({ id: 'first' }),
				rule({ id: 'second', claim: 'department', value: 'skole', unitId: 'department' }),
				rule({ id: 'lead', kind: 'role', role: 'manager' }),
				rule({ id: 'again', claim: 'department', value: 'SKOLE', kind: 'role', role: 'manager' })
			],
			{ groups: ['g-school'], department: ' Skole ' }
		);
		expect(outcome).toEqual({
			homeUnitId: 'school',
			roles: [{ role: 'manager', unitId: 'school' }],
			appliedRuleIds: ['first', 'second', 'lead', 'again']
		});
	});

	it('leave to a human who has a group that maps to nothing', () => {
		expect(applySignInRules([rule({})], { groups: ['unknown'] })).toEqual({
			homeUnitId: null,
			roles: [],
			appliedRuleIds: []
		});
	});
});
