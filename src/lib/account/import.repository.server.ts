import { sql, type Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { PeopleImportRowTable, PeopleImportTable } from './import.tables';
import type { KnownPerson, KnownRole } from './import-people';
import type { KnownUnit } from './import-units';

const holds = (on: string) => sql<boolean>`daterange(valid_from, valid_to) @> ${on}::date`;
type Subject = PeopleImportRowTable['subjectKind'];
/** What a file made, by kind. */
export type Made = Record<Subject, string[]>;

/** SQL of files of people and units. Dates are `YYYY-MM-DD` in Europe/Oslo. */
export const importRepository = (db: Db) => ({
	findOrganisation: (orgnr: string) =>
		db.selectFrom('organisation').select('id').where('orgnr', '=', orgnr).executeTakeFirst(),

	/** The open units where they hang on a date, by name. */
	listUnits: (organisationId: string, on: string): Promise<KnownUnit[]> =>
		db
			.selectFrom('unit')
			.innerJoin('unitParent', 'unitParent.unitId', 'unit.id')
			.select([
				'unit.id',
				'unit.externalKey',
				'unit.name',
				'unit.kind',
				'unit.orgnr',
				'unit.district',
				'unit.address',
				'unit.isAddressProtected',
				'unitParent.parentId'
			])
			.where('unit.organisationId', '=', organisationId)
			.where('unit.closedOn', 'is', null)
			.where(holds(on))
			.orderBy('unit.name')
			.orderBy('unit.id')
			.execute(),

	/** People of the organisation, by name; @param emails only those with these addresses, in lower case */
	listPeople: async (
		organisationId: string,
		on: string,
		emails?: readonly string[]
	): Promise<KnownPerson[]> => {
		const people = await db
			.selectFrom('person')
			.select(['id', 'email', 'displayName', 'homeUnitId', 'locale', 'deactivatedAt'])
			.where('organisationId', '=', organisationId)
			.$if(emails !== undefined, (query) =>
				query.where(sql<boolean>`lower(email) = any(${[...(emails ?? [])]})`)
			)
			.orderBy('displayName')
			.orderBy('id')
			.execute();
		if (people.length === 0) return [];
		const roles = await db
			.selectFrom('membership')
			.select(['id', 'personId', 'role', 'unitId', 'validFrom', 'validTo', 'providerId'])
			.where(
				'personId',
				'in',
				people.map(({ id }) => id)
			)
			.where(sql<boolean>`(valid_to is null or valid_to > greatest(${on}::date, valid_from))`)
			.orderBy('role')
			.orderBy('validFrom')
			.execute();
		const rolesOf = Map.groupBy(roles, ({ personId }) => personId);
		return people.map(({ deactivatedAt, ...person }) => ({
			...person,
			isOut: deactivatedAt !== null,
			roles: (rolesOf.get(person.id) ?? []).map(({ providerId, personId: _, ...role }): KnownRole => ({
				...role,
				isProviders: providerId !== null
			}))
		}));
	},

	/** Which of the addresses somebody of another organisation has. */
	listTaken: async (organisationId: string, emails: readonly string[]): Promise<Set<string>> => {
		if (emails.length === 0) return new Set();
		const rows = await db
			.selectFrom('person')
			.select(sql<string>`lower(email)`.as('email'))
			.where('organisationId', '<>', organisationId)
			.where(sql<boolean>`lower(email) = any(${[...emails]})`)
			.execute();
		return new Set(rows.map(({ email }) => email));
	},

	changePerson: (id: string, set: Partial<Pick<KnownPerson, 'displayName' | 'homeUnitId' | 'locale'>>) =>
		db.updateTable('person').set(set).where('id', '=', id).execute(),

	changeRoleEnd: (id: string, validTo: string | null) =>
		db.updateTable('membership').set({ validTo }).where('id', '=', id).execute(),

	insert: (row: Insertable<PeopleImportTable>) => db.insertInto('peopleImport').values(row).execute(),

	insertRows: async (rows: readonly PeopleImportRowTable[]): Promise<void> => {
		for (let at = 0; at < rows.length; at += 1000)
			await db
				.insertInto('peopleImportRow')
				.values(
					rows.slice(at, at + 1000).map(({ before, after, ...row }) => ({
						...row,
						before: before && sql<Record<string, unknown>>`${JSON.stringify(before)}::jsonb`,
						after: after && sql<Record<string, unknown>>`${JSON.stringify(after)}::jsonb`
					}))
				)
				.execute();
	},

	/** The newest files of an organisation. */
	list: (organisationId: string, limit: number) =>
		db
			.selectFrom('peopleImport')
			.leftJoin('person', 'person.id', 'peopleImport.importedBy')
			.select([
				'peopleImport.id',
				'peopleImport.kind',
				'peopleImport.added',
				'peopleImport.changed',
				'peopleImport.refused',
				'peopleImport.importedAt',
				'peopleImport.undoneAt',
				'person.displayName as importedByName'
			])
			.where('peopleImport.organisationId', '=', organisationId)
			.orderBy('peopleImport.importedAt', 'desc')
			.orderBy('peopleImport.id', 'desc')
			.limit(limit)
			.execute(),

	findForUpdate: (id: string) =>
		db.selectFrom('peopleImport').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),

	listRows: (importId: string) =>
		db.selectFrom('peopleImportRow').selectAll().where('importId', '=', importId).execute(),

	setUndone: (id: string, undoneBy: string | null, undoneAt: Date) =>
		db.updateTable('peopleImport').set({ undoneBy, undoneAt }).where('id', '=', id).execute(),

	/** What stood there before is gone once nobody can go back to it. */
	forgetBefore: (instant: Date) =>
		db
			.updateTable('peopleImportRow')
			.set({ before: null, after: null })
			.where('importId', 'in', (eb) =>
				eb
					.selectFrom('peopleImport')
					.select('id')
					.where((where) => where.or([where('importedAt', '<', instant), where('undoneAt', 'is not', null)]))
			)
			.where((eb) => eb.or([eb('before', 'is not', null), eb('after', 'is not', null)]))
			.execute(),

	/** Rows of a table as they are now, by id: the columns a file may change. */
	listNow: async (kind: Subject, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> => {
		if (ids.length === 0) return new Map();
		const rows: (Record<string, unknown> & { id: string })[] =
			kind === 'unit'
				? await db
						.selectFrom('unit')
						.select([
							'id',
							'name',
							'kind',
							'orgnr',
							'district',
							'address',
							'isAddressProtected',
							'externalKey'
						])
						.where('id', 'in', [...ids])
						.execute()
				: kind === 'person'
					? await db
							.selectFrom('person')
							.select(['id', 'displayName as name', 'displayName', 'homeUnitId', 'locale'])
							.where('id', 'in', [...ids])
							.execute()
					: await db
							.selectFrom('membership')
							.innerJoin('person', 'person.id', 'membership.personId')
							.select(['membership.id', 'membership.validTo', 'person.displayName as name'])
							.where('membership.id', 'in', [...ids])
							.execute();
		return new Map(rows.map((row) => [row.id, row]));
	},

	/**
	 * Which of the units or people something refers to that the same file did not make, and from which table. The
	 * tables are the database's own word: one that comes later counts too.
	 */
	listReferences: async (target: 'unit' | 'person', made: Made): Promise<{ id: string; table: string }[]> => {
		const ids = made[target];
		if (ids.length === 0) return [];
		const { rows: references } = await sql<{ table: string; column: string }>`
			select distinct conrelid::regclass::text as "table", referring.attname as "column"
			from pg_constraint
				cross join lateral unnest(conkey, confkey) as pair (own_column, target_column)
				join pg_attribute as referring on referring.attrelid = conrelid and referring.attnum = own_column
				join pg_attribute as referred on referred.attrelid = confrelid and referred.attnum = target_column
			where contype = 'f' and confrelid = ${target}::regclass and referred.attname = 'id'`.execute(db);
		const own: Record<string, { column: string; ids: string[] }> = {
			unit_parent: { column: 'unit_id', ids: made.unit },
			person: { column: 'id', ids: made.person },
			membership: { column: 'id', ids: made.membership }
		};
		const found: { id: string; table: string }[] = [];
		for (const { table, column } of references) {
			const mine = own[table];
			const { rows } = await sql<{ id: string }>`
				select distinct ${sql.ref(column)} as id from ${sql.table(table)}
				where ${sql.ref(column)} = any(${ids})
					${mine ? sql`and ${sql.ref(mine.column)} <> all(${mine.ids})` : sql``}`.execute(db);
			found.push(...rows.map(({ id }) => ({ id, table })));
		}
		return found;
	},

	/** Takes away what the file made. Fails on a foreign key where something refers to it. */
	removeMade: (importId: string) => sql`select remove_imported(${importId})`.execute(db)
});
