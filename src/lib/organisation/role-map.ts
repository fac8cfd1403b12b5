import { ROLES, type Role } from './organisation';
import { PERMISSIONS, type Action, type Scope } from './permission';

/** What a role lets people do, and how far. */
export interface RoleRights {
	role: Role;
	rights: { action: Action; scope: Scope }[];
}

const ACTIONS = Object.keys(PERMISSIONS) as Action[];

/** The permission matrix, role by role: nothing is written down twice. */
export const roleRights = (): RoleRights[] =>
	ROLES.map((role) => ({
		role,
		rights: ACTIONS.flatMap((action) => {
			const scope = (PERMISSIONS[action] as Partial<Record<Role, Scope>>)[role];
			return scope ? [{ action, scope }] : [];
		})
	}));

/** What one person begins and another must end. */
export const FOUR_EYES: readonly { begins: Action; ends: Action }[] = [
	{ begins: 'purchaseRequest.create', ends: 'purchaseRequest.decide' },
	{ begins: 'need.check', ends: 'need.confirmDrop' },
	{ begins: 'custody.record', ends: 'custody.record' }
];

/** One role of one person in one unit, today. */
export interface HeldRole {
	personId: string;
	personName: string;
	role: Role;
	unitId: string;
	unitName: string;
	/** First day it is no longer held; null without an end. */
	validTo: string | null;
}

export interface MapUnit {
	id: string;
	name: string;
	parentId: string | null;
}

/** Something about roles that somebody should look at; people and units by name. */
export type RoleFinding =
	/** Nobody approves purchases for the unit and what lies below it. */
	| { code: 'noManager'; unit: string }
	/** Who alone approves for the unit also asks there: nobody else can say yes to that. */
	| { code: 'ownApprover'; unit: string; person: string }
	/** Nobody has the role. */
	| { code: 'noHolder'; role: Role }
	| { code: 'oneAdmin'; person: string }
	/** Reads all and is to change nothing, but may. */
	| { code: 'auditorActs'; person: string; role: Role }
	| { code: 'endsSoon'; person: string; role: Role; unit: string; date: string }
	/** A sign-in rule gives a role that decides over others. */
	| { code: 'ruleGivesPower'; role: Role; rule: string };

/** Roles every organisation needs somebody in. */
const NEEDED: readonly Role[] = ['orgAdmin', 'buyer', 'subjectExpert', 'auditor'];
/** Everybody who is signed in is a requester; it conflicts with nothing by itself. */
const ACTING: readonly Role[] = ROLES.filter((role) => role !== 'auditor' && role !== 'requester');
const POWERFUL: readonly Role[] = ['orgAdmin', 'operator'];

/** Each unit's own id and those above it. */
function pathsOf(units: readonly MapUnit[]): Map<string, string[]> {
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	return new Map(
		units.map(({ id }) => {
			const path: string[] = [];
			for (let at: string | null = id; at && !path.includes(at); at = byId.get(at)?.parentId ?? null)
				path.push(at);
			return [id, path];
		})
	);
}

function approvalFindings(units: readonly MapUnit[], held: readonly HeldRole[]): RoleFinding[] {
	const paths = pathsOf(units);
	const approvers = (unitId: string): Set<string> => {
		const path = paths.get(unitId) ?? [];
		return new Set(
			held
				.filter(({ role, unitId: at }) => role === 'manager' && path.includes(at))
				.map(({ personId }) => personId)
		);
	};
	return units.flatMap((unit): RoleFinding[] => {
		const reaching = approvers(unit.id);
		if (reaching.size === 0)
			// Said once, of the topmost.
			return unit.parentId && approvers(unit.parentId).size === 0
				? []
				: [{ code: 'noManager', unit: unit.name }];
		const asks = held.find(
			({ role, unitId, personId }) => role === 'requester' && unitId === unit.id && reaching.has(personId)
		);
		return reaching.size === 1 && asks
			? [{ code: 'ownApprover', unit: unit.name, person: asks.personName }]
			: [];
	});
}

/**
 * What is unusual, what matters most first.
 * @param soon roles that end on this date or earlier are told of
 */
export function roleFindings(
	units: readonly MapUnit[],
	held: readonly HeldRole[],
	rules: readonly { role: Role | null; text: string }[],
	soon: string
): RoleFinding[] {
	const holders = (role: Role) => [
		...new Map(held.filter((one) => one.role === role).map((one) => [one.personId, one.personName])).values()
	];
	const admins = holders('orgAdmin');
	return [
		...NEEDED.filter((role) => holders(role).length === 0).map((role) => ({
			code: 'noHolder' as const,
			role
		})),
		...(admins.length === 1 && admins[0] ? [{ code: 'oneAdmin' as const, person: admins[0] }] : []),
		...approvalFindings(units, held),
		...held
			.filter(({ personId, role }) => ACTING.includes(role) && holdsAudit(held, personId))
			.map(({ personName, role }) => ({ code: 'auditorActs' as const, person: personName, role })),
		...rules.flatMap(({ role, text }) =>
			role && POWERFUL.includes(role) ? [{ code: 'ruleGivesPower' as const, role, rule: text }] : []
		),
		...held.flatMap(({ validTo, personName, role, unitName }) =>
			validTo && validTo <= soon
				? [{ code: 'endsSoon' as const, person: personName, role, unit: unitName, date: validTo }]
				: []
		)
	];
}

const holdsAudit = (held: readonly HeldRole[], personId: string): boolean =>
	held.some((one) => one.personId === personId && one.role === 'auditor');
