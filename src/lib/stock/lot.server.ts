import { createHash } from 'node:crypto';
import type { AttributeValues, CatalogueType, Condition } from '$lib/catalogue/catalogue';
import { canonicalise } from '$lib/platform/canonical-json';
import { osloDate } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { refused } from '$lib/platform/errors';
import type { Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { hazardAttributeKeys, type Loss } from './stock';
import { stockRepository } from './stock.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'lot.opened': { lotId: string; quantityMilli: number };
		'lot.typeChanged': { lotId: string; itemTypeId: string };
		'lot.stockChanged': { lotId: string; kind: 'in' | 'out' | Loss; quantityMilli: number };
	}
}

/** Who writes, in which transaction, at which instant. */
export interface Writing {
	trx: Trx;
	events: Emitter;
	personId: string | null;
	now: Date;
}

export type HeldLot = NonNullable<
	Awaited<ReturnType<ReturnType<typeof stockRepository>['findLotForUpdate']>>
>;

/** Names the rules that were asked: the same rules give the same version on every machine. */
export const ruleVersionOf = (type: Pick<CatalogueType, 'hazardQuestion'>): string =>
	createHash('sha256')
		.update(canonicalise(type.hazardQuestion ?? null))
		.digest('hex')
		.slice(0, 12);

/**
 * Opens a lot with its first movement and, where the type asks for it, with the hazard question `unanswered` (I5). A
 * thing with storage (I4) starts without custody: nobody has received it before an expert says so.
 */
export async function openLot(
	{ trx, events, personId, now }: Writing,
	lot: {
		organisationId: string;
		unitId: string;
		type: CatalogueType;
		condition: Condition;
		attributes: AttributeValues;
		serial: string | null;
		yearAcquired: number | null;
		quantityMilli: number;
	}
): Promise<string> {
	const stock = stockRepository(trx);
	const id = () => newId(now.getTime());
	const lotId = id();
	const { type, organisationId, unitId, quantityMilli } = lot;
	await stock.insertLot({
		id: lotId,
		organisationId,
		unitId,
		itemTypeId: type.id,
		measure: type.countedMeasure,
		condition: lot.condition,
		attributes: JSON.stringify(lot.attributes),
		serial: lot.serial,
		yearAcquired: lot.yearAcquired,
		requiresErasure: type.hasStorage,
		hazardState: type.hazardQuestion ? 'unanswered' : null,
		createdAt: now,
		createdBy: personId
	});
	if (type.hazardQuestion) await askHazardAgain({ trx, events, personId, now }, lotId, type);
	const causeEventId = await events.emit(
		'lot.opened',
		{ actorId: personId, organisationId, subjectKind: 'lot', subjectId: lotId, toState: 'active', at: now },
		{ lotId, quantityMilli }
	);
	await stock.insertMovement({
		id: id(),
		lotId,
		kind: 'in',
		quantityMilli,
		causeEventId,
		occurredOn: osloDate(now),
		bookedAt: now,
		bookedBy: personId
	});
	return lotId;
}

/** Puts the hazard question of a lot back to unanswered: it is new, or what the rules look at has changed. */
export async function askHazardAgain(
	{ trx, personId, now }: Writing,
	lotId: string,
	type: Pick<CatalogueType, 'hazardQuestion'>
): Promise<void> {
	await stockRepository(trx).insertHazard({
		id: newId(now.getTime()),
		lotId,
		state: 'unanswered',
		ruleVersion: ruleVersionOf(type),
		answers: JSON.stringify({}),
		recordedBy: personId,
		recordedAt: now
	});
}

/** Why a lot keeps its type: codes with texts `error_<code>`. */
export type TypeSettled = 'listingTypeAsked' | 'listingTypeChecked' | 'listingTypeHandedOn';

/**
 * Why the type of a lot cannot be changed any more; null while it can.
 * @param isAskedFor whether it is or was reserved
 */
export async function typeSettledBy(db: Db, lot: HeldLot, isAskedFor: boolean): Promise<TypeSettled | null> {
	if (lot.predecessorLotId) return 'listingTypeHandedOn';
	if (isAskedFor) return 'listingTypeAsked';
	const stock = stockRepository(db);
	const [custody, hazard] = await Promise.all([stock.listCustody(lot.id), stock.listHazard(lot.id)]);
	const isChecked =
		custody.some(({ state }) => state !== 'received') ||
		hazard.some(({ state }) => state === 'expert' || state === 'stop');
	return isChecked ? 'listingTypeChecked' : null;
}

/**
 * Makes a lot one of another type, counted alike: what the type asks is asked anew, what it does not ask falls away.
 * @throws AppError listingTypeMeasure where the other type is counted in another measure
 */
export async function changeType(
	{ trx, events, personId, now }: Writing,
	lot: HeldLot,
	from: CatalogueType,
	to: CatalogueType
): Promise<void> {
	if (to.countedMeasure !== lot.measure) throw refused('listingTypeMeasure', { field: 'itemTypeId' });
	const stock = stockRepository(trx);
	if (to.hazardQuestion) await askHazardAgain({ trx, events, personId, now }, lot.id, to);
	await stock.updateLot(lot.id, {
		itemTypeId: to.id,
		requiresErasure: to.hasStorage,
		...(!to.hasStorage && { custodyState: null }),
		...(!to.hazardQuestion && { hazardState: null })
	});
	await events.emit(
		'lot.typeChanged',
		{
			actorId: personId,
			organisationId: lot.organisationId,
			subjectKind: 'lot',
			subjectId: lot.id,
			fromState: from.key,
			toState: to.key,
			at: now
		},
		{ lotId: lot.id, itemTypeId: to.id }
	);
}

/** True when an edit touches an attribute the answered hazard rules look at. */
export const changesHazard = (
	type: CatalogueType,
	before: AttributeValues,
	after: AttributeValues
): boolean => hazardAttributeKeys(type.hazardQuestion).some((key) => before[key] !== after[key]);

/**
 * Books what came in or went without a handover; a lot with nothing left is closed.
 * @throws AppError quantityReserved when less would be left than is promised away; erasureNotReady,
 * hazardNotCleared when a thing would leave (`out`) before it may; erasureUnderWay when more comes in (`in`)
 * while the rest is being erased
 */
export async function moveStock(
	{ trx, events, personId, now }: Writing,
	lot: HeldLot,
	kind: 'in' | 'out' | Loss,
	quantityMilli: number
): Promise<void> {
	if (quantityMilli <= 0) return;
	const left = lot.onHandMilli + (kind === 'in' ? quantityMilli : -quantityMilli);
	if (left < lot.reservedMilli) throw refused('quantityReserved', { field: 'quantity' });
	if (kind === 'out') {
		if (lot.hazardState !== null && lot.hazardState !== 'ok') throw refused('hazardNotCleared');
		if (lot.requiresErasure && lot.custodyState !== 'ready') throw refused('erasureNotReady');
	}
	if (kind === 'in' && lot.requiresErasure) await startCustodyOver({ trx, events, personId, now }, lot);
	const stock = stockRepository(trx);
	const state = left === 0 ? 'closed' : 'active';
	const causeEventId = await events.emit(
		'lot.stockChanged',
		{
			actorId: personId,
			organisationId: lot.organisationId,
			subjectKind: 'lot',
			subjectId: lot.id,
			fromState: lot.state,
			toState: state,
			reason: kind,
			at: now
		},
		{ lotId: lot.id, kind, quantityMilli }
	);
	await stock.insertMovement({
		id: newId(now.getTime()),
		lotId: lot.id,
		kind,
		quantityMilli,
		causeEventId,
		occurredOn: osloDate(now),
		bookedAt: now,
		bookedBy: personId
	});
	if (state !== lot.state) await stock.updateLot(lot.id, { state });
}

/** What comes in has not been erased, and a lot has one custody: that of all of it. @throws AppError erasureUnderWay */
async function startCustodyOver({ trx, events, personId, now }: Writing, lot: HeldLot): Promise<void> {
	if (lot.custodyState === 'erased' || lot.custodyState === 'verified')
		throw refused('erasureUnderWay', { field: 'quantity' });
	if (lot.custodyState !== 'ready') return;
	await stockRepository(trx).insertCustody({
		id: newId(now.getTime()),
		lotId: lot.id,
		state: 'received',
		recordedBy: personId,
		recordedAt: now
	});
	await events.emit(
		'custody.recorded',
		{
			actorId: personId,
			organisationId: lot.organisationId,
			subjectKind: 'lot',
			subjectId: lot.id,
			fromState: 'ready',
			toState: 'received',
			reason: 'moreCameIn',
			at: now
		},
		{ lotId: lot.id, state: 'received' }
	);
}
