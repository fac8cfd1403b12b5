import { sql, type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely';
import { visibleTo } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import type { Database, Db } from '$lib/platform/db.server';
import type { BenefitKind, DataQuality } from './benefit';
import type { BenefitFilter } from './benefit-filter';

/** Entries an actor may read: whole organisations, and no unit of another. */
export interface EntryScope {
	organisationIds: readonly string[];
	/** With `tree: now`: the units below the chosen one today. */
	unitIdsNow?: readonly string[];
	filter: BenefitFilter;
}

/** The one rule of which entries a filter picks: lists, totals and reports use it, so that they agree. */
export function pickedBy({ organisationIds, unitIdsNow, filter }: EntryScope) {
	return (
		eb: ExpressionBuilder<Database, 'benefitEntry'>
	): ExpressionWrapper<Database, 'benefitEntry', SqlBool> => {
		const { from, to, unit, pack, pilot, kind, quality, amount, evidence, met, handover } = filter;
		const all = [eb('benefitEntry.organisationId', '=', sql<string>`any(${organisationIds}::uuid[])`)];
		if (from) all.push(eb('benefitEntry.period', '>=', from));
		if (to) all.push(eb('benefitEntry.period', '<=', to));
		if (unitIdsNow) all.push(eb('benefitEntry.unitId', '=', sql<string>`any(${unitIdsNow}::uuid[])`));
		else if (unit) all.push(eb('benefitEntry.unitPath', '@>', sql<string[]>`array[${unit}]::uuid[]`));
		if (pack) all.push(eb('benefitEntry.pack', '=', pack));
		if (pilot) all.push(eb('benefitEntry.pilotId', '=', pilot));
		if (handover) all.push(eb('benefitEntry.handoverId', '=', handover));
		if (kind) all.push(eb('benefitEntry.kind', '=', kind));
		if (quality) all.push(eb('benefitEntry.dataQuality', '=', quality));
		if (amount === 'unknown') all.push(eb('benefitEntry.amountCentral', 'is', null));
		if (amount === 'notC') all.push(eb('benefitEntry.dataQuality', 'in', ['A', 'B']));
		if (evidence)
			all.push(
				eb('benefitEntry.evidenceGrade', 'in', evidence === 'avoided' ? ['A', 'B'] : ['C']),
				eb.or([
					eb('benefitEntry.missingReason', 'is', null),
					eb('benefitEntry.missingReason', 'not in', ['lifetimeUsedUp', 'notForReuse'])
				])
			);
		if (met) all.push(eb('benefitEntry.needId', 'is not', null));
		if (met === 'reuse') all.push(eb('benefitEntry.handoverId', 'is not', null));
		if (met === 'avoid') all.push(eb('benefitEntry.handoverId', 'is', null));
		return eb.and(all);
	};
}

/** What one kind adds up to; øre, grams of CO₂e or grams. */
export interface KindTotal {
	kind: BenefitKind;
	low: number;
	central: number;
	high: number;
	entries: number;
	/** Credits without an amount that still stand. */
	unknown: number;
}

const sumOf = (column: string) => sql<number>`coalesce(sum(${sql.ref(column)}), 0)::bigint`;

/** The same entries and those booked before them: what stands rests on both. */
const upToEnd = (scope: EntryScope): EntryScope => {
	const { from: _, ...filter } = scope.filter;
	return { ...scope, filter };
};
const quantityWithin = ({ filter: { from } }: EntryScope) =>
	sql<number>`coalesce(sum(quantity_milli) filter (where period >= ${from ?? ''}), 0)::bigint`;
/** 1 where a group came to stand for something within the period, -1 where it ceased to, else 0. */
const changeOf = ({ filter: { from } }: EntryScope) =>
	sql<number>`(sum(quantity_milli) > 0)::int
		- (coalesce(sum(quantity_milli) filter (where period < ${from ?? ''}), 0) > 0)::int`;

/** SQL of reading the ledger. */
export const benefitRepository = (db: Db) => ({
	listTotals: async (scope: EntryScope): Promise<KindTotal[]> => {
		const sums = await db
			.selectFrom('benefitEntry')
			.select([
				'kind',
				sumOf('amountLow').as('low'),
				sumOf('amountCentral').as('central'),
				sumOf('amountHigh').as('high'),
				sql<number>`count(*)::bigint`.as('entries')
			])
			.where(pickedBy(scope))
			.groupBy('kind')
			.execute();
		const unknown = await db
			.selectFrom((from) =>
				from
					.selectFrom('benefitEntry')
					.select(['kind', sql`coalesce(reverses_entry_id, id)`.as('original')])
					.where(pickedBy(scope))
					.where('amountCentral', 'is', null)
					.groupBy(['kind', sql`coalesce(reverses_entry_id, id)`])
					.having(sql<number>`sum(quantity_milli)`, '>', 0)
					.as('open')
			)
			.select(['open.kind', sql<number>`count(*)::bigint`.as('count')])
			.groupBy('open.kind')
			.execute();
		return sums.map((row) => ({
			...row,
			unknown: unknown.find(({ kind }) => kind === row.kind)?.count ?? 0
		}));
	},

	/** Sums by month, kind and data quality: the ground of the report. */
	listByMonth: (scope: EntryScope) =>
		db
			.selectFrom('benefitEntry')
			.select([
				'period',
				'kind',
				'dataQuality',
				sumOf('amountLow').as('low'),
				sumOf('amountCentral').as('central'),
				sumOf('amountHigh').as('high')
			])
			.where(pickedBy(scope))
			.groupBy(['period', 'kind', 'dataQuality'])
			.orderBy('period')
			.execute() as Promise<
			{
				period: string;
				kind: BenefitKind;
				dataQuality: DataQuality | null;
				low: number;
				central: number;
				high: number;
			}[]
		>,

	/**
	 * Handovers and dropped needs that the picked entries made stand for something, less those they took back: below
	 * zero in a month where more came back than was given, so that the months add up to the whole.
	 */
	countLines: (scope: EntryScope) =>
		db
			.selectFrom((from) =>
				from
					.selectFrom('benefitEntry')
					.select(['handoverId', 'needId', 'measure', changeOf(scope).as('change')])
					.select(quantityWithin(scope).as('quantityMilli'))
					.where(pickedBy(upToEnd(scope)))
					.groupBy(['handoverId', 'needId', 'measure'])
					.as('line')
			)
			.select([
				'line.measure',
				sql<number>`coalesce(sum(line.change) filter (where line.handover_id is not null), 0)::bigint`.as(
					'handovers'
				),
				sql<number>`coalesce(sum(line.change) filter (where line.handover_id is null), 0)::bigint`.as(
					'droppedNeeds'
				),
				sql<number>`sum(line.quantity_milli)::bigint`.as('quantityMilli')
			])
			.groupBy('line.measure')
			.having(sql<boolean>`sum(line.quantity_milli) <> 0 or sum(line.change) <> 0`)
			.orderBy('line.measure')
			.execute(),

	/** Needs that the picked entries met to some part, less those they left unmet again. */
	countNeeds: async (scope: EntryScope): Promise<number> => {
		const { count } = await db
			.selectFrom((from) =>
				from
					.selectFrom('benefitEntry')
					.select(['needId', changeOf(scope).as('change')])
					.where(pickedBy(upToEnd(scope)))
					.groupBy('needId')
					.as('met')
			)
			.select(sql<number>`coalesce(sum(met.change), 0)::bigint`.as('count'))
			.executeTakeFirstOrThrow();
		return count;
	},

	/** The first and last month with entries; undefined when there are none. */
	findMonths: (organisationIds: readonly string[]) =>
		db
			.selectFrom('benefitEntry')
			.select([sql<string | null>`min(period)`.as('first'), sql<string | null>`max(period)`.as('last')])
			.where('organisationId', '=', sql<string>`any(${organisationIds}::uuid[])`)
			.executeTakeFirstOrThrow(),

	/** Newest first; `before` is the id of the last one shown. */
	list: (scope: EntryScope, locale: 'nb' | 'nn' | 'en', limit: number, before?: string) =>
		db
			.selectFrom('benefitEntry')
			.innerJoin('unit', 'unit.id', 'benefitEntry.unitId')
			.leftJoin('itemTypeText', (join) =>
				join
					.onRef('itemTypeText.itemTypeId', '=', 'benefitEntry.itemTypeId')
					.on('itemTypeText.locale', '=', locale)
			)
			.select([
				'benefitEntry.id',
				'benefitEntry.kind',
				'benefitEntry.cause',
				'benefitEntry.reversesEntryId',
				'benefitEntry.quantityMilli',
				'benefitEntry.measure',
				'benefitEntry.amountLow',
				'benefitEntry.amountCentral',
				'benefitEntry.amountHigh',
				'benefitEntry.missingReason',
				'benefitEntry.evidenceGrade',
				'benefitEntry.dataQuality',
				'benefitEntry.occurredOn',
				'benefitEntry.period',
				'unit.name as unitName',
				'itemTypeText.name as typeName'
			])
			.where(pickedBy(scope))
			.$if(before !== undefined, (query) =>
				query.where('benefitEntry.sequence', '<', (eb) =>
					eb
						.selectFrom('benefitEntry as shown')
						.select('shown.sequence')
						.where('shown.id', '=', before ?? '')
						.where('shown.organisationId', '=', sql<string>`any(${scope.organisationIds}::uuid[])`)
				)
			)
			.orderBy('benefitEntry.sequence', 'desc')
			.limit(limit)
			.execute(),

	/** One entry with the names around it. */
	find: (id: string, organisationIds: readonly string[], locale: 'nb' | 'nn' | 'en') =>
		db
			.selectFrom('benefitEntry')
			.innerJoin('unit', 'unit.id', 'benefitEntry.unitId')
			.innerJoin('organisation', 'organisation.id', 'benefitEntry.organisationId')
			.leftJoin('itemTypeText', (join) =>
				join
					.onRef('itemTypeText.itemTypeId', '=', 'benefitEntry.itemTypeId')
					.on('itemTypeText.locale', '=', locale)
			)
			.leftJoin('pilotText', (join) =>
				join.onRef('pilotText.pilotId', '=', 'benefitEntry.pilotId').on('pilotText.locale', '=', locale)
			)
			.leftJoin('handover', 'handover.id', 'benefitEntry.handoverId')
			.leftJoin('reservation', 'reservation.id', 'handover.reservationId')
			.leftJoin('unit as givingUnit', 'givingUnit.id', 'handover.givingUnitId')
			.leftJoin('unit as receivingUnit', 'receivingUnit.id', 'handover.receivingUnitId')
			.selectAll('benefitEntry')
			.select([
				'unit.name as unitName',
				'organisation.name as organisationName',
				'itemTypeText.name as typeName',
				'pilotText.name as pilotName',
				'reservation.id as reservationId',
				'reservation.listingId',
				'givingUnit.name as givingUnitName',
				'receivingUnit.name as receivingUnitName'
			])
			.where('benefitEntry.id', '=', id)
			.where('benefitEntry.organisationId', '=', sql<string>`any(${organisationIds}::uuid[])`)
			.executeTakeFirst(),

	/** What takes this entry back, oldest first. */
	listReversals: (id: string) =>
		db
			.selectFrom('benefitEntry')
			.select(['id', 'cause', 'quantityMilli', 'measure', 'amountCentral', 'kind', 'occurredOn'])
			.where('reversesEntryId', '=', id)
			.orderBy('sequence')
			.execute(),

	/** Other entries of the same booking and organisation. */
	listSiblings: (causeEventId: string, organisationId: string) =>
		db
			.selectFrom('benefitEntry')
			.select(['id', 'kind'])
			.where('causeEventId', '=', causeEventId)
			.where('organisationId', '=', organisationId)
			.orderBy('sequence')
			.execute(),

	/** The listing an entry came from, if the actor may see it. */
	findVisibleListing: (actor: Actor, listingId: string, now: Date, today: string) =>
		db
			.selectFrom('listing')
			.innerJoin('organisation', 'organisation.id', 'listing.organisationId')
			.select(['listing.id', 'listing.title'])
			.where('listing.id', '=', listingId)
			.where((eb) => visibleTo(actor, now, today)(eb))
			.executeTakeFirst(),

	findNeedBehind: (needId: string) =>
		db
			.selectFrom('need')
			.select(['id', 'title', 'organisationId', 'unitId', 'unitPriceOre', 'priceEvidence'])
			.where('id', '=', needId)
			.executeTakeFirst(),

	/** A stretch of the whole ledger in its own order, for checking. */
	listForCheck: (after: number, limit: number) =>
		db
			.selectFrom('benefitEntry')
			.selectAll()
			.where('sequence', '>', after)
			.orderBy('sequence')
			.limit(limit)
			.execute(),

	/** Sums of the whole ledger by unit, by organisation, by the top of the tree, and in all. */
	listSumsForCheck: async () => {
		const { rows } = await sql<{
			level: 'unit' | 'organisation' | 'root' | 'all';
			kind: BenefitKind;
			low: number;
			central: number;
			high: number;
		}>`
			with by_unit as (
				select organisation_id, unit_id, unit_path[1] as root_id, kind as benefit_kind, sum(amount_low) as low,
					sum(amount_central) as central, sum(amount_high) as high
				from benefit_entry group by organisation_id, unit_id, unit_path[1], kind
			)
			select 'unit' as level, benefit_kind as kind, sum(low)::bigint as low, sum(central)::bigint as central, sum(high)::bigint as high
				from by_unit join unit on unit.id = by_unit.unit_id and unit.organisation_id = by_unit.organisation_id group by benefit_kind
			union all
			select 'root', benefit_kind, sum(low)::bigint, sum(central)::bigint, sum(high)::bigint
				from by_unit join unit on unit.id = by_unit.root_id and unit.organisation_id = by_unit.organisation_id group by benefit_kind
			union all
			select 'organisation', benefit_entry.kind, sum(amount_low)::bigint, sum(amount_central)::bigint, sum(amount_high)::bigint
				from benefit_entry join organisation on organisation.id = benefit_entry.organisation_id group by benefit_entry.kind
			union all
			select 'all', kind, sum(amount_low)::bigint, sum(amount_central)::bigint, sum(amount_high)::bigint from benefit_entry group by kind
			order by 2, 1`.execute(db);
		return rows;
	},

	/** Credits whose reversals do not add up to something between nothing and the whole. */
	listOverdrawn: async (): Promise<string[]> => {
		const { rows } = await sql<{ id: string }>`
			select original.id from benefit_entry as original
			join benefit_entry as reversal on reversal.reverses_entry_id = original.id
			group by original.id, original.quantity_milli, original.amount_low, original.amount_central, original.amount_high
			having sum(reversal.quantity_milli) < -original.quantity_milli
				or (sum(reversal.quantity_milli) = -original.quantity_milli
					and (sum(reversal.amount_low), sum(reversal.amount_central), sum(reversal.amount_high))
						is distinct from (-original.amount_low, -original.amount_central, -original.amount_high))`.execute(db);
		return rows.map(({ id }) => id);
	}
});
