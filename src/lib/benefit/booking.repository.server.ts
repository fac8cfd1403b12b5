import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { BenefitEntryTable } from './benefit.tables';

export type BenefitEntry = Selectable<BenefitEntryTable>;
/** A credit with how much of it still stands, in thousandths. */
export type LiveCredit = Pick<
	BenefitEntry,
	| 'id'
	| 'sequence'
	| 'organisationId'
	| 'unitId'
	| 'unitPath'
	| 'kind'
	| 'side'
	| 'handoverId'
	| 'needId'
	| 'lotId'
	| 'itemTypeId'
	| 'pack'
	| 'pilotId'
	| 'quantityMilli'
	| 'measure'
	| 'payload'
> & { liveMilli: number };

/** SQL of booking: the facts behind an entry, what still stands of earlier ones, and the ledger's only insert. */
export const bookingRepository = (db: Db) => {
	const reversed = sql<number>`coalesce((select sum(reversal.quantity_milli) from benefit_entry as reversal
		where reversal.reverses_entry_id = benefit_entry.id), 0)::bigint`;
	/** Credits (never reversals) that are not wholly taken back, oldest first. */
	const liveCredits = () =>
		db
			.selectFrom('benefitEntry')
			.select([
				'benefitEntry.id',
				'benefitEntry.sequence',
				'benefitEntry.organisationId',
				'benefitEntry.unitId',
				'benefitEntry.unitPath',
				'benefitEntry.kind',
				'benefitEntry.side',
				'benefitEntry.handoverId',
				'benefitEntry.needId',
				'benefitEntry.lotId',
				'benefitEntry.itemTypeId',
				'benefitEntry.pack',
				'benefitEntry.pilotId',
				'benefitEntry.quantityMilli',
				'benefitEntry.measure',
				'benefitEntry.payload',
				sql<number>`benefit_entry.quantity_milli + ${reversed}`.as('liveMilli')
			])
			.where('benefitEntry.reversesEntryId', 'is', null)
			.where(sql<boolean>`benefit_entry.quantity_milli + ${reversed} > 0`)
			.orderBy('benefitEntry.sequence');

	return {
		/** A confirmed handover with everything its benefit rests on. */
		getHandover: (handoverId: string) =>
			db
				.selectFrom('handover')
				.innerJoin('reservation', 'reservation.id', 'handover.reservationId')
				.innerJoin('listing', 'listing.id', 'reservation.listingId')
				.innerJoin('lot', 'lot.id', 'handover.lotId')
				.innerJoin('itemType', 'itemType.id', 'lot.itemTypeId')
				.leftJoin('need', 'need.id', 'handover.needId')
				.select([
					'handover.id',
					'handover.lotId',
					'handover.successorLotId',
					'handover.givingOrganisationId',
					'handover.givingUnitId',
					'handover.receivingOrganisationId',
					'handover.receivingUnitId',
					'handover.quantityMilli',
					'handover.distanceKmMilli',
					'handover.costsOre',
					'handover.partsGramsCo2e',
					'handover.occurredOn',
					'reservation.createdAt as reservedAt',
					'reservation.wouldBuyNew',
					'listing.id as listingId',
					'listing.wouldBe',
					'listing.wouldBeEvidence',
					'lot.measure',
					'lot.attributes',
					'lot.yearAcquired',
					'lot.hazardState',
					'lot.itemTypeId',
					'itemType.pack',
					'itemType.countedMeasure',
					'itemType.factorMeasure',
					'itemType.conversion',
					'itemType.isUsePhaseRelevant',
					'need.id as needId',
					'need.statedAt as needStatedAt',
					'need.measure as needMeasure',
					'need.quantityMilli as needQuantityMilli',
					'need.unitPriceOre as needUnitPriceOre',
					'need.priceEvidence as needPriceEvidence',
					'need.wouldBuyNew as needWouldBuyNew'
				])
				.select((eb) =>
					eb
						.selectFrom('listingVersion')
						.select('listingVersion.id')
						.whereRef('listingVersion.listingId', '=', 'listing.id')
						.orderBy('listingVersion.createdAt', 'desc')
						.orderBy('listingVersion.id', 'desc')
						.limit(1)
						.as('listingVersionId')
				)
				// This handover and the others for the need, what came back taken off, and what was cleared to be bought.
				.select(
					sql<number>`((select coalesce(sum(other.quantity_milli - other.returned_milli), 0) from handover as other
							where other.need_id = handover.need_id and other.state <> 'prepared')
						+ (select coalesce(sum(case when clearance.state in ('expired', 'withdrawn') then clearance.quantity_consumed_milli
								else clearance.quantity_cleared_milli end), 0)
							from clearance join purchase_request on purchase_request.id = clearance.purchase_request_id
							where purchase_request.need_id = handover.need_id))::bigint`.as('needMetMilli')
				)
				.where('handover.id', '=', handoverId)
				.executeTakeFirstOrThrow(),

		/** A need with its item type. */
		getNeed: (needId: string) =>
			db
				.selectFrom('need')
				.innerJoin('itemType', 'itemType.id', 'need.itemTypeId')
				.select([
					'need.id',
					'need.organisationId',
					'need.unitId',
					'need.itemTypeId',
					'need.attributes',
					'need.quantityMilli',
					'need.coveredMilli',
					'need.measure',
					'need.unitPriceOre',
					'need.priceEvidence',
					'need.wouldBuyNew',
					'need.statedAt',
					'itemType.pack',
					'itemType.countedMeasure',
					'itemType.factorMeasure',
					'itemType.conversion',
					'itemType.isUsePhaseRelevant'
				])
				.where('need.id', '=', needId)
				.executeTakeFirstOrThrow(),

		/** The handovers a lot came through, nearest first. */
		listLineage: async (lotId: string) => {
			const { rows } = await sql<{ id: string; successorLotId: string; occurredOn: string }>`
				with recursive chain as (
					select handover.id, handover.lot_id, handover.successor_lot_id, handover.occurred_on, 0 as step
					from handover where handover.successor_lot_id = ${lotId}
					union all
					select earlier.id, earlier.lot_id, earlier.successor_lot_id, earlier.occurred_on, chain.step + 1
					from chain join handover as earlier on earlier.successor_lot_id = chain.lot_id where chain.step < 50
				)
				select id, successor_lot_id, occurred_on from chain order by step`.execute(db);
			return rows;
		},

		/** Net credits of a handover that stand for things its receiver still has. */
		listOwnNetCredits: (handoverId: string, successorLotId: string) =>
			liveCredits()
				.where('benefitEntry.handoverId', '=', handoverId)
				.where('benefitEntry.lotId', '=', successorLotId)
				.where('benefitEntry.kind', '=', 'co2Net')
				.execute(),

		/** The credit a handover was first booked with, whatever became of it. */
		findFirstNetCredit: (handoverId: string) =>
			db
				.selectFrom('benefitEntry')
				.select('payload')
				.where('handoverId', '=', handoverId)
				.where('kind', '=', 'co2Net')
				.where('cause', '=', 'handover')
				.executeTakeFirst(),

		/** Everything a handover booked that stands for things its receiver still has, both sides. */
		listCreditsOfHandover: (handoverId: string, lotIds: readonly string[]) =>
			liveCredits()
				.where('benefitEntry.handoverId', '=', handoverId)
				.where('benefitEntry.lotId', 'in', lotIds)
				.execute(),

		/** Corrections made because things went on into a lot: credits down to the years used, with their originals. */
		listCorrectionsFor: (ontoLotId: string) =>
			liveCredits()
				.where('benefitEntry.lotId', '=', ontoLotId)
				.where('benefitEntry.cause', '=', 'correction')
				.where((eb) =>
					eb.exists(
						eb
							.selectFrom('handover')
							.select('handover.id')
							.whereRef('handover.id', '=', 'benefitEntry.handoverId')
							.where('handover.successorLotId', '<>', ontoLotId)
					)
				)
				.select((eb) =>
					eb
						.selectFrom('benefitEntry as reversal')
						.innerJoin('benefitEntry as original', 'original.id', 'reversal.reversesEntryId')
						.select('original.id')
						.where('reversal.lotId', '=', ontoLotId)
						.where('reversal.cause', '=', 'correction')
						.whereRef('reversal.handoverId', '=', 'benefitEntry.handoverId')
						.whereRef('reversal.sequence', '<', 'benefitEntry.sequence')
						.orderBy('reversal.sequence', 'desc')
						.limit(1)
						.as('originalId')
				)
				.execute(),

		/** Credits of dropped needs of one unit and type since a date. */
		listDroppedNeedCredits: (unitId: string, itemTypeId: string, since: string) =>
			liveCredits()
				.where('benefitEntry.unitId', '=', unitId)
				.where('benefitEntry.itemTypeId', '=', itemTypeId)
				.where('benefitEntry.cause', '=', 'droppedNeed')
				.where('benefitEntry.occurredOn', '>=', since)
				.execute(),

		/** Whether the unit has asked for the same type again since it dropped the need. */
		isRestated: async (needId: string): Promise<boolean> => {
			const again = await db
				.selectFrom('need')
				.innerJoin('need as again', (join) =>
					join
						.onRef('again.unitId', '=', 'need.unitId')
						.onRef('again.itemTypeId', '=', 'need.itemTypeId')
						.onRef('again.id', '<>', 'need.id')
				)
				.select('again.id')
				.where('need.id', '=', needId)
				.where('again.statedAt', '>', (eb) =>
					eb
						.selectFrom('rungAnswer')
						.innerJoin('reuseCheck', 'reuseCheck.id', 'rungAnswer.checkId')
						.select((max) => max.fn.max('rungAnswer.answeredAt').as('droppedAt'))
						.whereRef('reuseCheck.needId', '=', 'need.id')
						.where('rungAnswer.rung', '=', 'avoid')
						.where('rungAnswer.outcome', '=', 'used')
				)
				.executeTakeFirst();
			return again !== undefined;
		},

		getEntry: (id: string) =>
			db.selectFrom('benefitEntry').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),

		insertEntries: (rows: readonly Insertable<BenefitEntryTable>[]) =>
			db.insertInto('benefitEntry').values(rows).execute(),

		getReturnedOn: async (returnId: string): Promise<string> => {
			const { returnedOn } = await db
				.selectFrom('handoverReturn')
				.select('returnedOn')
				.where('id', '=', returnId)
				.executeTakeFirstOrThrow();
			return returnedOn;
		}
	};
};
export type HandoverFacts = Awaited<ReturnType<ReturnType<typeof bookingRepository>['getHandover']>>;
export type NeedFacts = Awaited<ReturnType<ReturnType<typeof bookingRepository>['getNeed']>>;
