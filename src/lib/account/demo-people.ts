import { ROLES, type Role } from '$lib/organisation/organisation';

export interface DemoPersonShown {
	id: string;
	name: string;
	unitName: string;
	organisationName: string;
	roles: readonly Role[];
}

/** What somebody is chosen for, the rarest first. */
const BY_RARITY = ROLES.toReversed();

const mainRole = ({ roles }: DemoPersonShown): Role =>
	BY_RARITY.find((role) => roles.includes(role)) ?? 'requester';

/**
 * Those who between them hold every role first, one for each that is not there yet; then the others by what they are
 * chosen for. Nobody stands twice.
 */
export function arrangePeople<Person extends DemoPersonShown>(
	people: readonly Person[]
): { first: Person[]; groups: { role: Role; people: Person[] }[] } {
	const held = new Set<Role>();
	const first: Person[] = [];
	for (const person of people) {
		if (person.roles.every((role) => held.has(role))) continue;
		first.push(person);
		for (const role of person.roles) held.add(role);
	}
	const chosen = new Set(first);
	const others = Map.groupBy(
		people.filter((person) => !chosen.has(person)),
		mainRole
	);
	return {
		first,
		groups: ROLES.flatMap((role) => {
			const group = others.get(role);
			return group ? [{ role, people: group }] : [];
		})
	};
}

/** Whether name, unit, organisation or a role's name holds every word that was typed. */
export function isMeant(person: DemoPersonShown, typed: string, roleName: (role: Role) => string): boolean {
	const said = [person.name, person.unitName, person.organisationName, ...person.roles.map(roleName)]
		.join(' ')
		.toLowerCase();
	return typed
		.toLowerCase()
		.split(/\s+/)
		.every((word) => said.includes(word));
}
