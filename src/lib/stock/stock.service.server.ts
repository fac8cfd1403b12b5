import type { AttributeValues, HazardReason } from '$lib/catalogue/catalogue';
import type { CatalogueService } from '$lib/catalogue/catalogue.service.server';
import { requireAccess } from '$lib/organisation/access.server';
import type { Action, Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { ruleVersionOf } from './lot.server';
import {
	assessYears,
	mayAnswerHazardAgain,
	nextCustodySteps,
	readYears,
	type CustodyState,
	type HazardState,
	type MediumType,
	type Sanitisation
} from './stock';
import { stockRepository } from './stock.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'custody.recorded': { lotId: string; state: CustodyState };
		'hazard.recorded': { lotId: string; state: HazardState };
	}
}

export interface CustodyStep {
	lotId: string;
	step: CustodyState;
	mediumType?: MediumType;
	sanitisation?: Sanitisation;
	tool?: string;
	isReleased?: boolean;
	note?: string;
}

export interface HazardAnswer {
	lotId: string;
	yearFrom: string;
	yearTo: string;
	isUnknown: boolean;
	/** Choices the rules ask about, by attribute key. */
	attributes: Record<string, string>;
}

/** What was answered, as it is stored with the record. */
export interface HazardAnswers {
	fromYear?: number;
	toYear?: number;
	isUnknown?: boolean;
	attributes?: AttributeValues;
	reasons?: HazardReason[];
}

/** What an erasure must say, and the message where it does not. */
const ERASURE_FIELDS = {
	mediumType: 'custodyMediumMissing',
	sanitisation: 'custodyMethodMissing',
	tool: 'custodyToolMissing'
} as const;

/** The gates of a lot: erasure of things with storage (I4) and hazards of building materials (I5). */
export function stockService({ db, bus, clock, catalogue }: ServiceDeps & { catalogue: CatalogueService }) {
	/** The lot, if the actor may do this to it; unknown and foreign look the same. */
	async function readable(actor: Actor, action: Action, lotId: string) {
		const lot = await stockRepository(db).findLot(lotId);
		if (!lot) throw notFound();
		requireAccess(actor, action, lot);
		return lot;
	}

	return {
		/**
		 * The next step of a thing with storage. Erasing names medium, method and tool; another person than the
		 * one who erased verifies; ready means released from device management.
		 * @throws AppError custodyNotNext, custodySamePerson, custodyNotReleased, and what is missing by field
		 */
		recordCustody: (actor: Actor, input: CustodyStep): Promise<void> =>
			inTransaction(db, bus, async (trx, events) => {
				const stock = stockRepository(trx);
				const lot = await stock.findLotForUpdate(input.lotId);
				if (!lot) throw notFound();
				requireAccess(actor, 'custody.record', lot);
				const from = lot.custodyState;
				if (!lot.requiresErasure || !nextCustodySteps(from).includes(input.step))
					throw refused('custodyNotNext');
				if (input.step === 'erased') {
					const missing = Object.entries(ERASURE_FIELDS).filter(
						([name]) => !input[name as keyof CustodyStep]
					);
					if (missing.length) throw invalid('invalid', { fields: Object.fromEntries(missing) });
				}
				if (input.step === 'verified') {
					const erasure = (await stock.listCustody(lot.id)).findLast(({ state }) => state === 'erased');
					if (erasure?.recordedBy === actor.personId) throw refused('custodySamePerson');
				}
				if (input.step === 'ready' && !input.isReleased)
					throw invalid('custodyNotReleased', { field: 'isReleased' });
				if (input.step === 'failed' && !input.note) throw invalid('custodyNoteMissing', { field: 'note' });
				const now = clock.now();
				await stock.insertCustody({
					id: newId(now.getTime()),
					lotId: lot.id,
					state: input.step,
					...(input.step === 'erased' && {
						mediumType: input.mediumType,
						sanitisation: input.sanitisation,
						tool: input.tool
					}),
					...(input.step === 'ready' && { isReleasedFromManagement: true }),
					note: input.note || null,
					recordedBy: actor.personId,
					recordedAt: now
				});
				await events.emit(
					'custody.recorded',
					{
						actorId: actor.personId,
						organisationId: lot.organisationId,
						subjectKind: 'lot',
						subjectId: lot.id,
						fromState: from,
						toState: input.step,
						at: now
					},
					{ lotId: lot.id, state: input.step }
				);
			}),

		/**
		 * Answers the hazard question by year; the rules of the type say what follows.
		 * @throws AppError hazardExpertOnly once it waits for an expert or is stopped; year codes by field
		 */
		answerHazard: (actor: Actor, input: HazardAnswer): Promise<HazardState> =>
			inTransaction(db, bus, async (trx, events) => {
				const stock = stockRepository(trx);
				const lot = await stock.findLotForUpdate(input.lotId);
				if (!lot) throw notFound();
				requireAccess(actor, 'hazard.answer', lot);
				if (!lot.hazardState) throw refused('hazardNotAsked');
				if (!mayAnswerHazardAgain(lot.hazardState)) throw refused('hazardExpertOnly');
				const now = clock.now();
				const read = readYears(input, Number(osloDate(now).slice(0, 4)));
				if (!read.ok) throw invalid(read.code, { field: read.field });
				const type = await catalogue.getType(lot.itemTypeId, trx);
				const attributes = { ...(lot.attributes as AttributeValues), ...input.attributes };
				const { outcome, reasons } = assessYears(type.hazardQuestion, read.years, attributes);
				const answers: HazardAnswers = {
					...(read.years === 'unknown'
						? { isUnknown: true }
						: { fromYear: read.years.from, toYear: read.years.to }),
					attributes: input.attributes,
					reasons
				};
				await stock.insertHazard({
					id: newId(now.getTime()),
					lotId: lot.id,
					state: outcome,
					ruleVersion: ruleVersionOf(type),
					answers: JSON.stringify(answers),
					recordedBy: actor.personId,
					recordedAt: now
				});
				await events.emit(
					'hazard.recorded',
					{
						actorId: actor.personId,
						organisationId: lot.organisationId,
						subjectKind: 'lot',
						subjectId: lot.id,
						fromState: lot.hazardState,
						toState: outcome,
						reason: reasons[0] ?? null,
						at: now
					},
					{ lotId: lot.id, state: outcome }
				);
				return outcome;
			}),

		/**
		 * The expert's word on a lot, with a note that says what it rests on.
		 * @throws AppError hazardNotAsked, hazardNoteMissing
		 */
		decideHazard: (
			actor: Actor,
			input: { lotId: string; outcome: 'ok' | 'stop'; note: string }
		): Promise<void> =>
			inTransaction(db, bus, async (trx, events) => {
				const stock = stockRepository(trx);
				const lot = await stock.findLotForUpdate(input.lotId);
				if (!lot) throw notFound();
				requireAccess(actor, 'hazard.decide', lot);
				if (!lot.hazardState) throw refused('hazardNotAsked');
				if (!input.note) throw invalid('hazardNoteMissing', { field: 'note' });
				const now = clock.now();
				const previous = (await stock.listHazard(lot.id)).at(-1);
				await stock.insertHazard({
					id: newId(now.getTime()),
					lotId: lot.id,
					state: input.outcome,
					ruleVersion: previous?.ruleVersion ?? '',
					answers: JSON.stringify(previous?.answers ?? {}),
					note: input.note,
					recordedBy: actor.personId,
					recordedAt: now
				});
				await events.emit(
					'hazard.recorded',
					{
						actorId: actor.personId,
						organisationId: lot.organisationId,
						subjectKind: 'lot',
						subjectId: lot.id,
						fromState: lot.hazardState,
						toState: input.outcome,
						reason: 'expert',
						at: now
					},
					{ lotId: lot.id, state: input.outcome }
				);
			}),

		/** The erasure of a lot so far (`state` is null until an expert has received it), and who else could verify it. */
		async getCustody(actor: Actor, lotId: string) {
			const lot = await readable(actor, 'custody.record', lotId);
			if (!lot.requiresErasure) throw notFound();
			const [records, experts] = await Promise.all([
				stockRepository(db).listCustody(lotId),
				stockRepository(db).listPeopleWithRole(lot.organisationId, 'subjectExpert', osloDate(clock.now()))
			]);
			const erasedBy = records.findLast(({ state }) => state === 'erased')?.recordedBy;
			return {
				state: lot.custodyState,
				nextSteps: nextCustodySteps(lot.custodyState),
				isErasedByActor: erasedBy === actor.personId,
				verifiers: experts.filter(({ id }) => id !== erasedBy).map(({ displayName }) => displayName),
				records
			};
		},

		/** The hazard question of a lot with its answers so far. */
		async getHazard(actor: Actor, lotId: string) {
			const lot = await readable(actor, 'hazard.answer', lotId);
			if (!lot.hazardState) throw notFound();
			const records = await stockRepository(db).listHazard(lotId);
			return {
				state: lot.hazardState,
				mayAnswer: mayAnswerHazardAgain(lot.hazardState),
				attributes: lot.attributes as AttributeValues,
				records: records.map((record) => ({ ...record, answers: record.answers as HazardAnswers }))
			};
		}
	};
}
