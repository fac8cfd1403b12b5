import { randomInt } from 'node:crypto';
import { knowsPlace } from '$lib/listing/listing';
import { requireAccess, requireOpenUnit } from '$lib/organisation/access.server';
import { may, reachOf, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { readSetting } from '$lib/setting/read-setting.server';
import { isOfSite, type ShownSite } from '$lib/storage/storage-site';
import { storageRepository } from '$lib/storage/storage.repository.server';
import { handoverActions } from './handover.server';
import {
	isHazardCleared,
	partyTargets,
	reservationSteps,
	type Reservation
} from './reservation-steps.server';
import { allocate, canMove, deadlineAfter, handoverKind } from './reservation';
import { reservationRepository, type ReservationDetail } from './reservation.repository.server';

export type { Reservation, ReservationEvent } from './reservation-steps.server';

export interface ReserveInput {
	listingId: string;
	/** The receiving unit. */
	unitId: string;
	quantityMilli: number;
	/** The need it answers; without one the benefit is graded C. */
	needId?: string;
	wouldBuyNew?: 'yes' | 'no' | 'unknown';
}

/** A reservation as one of its two parties sees it. */
export interface ReservationView extends Omit<ReservationDetail, 'requestedByName'> {
	/** Names stay within their organisation; how to reach the other party of a handover is `findContact`. */
	requestedByName: string | null;
	/** Works in the giving unit or gives on its behalf, or is of the site it stands at: knows a protected address. */
	knowsAddress: boolean;
	isGiver: boolean;
	isReceiver: boolean;
	canDecide: boolean;
	canCancel: boolean;
	canConfirm: boolean;
	canReturn: boolean;
}

/** How the other party of a handover is reached; an empty part is not to be told. */
export interface HandoverContact {
	name: string | null;
	email: string | null;
	address: string | null;
}

/** What waits for an actor: asks to answer, and things that lie ready to be fetched. */
export interface ReservationCounts {
	toDecide: number;
	toFetch: number;
}

const LIST_AT_MOST = 200;
/** How long an answer or a return is told of on the start page. */
const NEWS_DAYS = 14;
const EXPIRE_AT_ONCE = 100;

/** Reservations and what follows: answer, line, handover, return. Rules in `reservation.ts`, I2 in the database. */
export function reservationService(deps: ServiceDeps) {
	const { db, bus, clock, log } = deps;
	const reservations = reservationRepository;
	const steps = reservationSteps(deps);
	const { move, insert, serveLine, getForUpdate, hold } = steps;

	const toView = (actor: Actor, view: ReservationDetail): ReservationView => {
		const { giving, receiving } = partyTargets(view);
		const isReceiver = may(actor, 'reservation.create', receiving);
		const isLeft = view.handoverState === 'confirmed' && (view.returnedMilli ?? 0) < view.quantityMilli;
		return {
			...view,
			pickupCode: isReceiver ? view.pickupCode : null,
			requestedByName: actor.organisationId === view.organisationId ? view.requestedByName : null,
			knowsAddress:
				actor.homeUnitId === view.givingUnitId ||
				may(actor, 'handover.confirm', giving) ||
				(view.storageSiteId !== null &&
					view.siteUnitId !== null &&
					isOfSite(actor, {
						id: view.storageSiteId,
						organisationId: view.givingOrganisationId,
						unitId: view.siteUnitId
					})),
			isGiver: may(actor, 'reservation.see', giving),
			isReceiver: may(actor, 'reservation.see', receiving),
			canDecide: view.state === 'requested' && may(actor, 'reservation.decide', giving),
			canCancel: canMove(view.state, 'cancelled') && isReceiver,
			canConfirm: view.state === 'approved' && may(actor, 'handover.confirm', giving),
			canReturn: isLeft && may(actor, 'handover.return', receiving)
		};
	};

	return {
		/**
		 * Reserves up to what is free; the rest stands in line, behind those who stood there before.
		 * @throws AppError notFound, offerEnded, listingToBeClarified, reservationOwnUnit, quantityNotPositive, quantityNotWhole
		 */
		async reserve(
			actor: Actor,
			input: ReserveInput
		): Promise<{ held: Reservation | null; waiting: Reservation | null }> {
			return inTransaction(db, bus, async (trx, events) => {
				const now = clock.now();
				const seen = () => reservations(trx).findOffer(actor, input.listingId, now, osloDate(now));
				const known = await seen();
				if (!known) throw notFound();
				await hold(trx, [known.lotId], input.needId ? [input.needId] : []);
				const offer = await seen();
				if (!offer) throw notFound();
				// Whoever stands in line comes first, should something have become free.
				await serveLine(trx, events, offer.lotId);
				const lot = (await hold(trx, [offer.lotId]))(offer.lotId);
				const grant = actor.grants.find(({ unitIds }) => unitIds.has(input.unitId));
				const organisationId = grant?.organisationId ?? actor.organisationId;
				requireAccess(actor, 'reservation.create', { organisationId, unitId: input.unitId });
				await requireOpenUnit(trx, input.unitId);
				if (offer.state !== 'published') throw refused('offerEnded');
				if (!isHazardCleared(lot)) throw refused('listingToBeClarified');
				// A unit's own surplus may answer its own stated need; there is nothing else to fetch from oneself.
				if (offer.unitId === input.unitId && !input.needId)
					throw refused('reservationOwnUnit', { field: 'unitId' });
				if (input.quantityMilli <= 0) throw invalid('quantityNotPositive', { field: 'quantity' });
				if (lot.measure === 'pcs' && input.quantityMilli % 1000 !== 0)
					throw invalid('quantityNotWhole', { field: 'quantity' });
				const { heldMilli, waitingMilli } = allocate(
					lot.onHandMilli - lot.reservedMilli,
					input.quantityMilli
				);
				const ask = {
					listingId: offer.id,
					lotId: offer.lotId,
					needId: input.needId ?? null,
					organisationId,
					unitId: input.unitId,
					requestedBy: actor.personId,
					wouldBuyNew: input.wouldBuyNew ?? ('unknown' as const)
				};
				const take = (state: 'requested' | 'waiting', quantityMilli: number) =>
					quantityMilli > 0
						? insert(trx, events, actor.personId, { ...ask, state, quantityMilli })
						: Promise.resolve(null);
				return { held: await take('requested', heldMilli), waiting: await take('waiting', waitingMilli) };
			});
		},

		/**
		 * The giver says yes: a code to pick up with is made.
		 * @throws AppError notFound, notAllowed, reservationMoved, listingToBeClarified
		 */
		async approve(actor: Actor, id: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view, lot } = await getForUpdate(trx, id);
				requireAccess(actor, 'reservation.decide', partyTargets(view).giving);
				if (!canMove(row.state, 'approved')) throw refused('reservationMoved');
				if (!isHazardCleared(lot)) throw refused('listingToBeClarified');
				const now = clock.now();
				await move(trx, events, row, 'approved', {
					actorId: actor.personId,
					set: {
						pickupCode: String(randomInt(0, 1_000_000)).padStart(6, '0'),
						expiresAt: deadlineAfter(now, await readSetting(trx, 'reservationFetchDays')),
						decidedBy: actor.personId,
						decidedAt: now
					}
				});
				await reservations(trx).insertHandover({
					id: newId<'Handover'>(now.getTime()),
					reservationId: row.id,
					needId: row.needId,
					lotId: row.lotId,
					givingOrganisationId: view.givingOrganisationId,
					givingUnitId: view.givingUnitId,
					receivingOrganisationId: row.organisationId,
					receivingUnitId: row.unitId,
					kind: handoverKind(view.givingOrganisationId, row.organisationId),
					quantityMilli: row.quantityMilli,
					state: 'prepared',
					createdAt: now
				});
			});
		},

		/** The giver says no, with a reason the receiver reads; the next in line is served. */
		async decline(actor: Actor, id: string, reason: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view } = await getForUpdate(trx, id);
				requireAccess(actor, 'reservation.decide', partyTargets(view).giving);
				await move(trx, events, row, 'declined', {
					actorId: actor.personId,
					reason: 'declinedByGiver',
					set: { endedReason: reason, decidedBy: actor.personId, decidedAt: clock.now() }
				});
				await serveLine(trx, events, row.lotId);
			});
		},

		/** The receiver no longer wants it; the next in line is served. */
		async cancel(actor: Actor, id: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { row, view } = await getForUpdate(trx, id);
				requireAccess(actor, 'reservation.create', partyTargets(view).receiving);
				await move(trx, events, row, 'cancelled', { actorId: actor.personId });
				await serveLine(trx, events, row.lotId);
			});
		},

		...handoverActions(deps, steps),

		/**
		 * Ends held reservations whose time is up and serves the lines; one that cannot be ended is logged and
		 * does not stop the others.
		 * @returns how many ended
		 */
		async expireDue(): Promise<number> {
			let ended = 0;
			for (const { id } of await reservations(db).listDue(clock.now(), EXPIRE_AT_ONCE))
				try {
					ended += await inTransaction(db, bus, async (trx, events) => {
						const { row } = await getForUpdate(trx, id);
						const isStillDue = row.expiresAt !== null && row.expiresAt <= clock.now();
						if (!isStillDue || !canMove(row.state, 'expired')) return 0;
						await move(trx, events, row, 'expired', {
							actorId: null,
							reason: 'timeIsUp',
							set: { endedReason: 'timeIsUp' }
						});
						await serveLine(trx, events, row.lotId);
						return 1;
					});
				} catch (error) {
					log.error({ err: error, reservationId: id }, 'a reservation could not expire');
				}
			return ended;
		},

		/** Whether anybody holds, waits for or has fetched something of a lot. */
		isAskedFor: (at: Db, lotId: string): Promise<boolean> => reservations(at).isAskedFor(lotId),

		/** Serves the line of a lot that has got more to give; runs in the cause's transaction. */
		serveLine,

		/** The same for the lot of a listing. */
		async serveListing(trx: Trx, events: Emitter, listingId: string): Promise<void> {
			const listing = await reservations(trx).findListing(listingId);
			if (listing?.state === 'published') await serveLine(trx, events, listing.lotId);
		},

		/**
		 * Ends everything open on a listing that is no longer offered; runs in the cause's transaction.
		 * @param reason a code with a text `reservationEnded_<code>`
		 */
		async endOpenOf(
			trx: Trx,
			events: Emitter,
			listingId: string,
			reason: 'withdrawn' | 'gone'
		): Promise<void> {
			for (const { id } of await reservations(trx).listOpenOfListing(listingId)) {
				const { row } = await getForUpdate(trx, id);
				await move(trx, events, row, 'expired', { actorId: null, reason, set: { endedReason: reason } });
			}
		},

		/** A need that is met or over leaves the lines it stands in; runs in the cause's transaction. */
		async endWaitingOf(trx: Trx, events: Emitter, needId: string): Promise<void> {
			for (const { id } of await reservations(trx).listWaitingOfNeed(needId)) {
				// Waiting holds nothing of a lot: the need, locked by its cause, guards its own place in a line.
				const row = await reservations(trx).findForUpdate(id);
				if (row?.state === 'waiting')
					await move(trx, events, row, 'expired', {
						actorId: null,
						reason: 'needMet',
						set: { endedReason: 'needMet' }
					});
			}
		},

		/** One reservation, for its two parties. @throws AppError notFound */
		async get(actor: Actor, id: string): Promise<ReservationView> {
			const found = await reservations(db).find(id);
			const view = found && toView(actor, found);
			if (!view || (!view.isGiver && !view.isReceiver)) throw notFound();
			return view;
		},

		/** What the receiver of a reservation also has standing in line of the same thing. */
		async listInLine(actor: Actor, { id, listingId, unitId }: ReservationView): Promise<ReservationView[]> {
			const rows = (await reservations(db).listInLine(listingId, unitId)).filter((row) => row.id !== id);
			return rows.map((row) => toView(actor, row)).filter(({ isGiver, isReceiver }) => isGiver || isReceiver);
		},

		/** What the actor's units fetch and what they give: open ones first, then the newest. */
		async list(actor: Actor): Promise<{ receiving: ReservationView[]; giving: ReservationView[] }> {
			const reach = reachOf(actor, 'reservation.see');
			const [receiving, giving] = await Promise.all([
				reservations(db).listReceiving(reach, LIST_AT_MOST),
				reservations(db).listGiving(reach, LIST_AT_MOST)
			]);
			const toViews = (rows: ReservationDetail[]) => rows.map((row) => toView(actor, row));
			return { receiving: toViews(receiving), giving: toViews(giving) };
		},

		/**
		 * How the actor, as one of the two parties of an approved or fetched reservation, reaches the other. The only
		 * place where a name leaves its organisation: two who hand something over have to find each other. Of a unit
		 * with a protected address only the e-mail is told.
		 * @returns undefined for everyone else, and where both parties are the actor's own
		 */
		async findContact(actor: Actor, view: ReservationView): Promise<HandoverContact | undefined> {
			const { giving, receiving } = partyTargets(view);
			const gives = may(actor, 'handover.confirm', giving);
			if (gives === may(actor, 'reservation.create', receiving)) return undefined;
			const found = await reservations(db).findContacts(view.id);
			if (!found) return undefined;
			const [name, email, address, isProtected] = gives
				? [found.takerName, found.takerEmail, found.takerAddress, found.isTakerProtected]
				: [found.giverName, found.giverEmail, found.giverAddress, found.isGiverProtected];
			if (email === null) return undefined;
			return isProtected ? { name: null, email, address: null } : { name, email, address };
		},

		/**
		 * The storage site the thing is fetched at, as this party may know it. Who keeps it is told within the organisation,
		 * and to whoever is let in to fetch there.
		 */
		async findSite(actor: Actor, view: ReservationView): Promise<ShownSite | undefined> {
			if (view.storageSiteId === null || !knowsPlace(view, view.knowsAddress)) return undefined;
			const isLetIn =
				view.state === 'approved' && (await reservations(db).findContacts(view.id)) !== undefined;
			return storageRepository(db).findShown(view.storageSiteId, osloDate(clock.now()), {
				withContacts: actor.organisationId === view.givingOrganisationId || isLetIn
			});
		},

		/** How much the unit of a waiting reservation already holds of the same thing, in thousandths. */
		heldBeside: (view: Pick<ReservationView, 'lotId' | 'unitId'>): Promise<number> =>
			reservations(db).sumHeld(view.lotId, view.unitId),

		/** What happened in the last two weeks to what this person asked for, or their units gave. */
		async listNews(actor: Actor) {
			const since = new Date(clock.now().getTime() - NEWS_DAYS * 86_400_000);
			const [declined, returned] = await Promise.all([
				reservations(db).listDeclined(actor.personId, since),
				reservations(db).listReturned(reachOf(actor, 'reservation.decide'), actor.personId, since)
			]);
			return { declined, returned };
		},

		/** How much waits for this actor. */
		async countWaiting(actor: Actor): Promise<ReservationCounts> {
			const [toDecide, toFetch] = await Promise.all([
				reservations(db).countToDecide(reachOf(actor, 'reservation.decide')),
				reservations(db).countToFetch(reachOf(actor, 'reservation.create'))
			]);
			return { toDecide, toFetch };
		}
	};
}
export type ReservationService = ReturnType<typeof reservationService>;
