import { m } from '$lib/i18n/paraglide/messages.js';
import type { HeldRole, RoleRights } from '$lib/organisation/role-map';
import type { Role } from '$lib/organisation/organisation';
import { permissionText, reachText } from './role-map-text';
import { roleText } from './role-text';

interface RoleMap {
	rights: readonly RoleRights[];
	holders: readonly { role: Role; held: readonly HeldRole[] }[];
	rules: readonly { provider: string; claim: string; value: string; role: Role | null; unitName: string }[];
}

/** The map as the rows of one file: what each role may, who holds it, and which rules give it. */
export function roleMapRows({ rights, holders, rules }: RoleMap): string[][] {
	return [
		[
			m.rolesCsvPart(),
			m.rolesCsvRoleCode(),
			m.rolesCsvRole(),
			m.rolesCsvActionCode(),
			m.rolesCsvAction(),
			m.rolesCsvReach(),
			m.auditCsvActorId(),
			m.rolesCsvPerson(),
			m.rolesCsvUnit(),
			m.rolesCsvEnds(),
			m.rolesCsvRule()
		],
		...rights.flatMap(({ role, rights: its }) =>
			its.map(({ action, scope }) => [
				m.rolesCsvPartRight(),
				role,
				roleText(role),
				action,
				permissionText(action),
				reachText(scope),
				...Array<string>(5).fill('')
			])
		),
		...holders.flatMap(({ role, held }) =>
			held.map(({ personId, personName, unitName, validTo }) => [
				m.rolesCsvPartHolder(),
				role,
				roleText(role),
				...Array<string>(3).fill(''),
				personId,
				personName,
				unitName,
				validTo ?? '',
				''
			])
		),
		...rules.map(({ provider, claim, value, role, unitName }) => [
			m.rolesCsvPartRule(),
			role ?? '',
			role ? roleText(role) : m.rolesHomeUnit(),
			...Array<string>(5).fill(''),
			unitName,
			'',
			`${provider}: ${claim} = ${value}`
		])
	];
}
