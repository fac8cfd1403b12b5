import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { Role } from './organisation';
import type { UnitKind } from './unit';

/** Days on which a unit hung somewhere: from the first (null: ever) until before the last (null: still). */
export interface BranchDays {
	unitId: string;
	from: string | null;
	to: string | null;
}

/** SQL of the organisation tree, people and memberships. Dates are `YYYY-MM-DD` in Europe/Oslo. */
export const organisationRepository = (db: Db) => ({
	/** The person with organisation and home unit, if active. */
	findPerson: (personId: string) =>
		db
			.selectFrom('person')
			.innerJoin('organisation', 'organisation.id', 'person.organisationId')
			.innerJoin('unit', 'unit.id', 'person.homeUnitId')
			.select([
				'person.id',
				'person.displayName',
				'person.email',
				'person.locale',
				'person.organisationId',
				'person.homeUnitId',
				'organisation.name as organisationName',
				'organisation.cooperationId',
				'unit.name as homeUnitName'
			])
			.where('person.id', '=', personId)
			.where('person.deactivatedAt', 'is', null)
			.executeTakeFirst(),

	/** Memberships valid on a date, each with the unit ids it reaches in that date's tree, a keeper's with the sites kept. */
	listGrants: async (personId: string, on: string) => {
		const { rows } = await sql<{
			role: Role;
			unitId: string;
			organisationId: string;
			unitIds: string[];
			siteIds: string[];
		}>`
			with recursive held as (
				select membership.id, membership.role, membership.unit_id, unit.organisation_id
				from membership join unit on unit.id = membership.unit_id
				where membership.person_id = ${personId} and daterange(membership.valid_from, membership.valid_to) @> ${on}::date
			), reached (membership_id, unit_id) as (
				select id, unit_id from held
				union
				select reached.membership_id, unit_parent.unit_id
				from reached join unit_parent on unit_parent.parent_id = reached.unit_id
				where daterange(unit_parent.valid_from, unit_parent.valid_to) @> ${on}::date
			)
			select held.role, held.unit_id, held.organisation_id, array_agg(reached.unit_id) as unit_ids,
				array(select storage_site_id from storage_site_keeper where held.role = 'storageKeeper'
					and person_id = ${personId} and storage_site_keeper.organisation_id = held.organisation_id) as site_ids
			from held join reached on reached.membership_id = held.id
			group by held.id, held.role, held.unit_id, held.organisation_id`.execute(db);
		return rows;
	},

	/** The unit's own id and its parents' on a date, root first. */
	listUnitPath: async (unitId: string, on: string): Promise<string[]> => {
		const { rows } = await sql<{ unitId: string }>`
			with recursive up (unit_id, depth) as (
				select ${unitId}::uuid, 0
				union all
				select unit_parent.parent_id, up.depth + 1 from up join unit_parent on unit_parent.unit_id = up.unit_id
				where unit_parent.parent_id is not null and daterange(unit_parent.valid_from, unit_parent.valid_to) @> ${on}::date
					and up.depth < 20
			)
			select unit_id from up order by depth desc`.execute(db);
		return rows.map((row) => row.unitId);
	},

	/** Units of an organisation as a flat tree (parents before children) on a date, the closed ones among them. */
	listAllUnits: async (organisationId: string, on: string) => {
		const { rows } = await sql<{
			id: string;
			name: string;
			kind: UnitKind;
			parentId: string | null;
			closedOn: string | null;
			depth: number;
		}>`
			with recursive tree (id, name, kind, parent_id, closed_on, depth, path) as (
				select unit.id, unit.name, unit.kind, null::uuid, unit.closed_on, 0, array[unit.name]
				from unit left join unit_parent on unit_parent.unit_id = unit.id and daterange(unit_parent.valid_from, unit_parent.valid_to) @> ${on}::date
				where unit.organisation_id = ${organisationId} and unit_parent.parent_id is null
				union all
				select unit.id, unit.name, unit.kind, tree.id, unit.closed_on, tree.depth + 1, tree.path || unit.name
				from tree join unit_parent on unit_parent.parent_id = tree.id and daterange(unit_parent.valid_from, unit_parent.valid_to) @> ${on}::date
					join unit on unit.id = unit_parent.unit_id
			)
			select id, name, kind, parent_id, closed_on, depth from tree order by path`.execute(db);
		return rows;
	},

	/** The same without those that are closed by then. */
	async listUnits(organisationId: string, on: string) {
		const units = await this.listAllUnits(organisationId, on);
		return units.filter(({ closedOn }) => closedOn === null || closedOn > on);
	},

	/** What units that have been renamed were called on a date; before the first name that is known, that one. */
	listNamesOn: async (organisationId: string, on: string) => {
		const { rows } = await sql<{ unitId: string; name: string }>`
			select distinct on (unit_name.unit_id) unit_name.unit_id, unit_name.name
			from unit_name join unit on unit.id = unit_name.unit_id
			where unit.organisation_id = ${organisationId}
			order by unit_name.unit_id, valid_from <= ${on}::date desc,
				case when valid_from <= ${on}::date then valid_from end desc, valid_from`.execute(db);
		return rows;
	},

	/** When other units have hung at or below one, itself included: a unit and days, either end open. */
	listBranchEver: async (unitId: string): Promise<BranchDays[]> => {
		const { rows } = await sql<BranchDays>`
			with recursive placed as (
				select unit_id, parent_id, daterange(
					-- What it did before it was first placed counts where it was placed first.
					case when valid_from > min(valid_from) over (partition by unit_id) then valid_from end, valid_to) as days
				from unit_parent
			), branch (unit_id, days) as (
				select ${unitId}::uuid, '(,)'::daterange
				union
				select placed.unit_id, placed.days * branch.days
				from branch join placed on placed.parent_id = branch.unit_id and placed.days && branch.days
			)
			select unit_id, lower(days) as "from", upper(days) as "to" from branch`.execute(db);
		return rows;
	},

	/** The unit, if it is open, held so until the transaction ends: it is not closed or merged meanwhile. */
	findOpenAndHold: (unitId: string) =>
		db
			.selectFrom('unit')
			.select('id')
			.where('id', '=', unitId)
			.where('closedOn', 'is', null)
			.forKeyShare()
			.executeTakeFirst(),

	findUnit: (unitId: string) =>
		db
			.selectFrom('unit')
			.innerJoin('organisation', 'organisation.id', 'unit.organisationId')
			.select([
				'unit.id',
				'unit.organisationId',
				'unit.name',
				'unit.district',
				'unit.address',
				'unit.isAddressProtected',
				'organisation.name as organisationName',
				'organisation.municipality',
				'organisation.priorityDays',
				'organisation.cooperationId'
			])
			.where('unit.id', '=', unitId)
			.executeTakeFirst()
});
