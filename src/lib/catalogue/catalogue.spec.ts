import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessHazard, factorQuantityMilli, parseModule, quantityInUnit, type ItemType } from './catalogue';
import { ITEM_TYPES } from './seed/item-types';

function typeOf(key: string): ItemType {
	const found = ITEM_TYPES.find((type) => type.key === key);
	if (!found) throw new Error(`no item type ${key}`);
	return found;
}

const units = (key: string, quantityMilli: number, attributes = {}) => {
	const converted = factorQuantityMilli(typeOf(key), quantityMilli, attributes);
	return converted.ok ? converted.units : converted.reason;
};

describe('factorQuantityMilli', () => {
	it('counts pieces, areas and weights as they are', () => {
		expect(units('officeChair', 10_000)).toBe('10');
		expect(units('carpetTile', 12_500)).toBe('12.5');
		expect(units('steelBeam', 1)).toBe('0.001');
	});

	it('makes square metres of doors from module or measured size, the measured first', () => {
		const module = parseModule('9x21');
		if (!module) throw new Error('9x21 is a module');
		expect(factorQuantityMilli(typeOf('interiorDoor'), 4000, { module })).toEqual({
			ok: true,
			numMilli: 7560n,
			den: 1n,
			units: '7.56'
		});
		expect(units('interiorDoor', 1000, { module, widthMm: 889, heightMm: 2089 })).toBe('1.857121');
		expect(units('window', 2000, { widthMm: 1200, heightMm: 1200 })).toBe('2.88');
	});

	it('makes cubic metres of timber and slabs of insulation, exactly', () => {
		expect(units('structuralTimber', 125_500, { section: { widthMm: 48, heightMm: 98 } })).toBe('0.590352');
		expect(units('stoneWool', 1_250)).toBe('12.5');
	});

	it('says what is missing instead of guessing', () => {
		expect(factorQuantityMilli(typeOf('interiorDoor'), 1000, { widthMm: 900 })).toEqual({
			ok: false,
			reason: 'attributesMissing',
			missing: ['module', 'widthMm', 'heightMm']
		});
		expect(units('structuralTimber', 1000, { section: 48 })).toBe('attributesMissing');
		expect(units('interiorDoor', 1000, { widthMm: 0, heightMm: 2100 })).toBe('attributesMissing');
	});

	it('the fraction and the decimal are the same number, and the sum of parts is the whole', () => {
		const length = fc.integer({ min: 1, max: 6000 });
		const quantity = fc.integer({ min: 1, max: 1_000_000_000 });
		fc.assert(
			fc.property(quantity, quantity, length, length, (first, second, widthMm, heightMm) => {
				const size = { widthMm, heightMm };
				const [a, b, both] = [first, second, first + second].map((q) =>
					factorQuantityMilli(typeOf('window'), q, size)
				);
				if (!a?.ok || !b?.ok || !both?.ok) throw new Error('size was given');
				expect(a.numMilli * b.den * both.den + b.numMilli * a.den * both.den).toBe(
					both.numMilli * a.den * b.den
				);
				const [whole = '0', fraction = ''] = a.units.split('.');
				const nano = BigInt(whole + fraction.padEnd(9, '0'));
				expect(nano * a.den).toBe(a.numMilli * 1_000_000n);
			})
		);
	});
});

it('a price counts in the unit of its row', () => {
	const module = { widthMm: 900, heightMm: 2100 };
	expect(quantityInUnit(typeOf('interiorDoor'), 3000, {}, 'pcs')).toMatchObject({ ok: true, units: '3' });
	expect(quantityInUnit(typeOf('window'), 3000, { module }, 'm2')).toMatchObject({ ok: true, units: '5.67' });
	expect(quantityInUnit(typeOf('window'), 3000, { module }, 'kg')).toEqual({
		ok: false,
		reason: 'measureDiffers'
	});
});

describe('assessHazard', () => {
	const outcome = (key: string, year: number | 'unknown' | undefined, attributes = {}) =>
		assessHazard(typeOf(key).hazardQuestion, year, attributes).outcome;

	it('follows the years of insulating glass', () => {
		expect([1960, 1965, 1976, 1980, 1981, 1990, 1991, 2020].map((year) => outcome('window', year))).toEqual([
			'expert',
			'stop',
			'stop',
			'stop',
			'expert',
			'expert',
			'ok',
			'ok'
		]);
		expect(assessHazard(typeOf('window').hazardQuestion, 1978).reasons).toEqual(['pcbGlass']);
	});

	it('keeps unanswered, unknown and not relevant apart', () => {
		expect(outcome('window', undefined)).toBe('unanswered');
		expect(outcome('window', 'unknown')).toBe('expert');
		expect(outcome('officeChair', undefined)).toBe('ok');
	});

	it('timber goes by its treatment', () => {
		expect(outcome('structuralTimber', 2015, { treatment: 'creosote' })).toBe('stop');
		expect(outcome('structuralTimber', 'unknown', { treatment: 'creosote' })).toBe('stop');
		expect(outcome('structuralTimber', 1999, { treatment: 'pressureTreated' })).toBe('stop');
		expect(outcome('structuralTimber', 'unknown', { treatment: 'pressureTreated' })).toBe('expert');
		expect(outcome('structuralTimber', 1960, { treatment: 'untreated' })).toBe('ok');
		expect(outcome('structuralTimber', 2015)).toBe('expert');
	});

	it('every year has an answer in every table, and newer is never worse', () => {
		const severity = { ok: 0, expert: 1, stop: 2, unanswered: 3 };
		for (const type of ITEM_TYPES.filter(({ hazardQuestion }) => hazardQuestion)) {
			const hasChoice = type.hazardQuestion?.rules.some(({ when }) => when);
			for (let year = 1800; year <= 2026; year++) {
				const { outcome: found, reasons } = assessHazard(type.hazardQuestion, year);
				expect(found).not.toBe('unanswered');
				if (!hasChoice) expect(reasons, `${type.key} ${year}`).not.toEqual([]);
				if (year >= 1991 && !hasChoice)
					expect(severity[assessHazard(type.hazardQuestion, year + 1).outcome]).toBeLessThanOrEqual(
						severity[found]
					);
			}
		}
	});
});
