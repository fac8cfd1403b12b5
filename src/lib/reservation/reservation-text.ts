import { formatQuantity, type Measure } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDate } from '$lib/platform/format';
import type { ReservationState } from './reservation';

type Locale = 'nb' | 'nn' | 'en';

/** What the texts of a reservation are made from. */
export interface ReservationWords {
	state: ReservationState;
	handoverState: 'prepared' | 'confirmed' | 'returned' | null;
	queuePlace: number | null;
	expiresAt: Date | null;
	endedReason: string | null;
	isReceiver: boolean;
	quantityMilli: number;
	measure: Measure;
}

export const amountText = (
	quantityMilli: number,
	measure: Measure,
	locale: Locale
): { quantity: string; measure: string } => ({
	quantity: formatQuantity(quantityMilli, locale),
	measure: codeText(words.measure, measure)
});

/** `4 stk.` */
export const amountLine = (quantityMilli: number, measure: Measure, locale: Locale): string => {
	const amount = amountText(quantityMilli, measure, locale);
	return `${amount.quantity}\u00a0${amount.measure}`;
};

export const stateText = ({
	state,
	handoverState
}: Pick<ReservationWords, 'state' | 'handoverState'>): string =>
	handoverState === 'returned' ? m.reservationReturned() : codeText(words.reservation, state);

/** Colour of the state's mark. */
export const stateColor = (state: ReservationState): 'neutral' | 'info' | 'success' | 'warning' => {
	if (state === 'approved') return 'success';
	if (state === 'requested') return 'warning';
	return state === 'waiting' ? 'info' : 'neutral';
};

/** Place in the line, or the deadline as it concerns the reader; undefined when nothing runs out. */
export function dueText(words: ReservationWords, locale: Locale): string | undefined {
	const { state, queuePlace, expiresAt, isReceiver } = words;
	if (state === 'waiting' && queuePlace !== null) return m.reservationPlace({ place: queuePlace });
	if (expiresAt === null) return undefined;
	const date = formatDate(expiresAt, locale);
	if (state === 'requested')
		return isReceiver ? m.reservationAnsweredBy({ date }) : m.reservationAnswerBy({ date });
	if (state === 'approved')
		return isReceiver ? m.reservationFetchBy({ date }) : m.reservationFetchedBy({ date });
	return undefined;
}

const ENDED_CODES = ['timeIsUp', 'withdrawn', 'gone', 'needMet'];

/** Why it ended, in the reader's language where it was not written by a person. */
export const endedText = (reason: string): string =>
	ENDED_CODES.includes(reason)
		? codeText(words.reservationEnded, reason)
		: m.reservationDeclinedText({ reason });
