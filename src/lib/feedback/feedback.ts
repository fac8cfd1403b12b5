import { addDays } from '$lib/platform/clock';

/** The last day to answer within `days` what came on an Oslo date, `YYYY-MM-DD`. */
export const answerBy = (receivedOn: string, days: number): string => addDays(receivedOn, days);

export type FeedbackState = 'waiting' | 'overdue' | 'answered' | 'answeredLate';

/** Where an answer stands, seen from a day; the last day itself is in time. All days are Oslo dates. */
export function feedbackState(
	{ answerBy: last, answeredOn }: { answerBy: string; answeredOn: string | null },
	today: string
): FeedbackState {
	if (answeredOn !== null) return answeredOn > last ? 'answeredLate' : 'answered';
	return today > last ? 'overdue' : 'waiting';
}
