import { describe, expect, it } from 'vitest';
import { validateAttributes } from '$lib/catalogue/attribute';
import { parseQuantity } from '$lib/catalogue/catalogue';
import { ITEM_TYPES } from '$lib/catalogue/seed/item-types';
import { isOrgnr } from '$lib/organisation/organisation';
import { HANDOVERS, NEEDS, ORGANISATIONS, PEOPLE, THINGS, UNITS } from './data';

const types = new Map(ITEM_TYPES.map((type) => [type.key, type]));
const unitKeys = new Set(UNITS.map(({ key }) => key));
const acting = new Set(PEOPLE.filter(({ roles }) => roles.includes('requester')).map(({ unit }) => unit));

describe('the demo’s data', () => {
	it('names units that are there, and people who can act for them', () => {
		expect(UNITS.filter(({ parent }) => parent !== null && !unitKeys.has(parent))).toEqual([]);
		expect(PEOPLE.filter(({ unit }) => !unitKeys.has(unit))).toEqual([]);
		const wanted = [
			...THINGS.flatMap(({ unit, asks }) => [unit, ...asks.map((ask) => ask.unit)]),
			...HANDOVERS.flatMap(({ giver, receiver }) => [giver, receiver]),
			...NEEDS.map(({ unit }) => unit)
		];
		expect(wanted.filter((unit) => !acting.has(unit))).toEqual([]);
	});

	it('has every key and name once, and organisation numbers that pass their check', () => {
		for (const keys of [ORGANISATIONS, UNITS, PEOPLE].map((rows) => rows.map(({ key }) => key)))
			expect(new Set(keys).size).toBe(keys.length);
		expect(new Set(PEOPLE.map(({ name }) => name)).size).toBe(PEOPLE.length);
		expect(ORGANISATIONS.filter(({ orgnr }) => !isOrgnr(orgnr))).toEqual([]);
	});

	it.each([
		['things', THINGS],
		['handovers', HANDOVERS],
		['needs', NEEDS.map((need) => ({ ...need, attributes: {} }))]
	] as const)('says of its %s only what their types can have', (_, rows) => {
		const wrong = rows.flatMap(({ type: key, title, quantity, attributes }) => {
			const type = types.get(key);
			if (!type) return [`${title}: no type ${key}`];
			const read = parseQuantity(quantity, type.countedMeasure);
			const quantityMilli = read.ok ? read.quantityMilli : 0;
			const checked = validateAttributes(type, attributes, { quantityMilli, currentYear: 2026 });
			return [
				...(read.ok ? [] : [`${title}: ${quantity}`]),
				...(checked.ok ? [] : [`${title}: ${Object.keys(checked.errors).join(', ')}`])
			];
		});
		expect(wrong).toEqual([]);
	});

	it('speaks both kinds of Norwegian and names all three packs', () => {
		const packs = THINGS.map(({ type }) => types.get(type)?.pack);
		for (const pack of ['furniture', 'it', 'building'] as const)
			expect(packs.filter((one) => one === pack).length).toBeGreaterThan(40);
		expect(PEOPLE.filter(({ locale }) => locale === 'nn').length).toBeGreaterThan(10);
		expect(new Set(THINGS.map(({ type }) => type)).size).toBeGreaterThan(110);
	});
});
