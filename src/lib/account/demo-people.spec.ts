import { describe, expect, it } from 'vitest';
import type { Role } from '$lib/organisation/organisation';
import { arrangePeople, isMeant, type DemoPersonShown } from './demo-people';

const person = (name: string, ...roles: Role[]): DemoPersonShown => ({
	id: name,
	name,
	unitName: 'Fjellveien skole',
	organisationName: 'Bergen kommune',
	roles
});
const ingrid = person('Ingrid', 'requester');
const marit = person('Marit', 'manager', 'requester');
const leif = person('Leif', 'manager', 'requester');
const hassan = person('Hassan', 'buyer', 'contractManager');
const nina = person('Nina', 'requester');

describe('the people of the demo', () => {
	it('stand once each: first one for every role, then the others by role', () => {
		const { first, groups } = arrangePeople([ingrid, marit, leif, hassan, nina]);
		expect(first).toEqual([ingrid, marit, hassan]);
		expect(groups).toEqual([
			{ role: 'requester', people: [nina] },
			{ role: 'manager', people: [leif] }
		]);
	});

	it('are found by words of their name, unit and role together', () => {
		const name = (role: Role) => (role === 'manager' ? 'Leder' : 'Bestiller');
		expect(isMeant(marit, 'leder  FJELLV', name)).toBe(true);
		expect(isMeant(ingrid, 'leder', name)).toBe(false);
		expect(isMeant(ingrid, '', name)).toBe(true);
	});
});
