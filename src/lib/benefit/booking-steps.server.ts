import { osloDate } from '$lib/platform/clock';
import type { Trx } from '$lib/platform/db.server';
import type { DomainEvent, Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { CreditPayload, LedgerPayload, ReversalPayload } from './benefit';
import { bookingRepository, type BenefitEntry, type LiveCredit } from './booking.repository.server';
import { parsePayload, reversePayload, serialisePayload } from './payload';
import { sha256 } from './register.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		/** An earlier credit is taken back in part or whole. */
		'benefit.reversed': { entryId: string };
		/** A credit that stands instead of an earlier one. */
		'benefit.corrected': { entryId: string };
	}
}

type Cause = BenefitEntry['cause'];
/** What all entries of one booking have in common. */
export type Line = Pick<
	BenefitEntry,
	| 'organisationId'
	| 'unitId'
	| 'unitPath'
	| 'handoverId'
	| 'needId'
	| 'lotId'
	| 'itemTypeId'
	| 'pack'
	| 'pilotId'
	| 'measure'
>;
export interface Booking {
	id?: string;
	causeEventId: string;
	cause: Cause;
	occurredOn: string;
	bookedAt: Date;
	quantityMilli: number;
	reversesEntryId?: string;
}

export function rowOf(payload: LedgerPayload, line: Line, booking: Booking) {
	const { amount, reason, evidenceGrade, dataQuality } = payload.result;
	const text = serialisePayload(payload);
	return {
		...line,
		id: booking.id ?? newId<'BenefitEntry'>(booking.bookedAt.getTime()),
		side: payload.side,
		kind: payload.kind,
		causeEventId: booking.causeEventId,
		cause: booking.cause,
		reversesEntryId: booking.reversesEntryId ?? null,
		quantityMilli: booking.quantityMilli,
		amountLow: amount?.low ?? null,
		amountCentral: amount?.central ?? null,
		amountHigh: amount?.high ?? null,
		missingReason: reason,
		evidenceGrade,
		dataQuality,
		formulaVersion: payload.formulaVersion,
		payload: text,
		payloadHash: sha256(text),
		occurredOn: booking.occurredOn,
		bookedAt: booking.bookedAt,
		period: osloDate(booking.bookedAt).slice(0, 7)
	};
}

const lineOf = (credit: LiveCredit): Line => ({
	organisationId: credit.organisationId,
	unitId: credit.unitId,
	unitPath: credit.unitPath,
	handoverId: credit.handoverId,
	needId: credit.needId,
	lotId: credit.lotId,
	itemTypeId: credit.itemTypeId,
	pack: credit.pack,
	pilotId: credit.pilotId,
	measure: credit.measure
});

const creditOf = (credit: { payload: string }): CreditPayload => {
	const payload = parsePayload(credit.payload);
	if (payload.type !== 'credit') throw new RangeError('A reversal is not a credit');
	return payload;
};
export const netOf = (credit: { payload: string }) => creditOf(credit) as CreditPayload<'co2Net'>;

const frameOf = (
	cause: DomainEvent,
	{ organisationId }: { organisationId: string },
	entryId: string,
	reason: string
) => ({
	actorId: cause.actorId,
	organisationId,
	subjectKind: 'benefitEntry',
	subjectId: entryId,
	reason,
	at: cause.at
});

/** Takes back part of a credit, under an event of its own unless one is given. */
export async function reverse(
	trx: Trx,
	events: Emitter,
	cause: DomainEvent,
	credit: LiveCredit,
	how: {
		cause: ReversalPayload['cause'];
		milli: number;
		occurredOn: string;
		causeEventId?: string;
		lotId?: string;
	}
): Promise<void> {
	const id = newId<'BenefitEntry'>(cause.at.getTime());
	const payload = reversePayload(creditOf(credit), {
		cause: how.cause,
		reversesEntryId: credit.id,
		reversedMilli: how.milli,
		alreadyReversedMilli: credit.quantityMilli - credit.liveMilli
	});
	const causeEventId =
		how.causeEventId ??
		(await events.emit('benefit.reversed', frameOf(cause, credit, id, how.cause), { entryId: id }));
	const line = { ...lineOf(credit), ...(how.lotId && { lotId: how.lotId }) };
	await bookingRepository(trx).insertEntries([
		rowOf(payload, line, {
			id,
			causeEventId,
			cause: how.cause,
			occurredOn: how.occurredOn,
			bookedAt: cause.at,
			quantityMilli: -how.milli,
			reversesEntryId: credit.id
		})
	]);
}

/** Books a credit instead of one that was taken back, under an event of its own. */
export async function correct(
	trx: Trx,
	events: Emitter,
	cause: DomainEvent,
	earlier: LiveCredit,
	payload: CreditPayload<'co2Net'>,
	{ occurredOn, lotId }: { occurredOn: string; lotId: string | null }
): Promise<void> {
	const id = newId<'BenefitEntry'>(cause.at.getTime());
	const frame = frameOf(cause, earlier, id, 'correction');
	const causeEventId = await events.emit('benefit.corrected', frame, { entryId: id });
	await bookingRepository(trx).insertEntries([
		rowOf(
			payload,
			{ ...lineOf(earlier), lotId },
			{
				id,
				causeEventId,
				cause: 'correction',
				occurredOn,
				bookedAt: cause.at,
				quantityMilli: payload.inputs.quantity.milli
			}
		)
	]);
}
