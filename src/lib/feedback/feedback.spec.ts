import { expect, it } from 'vitest';
import { answerBy, feedbackState } from './feedback';

it('is to be answered within three weeks', () => {
	expect(answerBy('2026-11-23', 21)).toBe('2026-12-14');
});

it('is in time on the last day, and remembers an answer that came too late', () => {
	const last = { answerBy: '2026-12-14', answeredOn: null };
	expect(feedbackState(last, '2026-12-14')).toBe('waiting');
	expect(feedbackState(last, '2026-12-15')).toBe('overdue');
	expect(feedbackState({ ...last, answeredOn: '2026-12-14' }, '2027-01-01')).toBe('answered');
	expect(feedbackState({ ...last, answeredOn: '2026-12-15' }, '2027-01-01')).toBe('answeredLate');
});
