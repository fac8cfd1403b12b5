import { newId } from '$lib/platform/ids';
import type { Db } from '$lib/platform/db.server';
import { addDays } from '$lib/platform/clock';
import { ORGANISATIONS, PEOPLE, STORAGE_SITES, UNITS } from './data';
import { demoRepository } from './demo.repository.server';
import { PILOTS } from './pilots';

/** Ids by the demo's own keys. */
export interface Town {
	organisations: ReadonlyMap<string, string>;
	units: ReadonlyMap<string, string>;
	people: ReadonlyMap<string, string>;
	storageSites: ReadonlyMap<string, string>;
}

const COOPERATION = 'Innkjøpssamarbeidet';

/** Known keys only: a slip in the demo's data stops the seed. */
export function of<T>(map: ReadonlyMap<string, T>, key: string): T {
	const value = map.get(key);
	if (value === undefined) throw new Error(`the demo has no ${key}`);
	return value;
}

/** Lays out organisations, units, people with their roles, and the pilots; two years old on the day of the demo. */
export async function buildTown(db: Db, today: string): Promise<Town> {
	const repository = demoRepository(db);
	const since = addDays(today, -730);
	const createdAt = new Date(`${since}T08:00:00Z`);
	let made = 0;
	const id = () => newId(createdAt.getTime() + made++);
	const ids = <T extends { key: string }>(rows: readonly T[]) =>
		new Map(rows.map((row) => [row.key, String(id())]));
	const town = {
		organisations: ids(ORGANISATIONS),
		units: ids(UNITS),
		people: ids(PEOPLE),
		storageSites: ids(STORAGE_SITES)
	};
	const organisationOf = new Map(UNITS.map((unit) => [unit.key, unit.organisation]));
	const domainOf = new Map(ORGANISATIONS.map(({ key, domain }) => [key, domain]));

	const cooperationId = id();
	await repository.insertAll('cooperation', [{ id: cooperationId, name: COOPERATION, createdAt }]);
	await repository.insertAll(
		'organisation',
		ORGANISATIONS.map(({ key, domain: _, ...organisation }, index) => ({
			...organisation,
			id: of(town.organisations, key),
			cooperationId,
			// In the order they stand in: the sign-in page begins with the town itself.
			createdAt: new Date(createdAt.getTime() + index)
		}))
	);
	await repository.insertAll(
		'unit',
		UNITS.map((unit) => ({
			id: of(town.units, unit.key),
			organisationId: of(town.organisations, unit.organisation),
			kind: unit.kind,
			name: unit.name,
			district: unit.district,
			address: unit.address,
			isAddressProtected: unit.isAddressProtected,
			createdAt
		}))
	);
	await repository.insertAll(
		'unitParent',
		UNITS.map((unit) => ({
			id: id(),
			unitId: of(town.units, unit.key),
			parentId: unit.parent === null ? null : of(town.units, unit.parent),
			validFrom: since
		}))
	);
	await repository.insertAll(
		'person',
		PEOPLE.map((person) => ({
			id: of(town.people, person.key),
			organisationId: of(town.organisations, of(organisationOf, person.unit)),
			homeUnitId: of(town.units, person.unit),
			displayName: person.name,
			email: `${person.key}@${of(domainOf, of(organisationOf, person.unit))}`,
			locale: person.locale,
			createdAt
		}))
	);
	await repository.insertAll(
		'membership',
		PEOPLE.flatMap((person) =>
			person.roles.map((role) => ({
				id: id(),
				personId: of(town.people, person.key),
				unitId: of(town.units, person.unit),
				role,
				validFrom: since
			}))
		)
	);
	const siteRows = STORAGE_SITES.map((site) => ({
		storageSiteId: of(town.storageSites, site.key),
		organisationId: of(town.organisations, of(organisationOf, site.unit)),
		site
	}));
	await repository.insertAll(
		'storageSite',
		siteRows.map(({ storageSiteId, organisationId, site: { unit, name, address, district, opening } }) => ({
			id: storageSiteId,
			organisationId,
			unitId: of(town.units, unit),
			name,
			address,
			district,
			opening,
			createdAt
		}))
	);
	await repository.insertAll(
		'storageSiteKeeper',
		siteRows.flatMap(({ storageSiteId, organisationId, site }) =>
			site.keepers.map((keeper) => ({
				storageSiteId,
				personId: of(town.people, keeper),
				organisationId,
				createdAt
			}))
		)
	);
	for (const pilot of PILOTS) {
		const pilotId = id();
		await repository.insertAll('pilot', [
			{
				id: pilotId,
				organisationId: of(town.organisations, 'bergen'),
				key: pilot.key,
				pack: pilot.pack,
				startsOn: addDays(today, -380),
				createdAt
			}
		]);
		await repository.insertAll(
			'pilotText',
			(['nb', 'nn', 'en'] as const).map((locale) => ({ pilotId, locale, ...pilot.texts[locale] }))
		);
	}
	return town;
}
