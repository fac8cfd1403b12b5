import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { UnitHoldings } from '$lib/organisation/unit-holdings';

/** SQL of what is open in units, over the rooms below this one. */
export const unitHoldingsRepository = (db: Db) => ({
	/** Holds the things of a unit until the transaction ends: nobody asks for one of them meanwhile. */
	holdLots: async (unitId: string): Promise<void> => {
		await db.selectFrom('lot').select('id').where('unitId', '=', unitId).orderBy('id').forUpdate().execute();
	},

	count: async (unitIds: readonly string[], now: Date): Promise<UnitHoldings> => {
		const { rows } = await sql<UnitHoldings>`
			with chosen as (select unnest(${unitIds}::uuid[]) as unit_id)
			select
				(select count(*) from listing join chosen using (unit_id) where state in ('draft', 'published'))::int as listings,
				(select count(*) from lot join chosen using (unit_id) where on_hand_milli > 0)::int as lots,
				(select count(*) from need join chosen using (unit_id)
					where state in ('draft', 'checking', 'partlyCovered', 'purchaseRequested')
						or (state = 'dropped' and drop_confirmed_at is null))::int as needs,
				((select count(*) from purchase_request join chosen using (unit_id) where state = 'submitted')
					+ (select count(*) from need join chosen using (unit_id)
						where state = 'dropped' and drop_confirmed_at is null))::int as approvals,
				(select count(*) from reservation join listing on listing.id = reservation.listing_id
					where reservation.state in ('waiting', 'requested', 'approved')
						and (reservation.unit_id in (select unit_id from chosen)
							or listing.unit_id in (select unit_id from chosen)))::int as reservations,
				(select count(*) from api_token join chosen using (unit_id)
					where revoked_at is null and expires_at > ${now})::int as tokens,
				(select count(*) from sign_in_rule join chosen using (unit_id))::int as sign_in_rules,
				(select count(*) from storage_site join chosen using (unit_id) where closed_at is null)::int as storage_sites`.execute(
			db
		);
		const [counts] = rows;
		if (!counts) throw new Error('counting answers one row');
		return counts;
	}
});
