import { describe, expect, it } from 'vitest';
import { codeText, type Words } from '$lib/i18n/code-text';
import * as words from '$lib/i18n/words/index.js';
import { ROLES, type Role } from './organisation';
import { may, PERMISSIONS, type Action, type Actor } from './permission';
import { FOUR_EYES, roleFindings, roleRights, type HeldRole, type MapUnit } from './role-map';

const ACTIONS = Object.keys(PERMISSIONS) as Action[];

/** Somebody with one role, given in a unit that has one below it. */
const actorWith = (role: Role): Actor => ({
	personId: 'p',
	displayName: 'P',
	locale: 'nb',
	organisationId: 'own',
	organisationName: 'Own',
	cooperationId: null,
	homeUnitId: 'unit',
	homeUnitName: 'Unit',
	grants: [
		{
			role,
			unitId: 'unit',
			organisationId: 'own',
			unitIds: new Set(['unit', 'below']),
			siteIds: new Set(['site'])
		}
	],
	via: { kind: 'session' }
});

/** How far the resolver lets somebody, asked as a service asks it. */
function reachIn(role: Role, action: Action): string | undefined {
	const actor = actorWith(role);
	if (may(actor, action, { organisationId: 'other', unitId: 'x' })) return 'instance';
	if (may(actor, action, { organisationId: 'own', unitId: 'beside' })) return 'organisation';
	if (may(actor, action, { organisationId: 'own', unitId: 'beside', storageSiteId: 'site' }))
		return 'subtreeAndSites';
	if (may(actor, action, { organisationId: 'own', unitId: 'below' })) return 'subtree';
	return undefined;
}

describe('the map', () => {
	it('says of every role and every action what the resolver does', () => {
		const map = new Map(
			roleRights().map(({ role, rights }) => [
				role,
				new Map(rights.map(({ action, scope }) => [action, scope]))
			])
		);
		expect([...map.keys()]).toEqual([...ROLES]);
		for (const role of ROLES)
			for (const action of ACTIONS)
				expect(map.get(role)?.get(action), `${role} ${action}`).toBe(reachIn(role, action));
	});

	it('has words for every action, reach and role', () => {
		const unsaid = (vocabulary: Words, codes: readonly string[]) =>
			codes.filter((code) => codeText(vocabulary, code) === code);
		expect(
			unsaid(
				words.permission,
				ACTIONS.map((action) => action.replace('.', '_'))
			)
		).toEqual([]);
		expect(unsaid(words.reach, ['subtree', 'subtreeAndSites', 'organisation', 'instance'])).toEqual([]);
		expect(unsaid(words.role, ROLES)).toEqual([]);
		expect(
			unsaid(
				words.fourEyes,
				FOUR_EYES.map(({ ends }) => ends.replace('.', '_'))
			)
		).toEqual([]);
	});
});

const units: MapUnit[] = [
	{ id: 'top', name: 'Toppen', parentId: null },
	{ id: 'school', name: 'Skolen', parentId: 'top' },
	{ id: 'room', name: 'Rommet', parentId: 'school' }
];
const holds = (personName: string, role: Role, unitId: string, validTo: string | null = null): HeldRole => ({
	personId: personName,
	personName,
	role,
	unitId,
	unitName: units.find(({ id }) => id === unitId)?.name ?? '',
	validTo
});
const staffed = [
	holds('Ada', 'orgAdmin', 'top'),
	holds('Ana', 'orgAdmin', 'top'),
	holds('Bo', 'buyer', 'top'),
	holds('Eli', 'subjectExpert', 'top'),
	holds('Aud', 'auditor', 'top'),
	holds('Max', 'manager', 'top')
];
const find = (held: HeldRole[], rules: { role: Role | null; text: string }[] = []) =>
	roleFindings(units, held, rules, '2026-12-23');

describe('what is unusual', () => {
	it('is nothing where every role is held and nobody approves alone what they ask for', () => {
		expect(find([...staffed, holds('Rolf', 'requester', 'room')])).toEqual([]);
	});

	it('is a role nobody has, and an administrator who is alone', () => {
		expect(find(staffed.filter(({ role }) => role !== 'buyer'))).toEqual([
			{ code: 'noHolder', role: 'buyer' }
		]);
		expect(find(staffed.filter(({ personName }) => personName !== 'Ana'))).toEqual([
			{ code: 'oneAdmin', person: 'Ada' }
		]);
	});

	it('is a unit without a manager above it, said once of the topmost', () => {
		const without = staffed.filter(({ role }) => role !== 'manager');
		expect(find(without)).toEqual([{ code: 'noManager', unit: 'Toppen' }]);
		expect(find([...without, holds('Siv', 'manager', 'room')])).toEqual([
			{ code: 'noManager', unit: 'Toppen' }
		]);
		expect(find([...without, holds('Siv', 'manager', 'school')])).toEqual([
			{ code: 'noManager', unit: 'Toppen' }
		]);
	});

	it('is who alone approves for a unit and asks there too', () => {
		const alone = [...staffed, holds('Max', 'requester', 'school')];
		expect(find(alone)).toEqual([{ code: 'ownApprover', unit: 'Skolen', person: 'Max' }]);
		expect(find([...alone, holds('Siv', 'manager', 'school')])).toEqual([]);
	});

	it('is an auditor who acts, a rule that gives power and a role that ends soon', () => {
		expect(find([...staffed, holds('Aud', 'buyer', 'school')])).toEqual([
			{ code: 'auditorActs', person: 'Aud', role: 'buyer' }
		]);
		expect(find(staffed, [{ role: 'orgAdmin', text: 'groups = it' }])).toEqual([
			{ code: 'ruleGivesPower', role: 'orgAdmin', rule: 'groups = it' }
		]);
		expect(find([...staffed, holds('Ida', 'pilotLead', 'top', '2026-12-01')])).toEqual([
			{ code: 'endsSoon', person: 'Ida', role: 'pilotLead', unit: 'Toppen', date: '2026-12-01' }
		]);
		expect(find([...staffed, holds('Ida', 'pilotLead', 'top', '2027-06-01')])).toEqual([]);
	});
});
