import { describe, expect, it } from 'vitest';
import nb from '../../i18n/messages/nb.json';
import { ITEM_TYPES } from '../../catalogue/seed/item-types';
import {
	DEFAULT_TRANSPORT_KEY,
	DISPOSAL_FEE_KEY,
	PARAMETER_SEEDS,
	REGISTER_VALID_FROM,
	REGISTER_VERSION,
	REQUIRED_ATTRIBUTION,
	SOURCES,
	loadFactorRows,
	loadLifetimeRows,
	loadPriceRows,
	loadTransportRows,
	shiftDecimal,
	sourceOf
} from './benefit-seed';
import { UNMAPPED_FACTORS, unmappedReason } from './unmapped-factors';

const factors = loadFactorRows();
const prices = loadPriceRows();
const lifetimes = loadLifetimeRows();

describe('the bundled register', () => {
	it('carries every row, in the counts its sources state', () => {
		const count = (quality: string) => factors.filter(({ confidence }) => confidence === quality).length;
		expect(factors).toHaveLength(167);
		expect([count('A'), count('B'), count('C')]).toEqual([101, 57, 9]);
		expect(factors.filter(({ weightConfidence }) => weightConfidence === 'C')).toHaveLength(60);
		expect(prices).toHaveLength(69);
		expect(prices.filter(({ confidence }) => confidence === 'C')).toHaveLength(59);
		expect(lifetimes).toHaveLength(13);
		expect(new Set(factors.map(({ key }) => key)).size).toBe(167);
		expect(new Set(prices.map(({ key, kind }) => `${key} ${kind}`)).size).toBe(69);
		expect(new Set(lifetimes.map(({ key }) => key)).size).toBe(13);
	});

	it('reads figures to the gram and the øre', () => {
		const chair = factors.find(({ key }) => key === 'office_chair');
		expect(chair).toMatchObject({
			unit: 'pcs',
			weightGramsPerUnit: '17500',
			gramsCo2ePerUnit: { low: '36000', central: '68000', high: '142000' },
			confidence: 'B',
			sourceAccess: 'secondary',
			version: REGISTER_VERSION
		});
		expect(prices.find(({ key, kind }) => key === 'office_chair' && kind === 'new')).toMatchObject({
			amountOre: { low: 240_000, central: 750_000, high: 1_000_000 },
			vatBasis: 'notStated'
		});
		expect(prices.find(({ key }) => key === DISPOSAL_FEE_KEY)).toMatchObject({
			unit: 'kg',
			kind: 'fee_per_kg',
			amountOre: { low: 200, central: 500, high: 600 },
			confidence: 'B'
		});
		expect(lifetimes.find(({ key }) => key === 'smartphone')).toMatchObject({
			years: { low: '2', central: '2.5', high: '5' },
			months: { low: 24, central: 30, high: 60 }
		});
		expect(loadTransportRows()).toMatchObject([
			{ key: DEFAULT_TRANSPORT_KEY, gramsCo2ePerTonneKm: '631.3', sourceAccess: 'mirror' }
		]);
		expect(
			factors.every(({ gramsCo2ePerUnit: { low, central, high }, weightGramsPerUnit }) =>
				[low, central, high, weightGramsPerUnit].every((grams) => /^\d+$/.test(grams))
			)
		).toBe(true);
	});

	it('keeps low ≤ central ≤ high everywhere', () => {
		const ranges = [
			...factors.map(({ key, gramsCo2ePerUnit }) => ({ key, ...gramsCo2ePerUnit })),
			...prices.map(({ key, value }) => ({ key, ...value })),
			...lifetimes.map(({ key, years }) => ({ key, ...years })),
			...PARAMETER_SEEDS
		];
		for (const { key, low, central, high } of ranges) {
			expect(Number(low), key).toBeLessThanOrEqual(Number(central));
			expect(Number(central), key).toBeLessThanOrEqual(Number(high));
		}
	});

	it('shifts decimals without rounding', () => {
		expect(shiftDecimal('0.177', 3)).toBe('177');
		expect(shiftDecimal('0.6313', 3)).toBe('631.3');
		expect(shiftDecimal('68', 3)).toBe('68000');
		expect(shiftDecimal('0.0005', 3)).toBe('0.5');
		expect(shiftDecimal('0', 2)).toBe('0');
		expect(() => shiftDecimal('1e3', 3)).toThrow();
		expect(() => shiftDecimal('-1', 3)).toThrow();
	});

	it('has the parameters of the method, one version', () => {
		const ranges = Object.fromEntries(
			PARAMETER_SEEDS.map(({ key, low, central, high }) => [key, [low, central, high]])
		);
		expect(ranges).toEqual({
			displacementA: ['0.9', '1', '1'],
			displacementB: ['0.28', '0.5', '0.75'],
			displacementC: ['0.1', '0.28', '0.5'],
			displacementNone: ['0', '0', '0'],
			remainingLifeUnknown: ['0.25', '0.5', '0.75'],
			remainingLifeSpread: ['0.8', '1', '1.2'],
			defaultTransportKm: ['20', '20', '20']
		});
		for (const { version, validFrom } of PARAMETER_SEEDS)
			expect([version, validFrom]).toEqual([REGISTER_VERSION, REGISTER_VALID_FROM]);
	});

	it('names its sources and licences', () => {
		expect(REQUIRED_ATTRIBUTION).toBe(
			'Contains information from Boavizta environmental-footprint-data, ODbL 1.0; The Restart Project, CC BY-SA 4.0; UK Government, OGL v3.0; ADEME Impact CO2.'
		);
		for (const { title, licence, attribution, usedFor } of SOURCES)
			expect([title, licence, attribution, usedFor].every((words) => words !== '')).toBe(true);
		for (const { address, retrievedOn } of SOURCES) {
			if (address) expect(new URL(address).protocol).toBe('https:');
			expect(retrievedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		}
	});

	it('every row rests on exactly one source of the list, and every source carries a row', () => {
		const rows = [...factors, ...prices, ...lifetimes, ...loadTransportRows(), ...PARAMETER_SEEDS];
		const used = new Set<string>();
		for (const { key, sourceTitle } of rows) {
			const found = SOURCES.filter(({ titles }) => titles.some((title) => sourceTitle.startsWith(title)));
			expect(
				found.map((source) => source.key),
				`${key}: ${sourceTitle}`
			).toHaveLength(1);
			used.add(found[0]?.key ?? '');
			expect(sourceOf(sourceTitle)?.key).toBe(found[0]?.key);
		}
		expect(SOURCES.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
	});
});

describe('the mapping from item types', () => {
	it.each(ITEM_TYPES.map((type) => [type.key, type] as const))('%s points at rows that fit', (_, type) => {
		const factor = factors.find(({ key }) => key === type.factorKey);
		if (type.factorKey !== null) expect(factor?.unit).toBe(type.factorMeasure);
		if (factor) expect(factor.category).toBe(type.pack);
		const price = prices.find(({ key, kind }) => key === type.priceKey && kind === 'new');
		if (type.priceKey !== null) expect([type.countedMeasure, type.factorMeasure]).toContain(price?.unit);
		if (type.lifetimeKey !== null) expect(lifetimes.map(({ key }) => key)).toContain(type.lifetimeKey);
	});

	it('reaches all 167 factor rows: by a type, or with the reason why none uses it', () => {
		const mapped = new Set(ITEM_TYPES.map(({ factorKey }) => factorKey));
		expect(factors).toHaveLength(167);
		expect(
			factors.map(({ key }) => key).filter((key) => !mapped.has(key) && unmappedReason(key) === undefined)
		).toEqual([]);
		const keys = new Set(factors.map(({ key }) => key));
		expect(Object.keys(UNMAPPED_FACTORS).filter((key) => !keys.has(key))).toEqual([]);
		for (const reason of new Set(Object.values(UNMAPPED_FACTORS)))
			expect(nb).toHaveProperty(`factorsUnmapped_${reason}`);
	});

	it('leaves at least one type unknown in everything', () => {
		const unknown = ITEM_TYPES.filter(
			(type) => type.factorKey === null && type.priceKey === null && type.lifetimeKey === null
		);
		expect(unknown.map(({ key }) => key)).toContain('piano');
	});
});
