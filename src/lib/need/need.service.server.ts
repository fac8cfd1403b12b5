import { parseQuantity } from '$lib/catalogue/catalogue';
import { typeFromWords } from '$lib/catalogue/suggest-types';
import { requireAccess, requireOpenUnit } from '$lib/organisation/access.server';
import { may, ownUnitIds, reachOf, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { clearanceRepository } from './clearance.repository.server';
import { statusOn } from './clearance';
import {
	nextStepOf,
	remainingMilli,
	statedErrors,
	type NeedState,
	type NextStep,
	type PriceEvidence,
	type WouldBuyNew
} from './need';
import type { NeedDeps } from './need.deps.server';
import { needDrops } from './need-drops.server';
import { needRepository, type NeedDetail, type NeedRow } from './need.repository.server';
import { frameOf, inNeed, insertCheck, moveNeed, queryOf, sendBack } from './need-steps.server';
import { purchaseRequestRepository } from './purchase-request.repository.server';
import { isFresh } from './reuse-check';
import { reuseCheckRepository } from './reuse-check.repository.server';

export interface StateNeedInput {
	/** Made by the client, so that sending twice states one need. */
	id: string;
	unitId: string;
	/** Worked out from the words when left out or empty. */
	itemTypeId?: string;
	/** What is needed, in the unit's own words. */
	title: string;
	attributes?: Record<string, unknown>;
	/** As typed: whole pieces, or at most three decimals of the type's measure. */
	quantity: string | number;
	/** `YYYY-MM-DD` */
	neededBy: string;
	reason: string;
	/** Price of buying one new, in øre ex VAT. */
	unitPriceOre?: number | null;
	priceEvidence: PriceEvidence;
	priceReference?: string | null;
	wouldBuyNew: WouldBuyNew;
}

export interface NeedSummary extends NeedDetail {
	nextStep: NextStep;
	remainingMilli: number;
}

const LIST_AT_MOST = 50;
/** States in which a manager is to decide. */
const WAITS_FOR_MANAGER: readonly NeedState[] = ['purchaseRequested', 'dropped'];
const NEED_REACH = 'need.see';

/** Stating, reading and ending needs. */
export function needService(deps: NeedDeps) {
	const { db, bus, clock, catalogue, organisation, search } = deps;

	const summaryOf = (need: NeedDetail): NeedSummary => ({
		...need,
		remainingMilli: remainingMilli(need),
		nextStep: nextStepOf({
			state: need.state,
			check: need.checkState
				? {
						state: need.checkState,
						isFresh: isFresh({ state: need.checkState, validUntil: need.checkValidUntil }, clock.now()),
						isUsedUp: need.isCheckUsedUp === true
					}
				: undefined,
			hasDraftRequest: need.hasDraftRequest === true,
			isDropConfirmed: need.dropConfirmedAt !== null
		})
	});

	const typeMeant = async ({ itemTypeId, title }: StateNeedInput) => {
		if (itemTypeId) return catalogue.getOfferedType(itemTypeId);
		return typeFromWords(await catalogue.listTypes(), [title], 'sure');
	};

	return {
		/**
		 * States a need and opens its reuse check at once. The same id again answers the same need.
		 * @throws AppError notFound, notAllowed; needTypeMissing, typeClosed, quantityError…, dateInPast, dateTooFar, priceMissing,
		 * priceReferenceMissing with the field
		 */
		async state(actor: Actor, input: StateNeedInput): Promise<{ needId: string; isNew: boolean }> {
			const unit = await organisation.getUnit(input.unitId);
			const target = { organisationId: unit.organisationId, unitId: unit.id };
			requireAccess(actor, 'need.create', target);
			const known = await needRepository(db).find(input.id);
			if (known) return answerKnown(known, actor);

			const type = await typeMeant(input);
			const now = clock.now();
			const values = checked(input, type?.countedMeasure, osloDate(now));
			if (!type) throw invalid('needTypeMissing', { field: 'itemTypeId' });
			const row = {
				id: input.id,
				...target,
				requestedBy: actor.personId,
				itemTypeId: type.id,
				title: input.title,
				attributes: input.attributes ?? {},
				neededBy: input.neededBy,
				reason: input.reason,
				wouldBuyNew: input.wouldBuyNew,
				measure: type.countedMeasure,
				...values
			};
			const found = await search.findCandidates(actor, queryOf(row));
			return inTransaction(db, bus, async (trx, events) => {
				await requireOpenUnit(trx, unit.id);
				const need = await needRepository(trx).insert({
					...row,
					attributes: JSON.stringify(row.attributes),
					state: 'checking',
					statedAt: now,
					createdAt: now,
					updatedAt: now
				});
				if (!need) {
					const made = await needRepository(trx).find(input.id);
					if (!made) throw notFound();
					return answerKnown(made, actor);
				}
				const cause = { actorId: actor.personId, at: now };
				await events.emit(
					'need.stated',
					frameOf(need, cause, { subjectKind: 'need', subjectId: need.id, toState: 'checking' }),
					{ needId: need.id }
				);
				await insertCheck(trx, events, need, found, cause);
				return { needId: need.id, isNew: true };
			});
		},

		/** A need with what it is covered by and what to do next. @throws AppError notFound, notAllowed */
		async getNeed(actor: Actor, needId: string) {
			const need = await needRepository(db).find(needId);
			if (!need) throw notFound();
			requireAccess(actor, NEED_REACH, need);
			const [totals, reservations, requests, clearances, rungs, managers] = await Promise.all([
				needRepository(db).readTotals(needId),
				needRepository(db).listReservations(needId),
				purchaseRequestRepository(db).listOfNeed(needId),
				clearanceRepository(db).listOfNeed(needId),
				need.checkId ? reuseCheckRepository(db).listRungs(need.checkId) : Promise.resolve([]),
				WAITS_FOR_MANAGER.includes(need.state) && actor.organisationId === need.organisationId
					? needRepository(db).listManagers(need.unitId, osloDate(clock.now()))
					: Promise.resolve([])
			]);
			const now = clock.now();
			const summary = summaryOf(need);
			const draft = requests.find(({ state }) => state === 'draft');
			// The time of a clearance runs out by itself; what it held is looked for again.
			const hasRunOut = clearances.some((row) => row.state === 'valid' && statusOn(row, now) === 'expired');
			return {
				...summary,
				nextStep: summary.nextStep === 'showClearance' && hasRunOut ? 'checkAgain' : summary.nextStep,
				remainingMilli: remainingMilli({ ...need, clearedMilli: totals.clearedMilli }),
				clearedMilli: totals.clearedMilli,
				rungs,
				reservations,
				requests,
				/** Names of those who may decide what waits, told to their own organisation; empty when nothing does. */
				deciders: managers
					.filter(({ personId }) => personId !== need.requestedBy && !requests[0]?.makers.includes(personId))
					.map(({ displayName }) => displayName),
				/** Who else has a draft that may be taken over. */
				draftOf: draft && draft.requestedBy !== actor.personId ? draft.requestedByName : null,
				clearances: clearances.map((clearance) => ({ ...clearance, status: statusOn(clearance, now) })),
				canChange: may(actor, 'need.create', need),
				canConfirmDrop:
					need.state === 'dropped' &&
					need.dropConfirmedAt === null &&
					need.requestedBy !== actor.personId &&
					may(actor, 'need.confirmDrop', need)
			};
		},

		/** Needs of the actor's own units, or of all the actor may see, newest first. */
		async listNeeds(
			actor: Actor,
			options: { states?: readonly NeedState[]; before?: string; limit?: number; scope?: 'own' | 'all' } = {}
		): Promise<{ items: NeedSummary[]; nextCursor: string | null }> {
			const limit = Math.min(options.limit ?? 20, LIST_AT_MOST);
			const reach =
				options.scope === 'all'
					? reachOf(actor, NEED_REACH)
					: { organisationIds: [], unitIds: ownUnitIds(actor) };
			const rows = await needRepository(db).list(reach, { ...options, limit });
			const items = rows.slice(0, limit).map(summaryOf);
			return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
		},

		/**
		 * Ends a need nobody works on any more: `cancelled`, or `closed` where something was found for it.
		 * @param reason in the unit's words; stands with the need
		 * @throws AppError needIsOver
		 */
		cancel: (actor: Actor, needId: string, reason: string): Promise<void> =>
			inNeed(deps, actor, needId, 'need.create', async (trx, events, need, cause) => {
				if (['dropped', 'cancelled', 'closed'].includes(need.state)) throw refused('needIsOver');
				const { clearedMilli } = await needRepository(trx).readTotals(need.id);
				const request = await purchaseRequestRepository(trx).findOpen(need.id);
				if (request?.state === 'submitted') await sendBack(trx, events, need, request, 'needEnded', cause);
				const isMet = need.coveredMilli > 0 || clearedMilli > 0;
				const ended = { ...cause, reason: 'endedByUnit' };
				await moveNeed(trx, events, need, isMet ? 'closed' : 'cancelled', ended, { endedReason: reason });
			}),

		...needDrops(deps)
	};
}
export type NeedService = ReturnType<typeof needService>;
export type NeedView = Awaited<ReturnType<NeedService['getNeed']>>;

function answerKnown(known: NeedDetail, actor: Actor): { needId: string; isNew: boolean } {
	if (known.requestedBy !== actor.personId) throw notFound();
	return { needId: known.id, isNew: false };
}

/** The values of a new need. @throws AppError with its code and field, or with all fields where several are wrong */
function checked(input: StateNeedInput, measure: NeedRow['measure'] | undefined, today: string) {
	const fields = statedErrors(input, measure, today);
	const [first, ...others] = Object.entries(fields);
	if (first && others.length === 0) throw invalid(first[1], { field: first[0] });
	const quantity = parseQuantity(input.quantity, measure ?? 'pcs');
	if (first || !quantity.ok) throw invalid('invalid', { fields });
	return {
		quantityMilli: quantity.quantityMilli,
		unitPriceOre: input.unitPriceOre ?? null,
		priceEvidence: input.priceEvidence,
		priceReference: input.priceReference?.trim() || null
	};
}
