import { addDays } from '$lib/platform/clock';

/** Uutilsynet asks for an answer within reasonable time, normally three to six weeks: we promise the shorter. */
export const ANSWER_WITHIN_DAYS = 21;

/** The last day to answer what came on an Oslo date, `YYYY-MM-DD`. */
export const answerBy = (receivedOn: string): string => addDays(receivedOn, ANSWER_WITHIN_DAYS);

export type FeedbackState = 'waiting' | 'overdue' | 'answered' | 'answeredLate';

/** Where an answer stands, seen from a day; the last day itself is in time. All days are Oslo dates. */
export function feedbackState(
	{ answerBy: last, answeredOn }: { answerBy: string; answeredOn: string | null },
	today: string
): FeedbackState {
	if (answeredOn !== null) return answeredOn > last ? 'answeredLate' : 'answered';
	return today > last ? 'overdue' : 'waiting';
}
