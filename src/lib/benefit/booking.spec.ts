import { describe, expect, it } from 'vitest';
import { parameters, chairHandover } from '../../../tests/support/benefit-inputs';
import {
	ageOn,
	costsInput,
	creditedAfter,
	evidenceOfHandover,
	partOfCredit,
	priceInput,
	repairPartsInput,
	transportInput,
	yearsBetween
} from './booking';
import { creditPayload } from './payload';
import type { RegisterRows } from './register.server';

const chair = {
	countedMeasure: 'pcs',
	factorMeasure: 'pcs',
	conversion: { kind: 'none' },
	usePhaseRelevant: false
} as const;
const nothing: RegisterRows = {
	mapping: undefined,
	factor: undefined,
	weight: undefined,
	price: undefined,
	lifetime: undefined,
	fee: undefined,
	parameters: []
};
const van = {
	key: 'transportVanDiesel',
	version: '1',
	valueCentral: '631.3',
	sourceTitle: 'UK',
	sourceRef: 'row',
	confidence: 'A'
} as const;

describe('yearsBetween', () => {
	it.each([
		['2026-11-23', '2028-11-23', '2'],
		['2026-11-23', '2026-11-23', '0'],
		['2026-11-23', '2025-01-01', '0'],
		['2027-01-01', '2028-07-02', '1.5'],
		['2024-02-29', '2025-02-28', '0.997268']
	])('%s to %s is %s', (from, to, years) => expect(yearsBetween(from, to)).toBe(years));
});

describe('what is asked where it is known', () => {
	it('counts age in calendar years and never below 0', () => {
		expect(ageOn(2019, '2026-11-23')?.years).toBe('7');
		expect(ageOn(2027, '2026-11-23')?.years).toBe('0');
		expect(ageOn(null, '2026-11-23')).toBeNull();
	});

	it('takes the default distance, as assumed, only when none was given', () => {
		expect(transportInput(null, parameters, van).km).toMatchObject({
			origin: 'assumed',
			quality: 'C',
			value: '20'
		});
		expect(transportInput(0, parameters, van).km).toMatchObject({ origin: 'declared', value: '0' });
		expect(transportInput(12_500, parameters, van).km.value).toBe('12.5');
	});

	it('tells costs of 0 from costs nobody wrote down', () => {
		expect(costsInput(null)).toMatchObject({ recorded: false, freightOre: 0, origin: 'assumed' });
		expect(costsInput({ freightOre: 0 })).toMatchObject({
			recorded: true,
			freightOre: 0,
			origin: 'declared'
		});
		expect(repairPartsInput(null)).toEqual([]);
	});

	it('uses a quote or an agreement, not a budget line, and only in a measure it can count', () => {
		const need = { unitPriceOre: 500_000, priceEvidence: 'quote', measure: 'pcs', year: 2026 } as const;
		expect(priceInput(chair, nothing, need)).toMatchObject({ kind: 'quote', origin: 'quote', quality: 'A' });
		expect(priceInput(chair, nothing, { ...need, priceEvidence: 'budgetLine' })).toBeNull();
		expect(priceInput(chair, nothing, { ...need, measure: 'm2' })).toBeNull();
		expect(priceInput(chair, nothing, { ...need, unitPriceOre: null })).toBeNull();
	});
});

describe('evidenceOfHandover', () => {
	const statedAt = new Date('2026-11-01T10:00:00Z');
	const need = { id: 'need', statedAt, priceEvidence: 'quote', wouldBuyNew: 'yes' } as const;
	const reservedAt = (createdAt: string, wouldBuyNew: 'yes' | 'no' | 'unknown' = 'unknown') => ({
		createdAt: new Date(createdAt),
		wouldBuyNew
	});

	it('asks that the need came before the reservation', () => {
		expect(evidenceOfHandover(need, reservedAt('2026-11-01T10:00:01Z')).needStatedBeforeMatch).toBe(true);
		expect(evidenceOfHandover(need, reservedAt('2026-11-01T09:59:59Z')).needStatedBeforeMatch).toBe(false);
	});
	it('lets a no at the reservation outweigh a yes at the need', () => {
		expect(
			evidenceOfHandover(need, reservedAt('2026-11-02T00:00:00Z', 'no')).declaresWouldHaveBoughtNew
		).toBe('no');
		expect(evidenceOfHandover(null, reservedAt('2026-11-02T00:00:00Z'))).toMatchObject({
			walkIn: true,
			priceEvidence: 'none',
			declaresWouldHaveBoughtNew: 'unknown'
		});
	});
});

describe('credits of things that move on', () => {
	const credit = creditPayload('co2Net', chairHandover());

	it('keeps the years used, never more than was claimed', () => {
		expect(creditedAfter(credit, '2')).toEqual({ num: '2', den: '15' });
		expect(creditedAfter(credit, '12')).toEqual({ num: '8', den: '15' });
	});
	it('credits nothing where there was no amount', () => {
		expect(creditedAfter(creditPayload('co2Net', chairHandover({ factor: null })), '2')).toEqual({
			num: '0',
			den: '1'
		});
	});
	it('stands again in parts that add up to the whole but for their rounding', () => {
		const parts = [3000, 7000].map((milli) => partOfCredit(credit, milli).result.amount?.central ?? 0);
		const sum = parts.reduce((total, part) => total + part, 0);
		expect(Math.abs(sum - (credit.result.amount?.central ?? 0))).toBeLessThanOrEqual(1);
		expect(partOfCredit(credit, 3000).inputs).toMatchObject({
			cause: 'correction',
			portion: { num: '3', den: '10' }
		});
	});
});
