import { sql, type SqlBool } from 'kysely';
import type { Db } from '$lib/platform/db.server';

/** Whose entries: an organisation's, or those of the instance's own things in every organisation. */
export type AuditRealm = { organisationId: string } | { subjectKinds: readonly string[] };

/** What of the log is read; days are Oslo's, `YYYY-MM-DD`, both included. */
export interface AuditQuery {
	realm: AuditRealm;
	from?: string | undefined;
	to?: string | undefined;
	actorIds?: readonly string[] | undefined;
	event?: string | undefined;
	kind?: string | undefined;
	subjectId?: string | undefined;
	/** Units, and whether so much belongs to them that the log is walked rather than looked up thing by thing. */
	units?: { ids: readonly string[]; isLarge: boolean } | undefined;
}

/** From this many things on the newest entries of units are found sooner by walking the log. */
const MANY_THINGS = 5_000;

/** Where a page begins: just before this entry. */
export interface AuditPlace {
	id: string;
	occurredAt: Date;
}

const midnight = (date: string, days = 0) =>
	sql<Date>`((${date}::date + ${days}::int)::timestamp at time zone 'Europe/Oslo')`;

/** Ids of everything that belongs to units: their things, their people, and what was asked for on their behalf. */
const thingsOf = (unitIds: readonly string[]) => sql`(
	select unnest(${unitIds}::uuid[])
	union all select id from listing where unit_id = any(${unitIds}::uuid[])
	union all select id from lot where unit_id = any(${unitIds}::uuid[])
	union all select id from need where unit_id = any(${unitIds}::uuid[])
	union all select id from reservation where unit_id = any(${unitIds}::uuid[])
	union all select id from handover where giving_unit_id = any(${unitIds}::uuid[])
	union all select id from handover where receiving_unit_id = any(${unitIds}::uuid[])
	union all select id from benefit_entry where unit_id = any(${unitIds}::uuid[])
	union all select reuse_check.id from reuse_check join need on need.id = reuse_check.need_id
		where need.unit_id = any(${unitIds}::uuid[])
	union all select id from purchase_request where unit_id = any(${unitIds}::uuid[])
	union all select id from clearance where unit_id = any(${unitIds}::uuid[])
	union all select id from membership where unit_id = any(${unitIds}::uuid[])
	union all select id from person where home_unit_id = any(${unitIds}::uuid[])
	union all select id from storage_site where unit_id = any(${unitIds}::uuid[]))`;

/** SQL of the log as it is read. */
export const auditLogRepository = (db: Db) => {
	function entries({ realm, from, to, actorIds, event, kind, subjectId, units }: AuditQuery) {
		let query = db.selectFrom('auditEntry');
		query =
			'organisationId' in realm
				? query.where('auditEntry.organisationId', '=', realm.organisationId)
				: query.where('auditEntry.subjectKind', 'in', realm.subjectKinds);
		if (from) query = query.where('auditEntry.occurredAt', '>=', midnight(from));
		if (to) query = query.where('auditEntry.occurredAt', '<', midnight(to, 1));
		if (actorIds) query = query.where(sql<SqlBool>`audit_entry.actor_id = any(${actorIds}::uuid[])`);
		if (event) query = query.where('auditEntry.event', '=', event);
		if (kind) query = query.where('auditEntry.subjectKind', '=', kind);
		if (subjectId) query = query.where('auditEntry.subjectId', '=', subjectId);
		if (units) {
			const isOfUnit = sql<SqlBool>`audit_entry.subject_id in ${thingsOf(units.ids)}`;
			// «is true» keeps the planner from turning the question round.
			query = query.where(units.isLarge ? sql<SqlBool>`(${isOfUnit}) is true` : isOfUnit);
		}
		return query;
	}

	return {
		/** Newest first, with who acted. */
		list: (query: AuditQuery, { before, limit }: { before?: AuditPlace | undefined; limit: number }) =>
			db
				.with('found', () => {
					const found = entries(query)
						.selectAll('auditEntry')
						.orderBy('auditEntry.occurredAt', 'desc')
						.orderBy('auditEntry.id', 'desc')
						.limit(limit);
					return before
						? found.where(
								sql<SqlBool>`(audit_entry.occurred_at, audit_entry.id) < (${before.occurredAt}, ${before.id}::uuid)`
							)
						: found;
				})
				.selectFrom('found')
				.innerJoin('organisation', 'organisation.id', 'found.organisationId')
				.leftJoin('person', 'person.id', 'found.actorId')
				.leftJoin('organisation as employer', 'employer.id', 'person.organisationId')
				.selectAll('found')
				.select([
					'organisation.name as organisationName',
					'person.displayName as actorName',
					'person.organisationId as actorOrganisationId',
					'employer.name as actorOrganisationName'
				])
				.orderBy('found.occurredAt', 'desc')
				.orderBy('found.id', 'desc')
				.execute(),

		/** How many there are, counted to `atMost`. */
		async count(query: AuditQuery, atMost: number): Promise<number> {
			const { count } = await db
				.selectFrom(entries(query).select('auditEntry.id').limit(atMost).as('found'))
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			return count;
		},

		/** Whether so much belongs to units that the log is better walked. */
		async areLarge(unitIds: readonly string[]): Promise<boolean> {
			const { rows } = await sql<{ count: number }>`
				select count(*)::int as count from (select from ${thingsOf(unitIds)} as thing limit ${MANY_THINGS}) as found`.execute(
				db
			);
			return (rows[0]?.count ?? 0) >= MANY_THINGS;
		},

		/** Where an entry stands, if it is of that realm. */
		findPlace: (realm: AuditRealm, id: string): Promise<AuditPlace | undefined> =>
			entries({ realm })
				.select(['auditEntry.id', 'auditEntry.occurredAt'])
				.where('auditEntry.id', '=', id)
				.executeTakeFirst(),

		/** People of an organisation whose name has the words, or the one with the id; at most 200. */
		async listPeopleIds(organisationId: string, { words, id }: { words?: string; id?: string }) {
			const rows = await db
				.selectFrom('person')
				.select('id')
				.where('organisationId', '=', organisationId)
				.$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
				.$if(words !== undefined, (query) =>
					query.where(sql<SqlBool>`strpos(lower(display_name), lower(${words ?? ''})) > 0`)
				)
				.limit(200)
				.execute();
			return rows.map((row) => row.id);
		},

		async findName(organisationId: string, personId: string): Promise<string | null> {
			const row = await db
				.selectFrom('person')
				.select('displayName')
				.where('organisationId', '=', organisationId)
				.where('id', '=', personId)
				.executeTakeFirst();
			return row?.displayName ?? null;
		}
	};
};
export type AuditRow = Awaited<ReturnType<ReturnType<typeof auditLogRepository>['list']>>[number];
