import { describe, expect, it } from 'vitest';
import { aged, parameters, quoteBeforeMatch, seating } from '../../../tests/support/benefit-inputs';
import type { EvidenceAnswers } from './benefit';
import { displacementFor, gradeOf, kmFor, methodParameters, remainingFor } from './parameters';

const grades: [string, Partial<EvidenceAnswers>, string][] = [
	['a quote before the match', {}, 'A'],
	[
		'a budget line, without an answer',
		{ priceEvidence: 'budgetLine', declaresWouldHaveBoughtNew: 'unknown' },
		'A'
	],
	['an agreement price', { priceEvidence: 'agreement' }, 'A'],
	['a need stated before and a yes', { priceEvidence: 'none' }, 'B'],
	[
		'a need stated before and no answer',
		{ priceEvidence: 'none', declaresWouldHaveBoughtNew: 'unknown' },
		'C'
	],
	['a quote that came after the match', { needStatedBeforeMatch: false }, 'C'],
	['a walk-in who says yes', { walkIn: true, needStatedBeforeMatch: false, priceEvidence: 'none' }, 'C'],
	['a no, whatever the papers say', { declaresWouldHaveBoughtNew: 'no' }, 'none']
];

describe('evidence grade', () => {
	it.each(grades)('%s', (_, changes, grade) => {
		expect(gradeOf({ ...quoteBeforeMatch, ...changes })).toBe(grade);
	});

	it('brings D of the grade, with its range, its answers and its source', () => {
		const answers = { ...quoteBeforeMatch, priceEvidence: 'none' } as const;
		expect(displacementFor(answers, ['need-1'], parameters.displacement)).toMatchObject({
			grade: 'B',
			low: '0.28',
			central: '0.5',
			high: '0.75',
			evidence: answers,
			references: ['need-1'],
			source: { key: 'displacementB' }
		});
	});
});

describe('parameters', () => {
	it('are never made up: a missing row is an error', () => {
		expect(() => methodParameters([])).toThrow(RangeError);
	});

	it('give the default distance marked as assumed when nobody said how far', () => {
		expect(kmFor(null, parameters)).toMatchObject({ value: '20', origin: 'assumed', quality: 'C' });
		const measured = { value: '3.4', origin: 'measured', quality: 'A', source: null } as const;
		expect(kmFor(measured, parameters)).toBe(measured);
	});

	it('say that r is unknown when the age or the reference life is', () => {
		expect(aged(null)).toMatchObject({ basis: 'unknown', origin: 'assumed', quality: 'C' });
		const age = { years: '7', origin: 'declared', quality: 'A', source: null } as const;
		expect(remainingFor(age, null, parameters.remaining)).toMatchObject({ basis: 'unknown', ageYears: '7' });
		expect(remainingFor(age, seating, parameters.remaining)).toMatchObject({ basis: 'known', quality: 'A' });
	});
});
