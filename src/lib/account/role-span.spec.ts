import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '$lib/platform/clock';
import { endedSpans, isLasting, openSpans, type HeldSpan, type Span } from './role-span';

const span = (text: string): Span => {
	const [validFrom = '', validTo] = text.split(' ');
	return { validFrom, validTo: validTo ?? null };
};
const text = ({ validFrom, validTo }: Span) => [validFrom, validTo].filter(Boolean).join(' ');

describe('what others leave open of a span', () => {
	it.each([
		['2026-01-01', [], ['2026-01-01']],
		['2026-01-01', ['2025-01-01'], []],
		['2026-01-01 2026-06-01', ['2025-01-01 2026-06-01'], []],
		['2026-01-01', ['2025-01-01 2026-06-01'], ['2026-06-01']],
		['2026-01-01 2026-07-01', ['2025-01-01 2026-06-01'], ['2026-06-01 2026-07-01']],
		['2026-01-01', ['2026-03-01 2026-04-01'], ['2026-01-01 2026-03-01', '2026-04-01']],
		['2026-01-01 2026-02-01', ['2026-03-01'], ['2026-01-01 2026-02-01']],
		['2026-01-01', ['2026-06-01', '2025-01-01 2026-06-01'], []],
		// What was taken away before it began covers nothing.
		['2026-01-01', ['2026-03-01 2026-03-01'], ['2026-01-01']]
	])('of %j by %j is %j', (given, held, open) => {
		expect(openSpans(span(given), held.map(span)).map(text)).toEqual(open);
	});

	it('fills every gap, and overlaps nothing', () => {
		const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-01-01', days));
		const spans = fc.tuple(day, fc.option(day)).map(([validFrom, validTo]): Span => ({ validFrom, validTo }));
		const holds = (one: Span, on: string) =>
			one.validFrom <= on && (one.validTo === null || one.validTo > on);
		fc.assert(
			fc.property(spans, fc.array(spans, { maxLength: 5 }), day, (given, held, on) => {
				const isOpen = holds(given, on) && !held.some((one) => holds(one, on));
				return openSpans(given, held).filter((one) => holds(one, on)).length === (isOpen ? 1 : 0);
			})
		);
	});
});

describe('a role that lasts', () => {
	it.each([
		[['2026-01-01'], true],
		[['2026-01-01 2026-12-31'], false],
		[['2026-01-01 2026-12-31', '2026-12-31'], true],
		[['2026-01-01 2026-12-31', '2027-01-01'], false],
		[['2026-06-01'], false]
	])('with %j: %s', (held, lasts) => {
		expect(isLasting(held.map(span), '2026-05-01')).toBe(lasts);
	});
});

describe('a last day', () => {
	const held = (...texts: string[]): HeldSpan[] =>
		texts.map((one, index) => ({
			id: String(index),
			isProviders: one.endsWith('p'),
			...span(one.replace(/ p$/, ''))
		}));

	it.each([
		[held('2026-01-01'), ['0 2026-12-21']],
		[held('2026-01-01 2026-12-21'), []],
		[held('2026-01-01 2026-12-10'), ['0 2026-12-21']],
		[held('2027-01-01'), ['0 2027-01-01']],
		[held('2026-01-01 2026-12-01', '2026-12-01'), ['1 2026-12-21']],
		[held('2026-01-01 2026-12-10', '2027-01-01'), ['0 2026-12-21', '1 2027-01-01']],
		[held('2027-01-01 2027-01-01'), []],
		[held('2026-01-01 p'), []],
		// What a provider gave goes on after it: nothing is drawn out over it.
		[held('2026-01-01 2026-12-10', '2026-12-10 p'), []]
	])('of %j ends %j', (spans, ended) => {
		expect(endedSpans(spans, '2026-12-20').map(({ id, validTo }) => `${id} ${validTo}`)).toEqual(ended);
	});
});
