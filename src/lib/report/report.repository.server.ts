import { sql, type NotNull } from 'kysely';
import type { BranchDays } from '$lib/organisation/organisation.repository.server';
import type { Db } from '$lib/platform/db.server';

/** Which needs are counted; months are `YYYY-MM`, dates of a pilot `YYYY-MM-DD`, all included. */
export interface NeedScope {
	organisationIds: readonly string[];
	unitIds?: readonly string[] | undefined;
	/** Units, each on the days it counts. */
	unitDays?: readonly BranchDays[] | undefined;
	pack?: string | undefined;
	from?: string | undefined;
	to?: string | undefined;
	startsOn?: string | undefined;
	endsOn?: string | undefined;
}

/** SQL of what the report counts beside the ledger. */
export const reportRepository = (db: Db) => {
	const within = (
		instant: string,
		{ organisationIds, unitIds, unitDays, pack, from, to, startsOn, endsOn }: NeedScope
	) => {
		const day = sql`(${sql.ref(instant)} at time zone 'Europe/Oslo')::date`;
		const month = sql`to_char(${sql.ref(instant)} at time zone 'Europe/Oslo', 'YYYY-MM')`;
		const parts = [sql<boolean>`need.organisation_id = any(${organisationIds}::uuid[])`];
		if (unitIds) parts.push(sql`need.unit_id = any(${unitIds}::uuid[])`);
		if (unitDays)
			parts.push(sql`exists (
				select 1 from unnest(${unitDays.map(({ unitId }) => unitId)}::uuid[], ${unitDays.map(({ from }) => from)}::date[],
					${unitDays.map(({ to }) => to)}::date[]) as counted (unit_id, from_day, to_day)
				where counted.unit_id = need.unit_id and daterange(counted.from_day, counted.to_day) @> ${day})`);
		if (pack) parts.push(sql`item_type.pack = ${pack}`);
		if (from) parts.push(sql`${month} >= ${from}`);
		if (to) parts.push(sql`${month} <= ${to}`);
		if (startsOn) parts.push(sql`${day} >= ${startsOn}::date`);
		if (endsOn) parts.push(sql`${day} <= ${endsOn}::date`);
		return sql<boolean>`(${sql.join(parts, sql` and `)})`;
	};

	return {
		/** Needs met, wholly or in part, by sharing, repair or cooperation, by the answers of completed checks. */
		countByRung: (scope: NeedScope) =>
			db
				.selectFrom('rungAnswer')
				.innerJoin('reuseCheck', 'reuseCheck.id', 'rungAnswer.checkId')
				.innerJoin('need', 'need.id', 'reuseCheck.needId')
				.innerJoin('itemType', 'itemType.id', 'need.itemTypeId')
				.select(['rungAnswer.rung', sql<number>`count(distinct need.id)::bigint`.as('needs')])
				.where('rungAnswer.rung', 'in', ['share', 'repair', 'cooperate'])
				.where('rungAnswer.outcome', 'in', ['used', 'partly'])
				.where('reuseCheck.completedAt', 'is not', null)
				.where(within('reuseCheck.completedAt', scope))
				.groupBy('rungAnswer.rung')
				.execute(),

		/** Needs with an approved purchase, by what was to be bought. */
		countByPurchase: (scope: NeedScope) =>
			db
				.selectFrom('purchaseRequest')
				.innerJoin('need', 'need.id', 'purchaseRequest.needId')
				.innerJoin('itemType', 'itemType.id', 'need.itemTypeId')
				.select(['purchaseRequest.kind', sql<number>`count(distinct need.id)::bigint`.as('needs')])
				.$narrowType<{ kind: NotNull }>()
				.where('purchaseRequest.state', '=', 'approved')
				.where(within('purchaseRequest.decidedAt', scope))
				.groupBy('purchaseRequest.kind')
				.execute()
	};
};
