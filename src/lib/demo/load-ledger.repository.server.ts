import { sql } from 'kysely';
import type { Trx } from '$lib/platform/db.server';

/** Handovers of one listing. */
const PER_LISTING = 8;

/**
 * Handovers modelled on those already booked, each with its entries: the payload, which names nobody, is taken over,
 * so that every entry still recomputes to what it says. Needs `loadRepository.prepare` on the same transaction.
 */
export const loadLedgerRepository = (trx: Trx, seed: number, now: Date) => {
	const at = sql`${sql.lit(now.toISOString())}::timestamptz`;
	const run = (statement: ReturnType<typeof sql>) => statement.execute(trx);
	const chance = (salt: number) => sql`pg_temp.load_chance(${sql.lit(salt)}, i)`;
	const id = (kind: string) => sql`pg_temp.load_id(${sql.lit(kind)}, i, happened_at)`;
	const lotId = sql`pg_temp.load_id('ended lot', listing_number, ended_at)`;
	const listingId = sql`pg_temp.load_id('ended listing', listing_number, ended_at)`;

	return {
		/**
		 * @param wanted entries, at least
		 * @returns how many were added
		 */
		async insertHandovers(wanted: number): Promise<number> {
			await run(sql`create temp table load_model on commit drop as
				select (row_number() over (order by handover.occurred_on, handover.id) - 1)::int as model, handover.id,
					handover.giving_organisation_id as organisation_id, handover.giving_unit_id, reservation.requested_by,
					handover.quantity_milli, lot.item_type_id, lot.measure, lot.condition, listing.title, listing.created_by,
					(select count(*) from benefit_entry where handover_id = handover.id) as entries
				from handover join reservation on reservation.id = handover.reservation_id join lot on lot.id = handover.lot_id
				join listing on listing.lot_id = lot.id`);
			await run(sql`analyze load_model`);
			const { rows } = await sql<{ models: number; entries: number }>`
				select count(*)::int as models, sum(entries)::int as entries from load_model`.execute(trx);
			const { models, entries } = rows[0] ?? { models: 0, entries: 0 };
			if (entries === 0) throw new Error('There is no handover to model the ledger on.');
			const handovers = Math.ceil((wanted * models) / entries / models / PER_LISTING) * models * PER_LISTING;
			await run(sql`create temp table load_home on commit drop as
				select id, person_id, (row_number() over (order by slot) - 1)::int as place from load_unit
				where organisation_id = (select organisation_id from load_model limit 1)`);
			await run(sql`create temp table load_handover on commit drop as
				select handover.*, (happened_at at time zone 'Europe/Oslo')::date as happened_on, load_unit.id as receiving_unit_id, load_unit.person_id as received_by
				from (
					select i, load_model.*, (i / ${sql.lit(models * PER_LISTING)}) * ${sql.lit(models)} + model as listing_number,
						${at} - interval '760 days' as ended_at,
						${at} - power(${chance(31)}, 1.3) * interval '729 days' as happened_at,
						floor(${chance(32)} * places)::int as place
					from generate_series(0, ${handovers - 1}::bigint) as numbers (i)
					cross join (select count(*) as places from load_home) as homes
					join load_model on load_model.model = i % ${sql.lit(models)}
				) as handover
				join load_home as load_unit using (place)`);
			await run(sql`analyze load_handover`);
			await run(sql`create temp table load_ended on commit drop as
				select listing_number, ended_at, min(item_type_id::text)::uuid as item_type_id, min(measure) as measure, min(condition) as condition,
					min(title) as title, min(organisation_id::text)::uuid as organisation_id, min(giving_unit_id::text)::uuid as giving_unit_id,
					min(created_by::text)::uuid as created_by, sum(quantity_milli) as quantity_milli
				from load_handover group by listing_number, ended_at`);
			await run(sql`analyze load_ended`);
			await run(sql`insert into lot (id, organisation_id, unit_id, item_type_id, measure, condition, attributes, created_at, created_by)
				select ${lotId}, organisation_id, giving_unit_id, item_type_id, measure, condition, '{}', ended_at, created_by from load_ended`);
			await run(sql`insert into stock_movement (id, lot_id, kind, quantity_milli, cause_event_id, occurred_on, booked_at, booked_by)
				select pg_temp.load_id('ended in', listing_number, ended_at), ${lotId}, 'in', quantity_milli,
					pg_temp.load_id('ended cause', listing_number, ended_at), (ended_at at time zone 'Europe/Oslo')::date, ended_at, created_by from load_ended`);
			await run(sql`insert into listing (id, lot_id, organisation_id, unit_id, title, description, locale, state, published_at, created_at, updated_at, created_by)
				select ${listingId}, ${lotId}, organisation_id, giving_unit_id, title, '', 'nb', 'closed', ended_at, ended_at, ended_at, created_by from load_ended`);
			await run(sql`insert into lot (id, organisation_id, unit_id, item_type_id, predecessor_lot_id, measure, condition, attributes, created_at, created_by)
				select ${id('received lot')}, organisation_id, receiving_unit_id, item_type_id, ${lotId}, measure, condition, '{}', happened_at, received_by from load_handover`);
			await run(sql`insert into reservation (id, listing_id, lot_id, organisation_id, unit_id, requested_by, quantity_milli, state, decided_by, decided_at, created_at, updated_at)
				select ${id('reservation')}, ${listingId}, ${lotId}, organisation_id, receiving_unit_id, received_by, quantity_milli, 'collected',
					created_by, happened_at, happened_at - interval '3 days', happened_at from load_handover`);
			await run(sql`insert into handover (id, reservation_id, lot_id, successor_lot_id, giving_organisation_id, giving_unit_id, receiving_organisation_id,
					receiving_unit_id, kind, quantity_milli, state, occurred_on, confirmed_at, confirmed_by, created_at)
				select ${id('handover')}, ${id('reservation')}, ${lotId}, ${id('received lot')}, organisation_id, giving_unit_id, organisation_id,
					receiving_unit_id, 'internalTransfer', quantity_milli, 'confirmed', happened_on, happened_at, created_by, happened_at from load_handover`);
			await run(sql`insert into stock_movement (id, lot_id, kind, quantity_milli, cause_event_id, handover_id, occurred_on, booked_at, booked_by)
				select ${id('out')}, ${lotId}, 'out', quantity_milli, ${id('moved')}, ${id('handover')}, happened_on, happened_at, created_by from load_handover
				union all
				select ${id('received')}, ${id('received lot')}, 'in', quantity_milli, ${id('moved')}, ${id('handover')}, happened_on, happened_at, received_by from load_handover`);
			await run(sql`update lot set state = 'closed' where id in (select ${lotId} from load_ended)`);
			const added = await run(sql`with recursive path as (
					select unit_id, array[unit_id] as units, parent_id from unit_parent where valid_to is null
					union all
					select path.unit_id, unit_parent.unit_id || path.units, unit_parent.parent_id from path
						join unit_parent on unit_parent.unit_id = path.parent_id and unit_parent.valid_to is null
				), unit_path as (select unit_id, units from path where parent_id is null)
				insert into benefit_entry (id, organisation_id, unit_id, unit_path, side, kind, cause_event_id, cause, handover_id, lot_id, item_type_id, pack,
					pilot_id, quantity_milli, measure, amount_low, amount_central, amount_high, missing_reason, evidence_grade, data_quality, formula_version,
					payload, payload_hash, occurred_on, booked_at, period)
				select pg_temp.load_id('entry ' || entry.kind, i, happened_at), entry.organisation_id, unit_path.unit_id, unit_path.units, entry.side, entry.kind,
					${id('moved')}, 'handover', ${id('handover')}, ${id('received lot')}, entry.item_type_id, entry.pack, entry.pilot_id, entry.quantity_milli,
					entry.measure, entry.amount_low, entry.amount_central, entry.amount_high, entry.missing_reason, entry.evidence_grade, entry.data_quality,
					entry.formula_version, entry.payload, entry.payload_hash, happened_on, happened_at, to_char(happened_on, 'YYYY-MM')
				from load_handover join benefit_entry as entry on entry.handover_id = load_handover.id
				join unit_path on unit_path.unit_id = case entry.side when 'receiver' then receiving_unit_id else giving_unit_id end
				order by happened_at`);
			return Number(added.numAffectedRows ?? 0);
		}
	};
};
