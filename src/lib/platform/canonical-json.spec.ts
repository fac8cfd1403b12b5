import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalise } from './canonical-json';

const value = fc.letrec((tie) => ({
	any: fc.oneof(
		{ depthSize: 'small' },
		fc.constant(null),
		fc.boolean(),
		fc.maxSafeInteger(),
		fc.string({ unit: 'grapheme' }),
		fc.array(tie('any')),
		fc.dictionary(fc.string({ unit: 'grapheme' }), tie('any'), { noNullPrototype: true })
	)
})).any;

function turnedRound(input: unknown): unknown {
	if (Array.isArray(input)) return input.map(turnedRound);
	if (input === null || typeof input !== 'object') return input;
	return Object.fromEntries(
		Object.entries(input)
			.reverse()
			.map(([key, member]) => [key, turnedRound(member)])
	);
}

describe('canonical JSON', () => {
	it('sorts keys by UTF-16 code units, as RFC 8785 shows', () => {
		const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
		expect(Object.values(JSON.parse(canonicalise(keys)) as object).length).toBe(7);
		expect(canonicalise(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
	});

	it('escapes as little as it may', () => {
		expect(canonicalise('€$\u000f\nA\'B"\\/')).toBe('"€$\\u000f\\nA\'B\\"\\\\/"');
	});

	it('leaves out what is undefined', () => {
		expect(canonicalise({ b: undefined, a: [1, -0] })).toBe('{"a":[1,0]}');
	});

	it('refuses what would not be read back the same', () => {
		for (const wrong of [0.5, NaN, 2 ** 60, 1n, '\ud800', undefined, new Date(), () => 1])
			expect(() => canonicalise(wrong)).toThrow(TypeError);
	});

	it('is the same whatever the order of the keys, and reads back as the value', () => {
		fc.assert(
			fc.property(value, (input) => {
				const text = canonicalise(input);
				expect(canonicalise(turnedRound(input))).toBe(text);
				expect(canonicalise(JSON.parse(text))).toBe(text);
			})
		);
	});
});
