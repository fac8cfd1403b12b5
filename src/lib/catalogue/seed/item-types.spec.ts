import { describe, expect, it } from 'vitest';
import nb from '../../i18n/messages/nb.json';
import { ATTRIBUTE_KINDS, type LocalizedText } from '../attribute';
import { CONDITIONS, isOtherType, MEASURES, PACKS } from '../catalogue';
import { guessType, phrasesOf } from '../suggest-types';
import { ITEM_TYPES } from './item-types';
import { UNSPSC } from './unspsc';

const isComplete = (texts: LocalizedText) =>
	[texts.nb, texts.nn, texts.en].every((words) => words.trim() !== '' && words === words.trim());
const messages: Record<string, unknown> = nb;

describe('the shipped catalogue', () => {
	it('has enough types over three packs, each key once', () => {
		expect(ITEM_TYPES.length).toBeGreaterThanOrEqual(115);
		expect(new Set(ITEM_TYPES.map(({ key }) => key)).size).toBe(ITEM_TYPES.length);
		expect(new Set(ITEM_TYPES.map(({ pack }) => pack))).toEqual(new Set(PACKS));
		for (const { key } of ITEM_TYPES) expect(key).toMatch(/^[a-z][a-zA-Z0-9]*$/);
	});

	it('uses every measure and every kind of attribute', () => {
		expect(new Set(ITEM_TYPES.map(({ countedMeasure }) => countedMeasure))).toEqual(new Set(MEASURES));
		const kinds = ITEM_TYPES.flatMap(({ attributes }) => attributes.map(({ kind }) => kind));
		expect(new Set(kinds)).toEqual(new Set(ATTRIBUTE_KINDS));
	});

	it.each(ITEM_TYPES.map((type) => [type.key, type] as const))('%s is complete', (_, type) => {
		expect(isComplete(type.names) && isComplete(type.plural)).toBe(true);
		expect(type.words.length).toBeGreaterThan(2);
		expect(new Set(type.words).size).toBe(type.words.length);
		for (const word of type.words) expect(word).toBe(word.trim().toLowerCase());
		expect(type.cpv.code).toMatch(/^\d{8}-\d$/);
		if (type.unspsc) expect(type.unspsc.code).toMatch(/^\d{8}$/);
		expect(type.mappingNote).not.toBe('');
		const keys = type.attributes.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		for (const attribute of type.attributes) {
			expect(isComplete(attribute.names)).toBe(true);
			if (attribute.kind === 'choice')
				for (const option of attribute.options) expect(isComplete(option.names)).toBe(true);
		}
		for (const pack of type.packSizes) {
			expect(isComplete(pack.names)).toBe(true);
			expect(pack.quantityMilli).toBeGreaterThan(0);
		}
	});

	it('has no word that two types share', () => {
		const owners = new Map<string, string[]>();
		for (const { key, words } of ITEM_TYPES)
			for (const word of words) owners.set(word, [...(owners.get(word) ?? []), key]);
		expect([...owners].filter(([, keys]) => keys.length > 1)).toEqual([]);
	});

	it('each name is of one type', () => {
		for (const locale of ['nb', 'nn', 'en'] as const) {
			const names = ITEM_TYPES.map((type) => type.names[locale].toLowerCase());
			expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		}
	});

	it.each(['nb', 'nn', 'en'] as const)('is guessed by its own name in %s, or a person is asked', (locale) => {
		const known = ITEM_TYPES.map((type) => ({ key: type.key, phrases: phrasesOf(type) }));
		const guesses = ITEM_TYPES.map((type) => ({
			key: type.key,
			guess: guessType(type.names[locale], known)?.key
		})).filter(({ key, guess }) => key !== guess);
		expect(guesses.filter(({ guess }) => guess !== undefined)).toEqual([]);
		// The name of each of these is also what another is for, or no name at all.
		const asked = ['patientChair', 'washingMachine', 'powerCable', 'rug'];
		const others = ITEM_TYPES.filter(isOtherType).map(({ key }) => key);
		expect([...asked, ...others]).toEqual(expect.arrayContaining(guesses.map(({ key }) => key)));
	});

	it('gives codes only to types there are', () => {
		const keys = ITEM_TYPES.map(({ key }) => key);
		expect(Object.keys(UNSPSC).filter((key) => !keys.includes(key))).toEqual([]);
	});

	it('converts only by attributes the type has', () => {
		for (const type of ITEM_TYPES) {
			const { conversion } = type;
			expect(conversion.kind === 'none', type.key).toBe(type.countedMeasure === type.factorMeasure);
			if (conversion.kind !== 'attributes') continue;
			const keys = type.attributes.map(({ key }) => key);
			expect(keys).toEqual(expect.arrayContaining([...conversion.attributes, conversion.dimension]));
		}
	});

	it('asks about hazards only for building items, with choices that exist and reasons that can be shown', () => {
		for (const type of ITEM_TYPES.filter(({ hazardQuestion }) => hazardQuestion)) {
			expect(type.pack).toBe('building');
			for (const rule of type.hazardQuestion?.rules ?? []) {
				expect(messages).toHaveProperty(`hazardReason_${rule.reason}`);
				expect(rule.source).not.toBe('');
				const { when } = rule;
				if (!when) continue;
				const attribute = type.attributes.find(({ key }) => key === when.attribute);
				const options = attribute?.kind === 'choice' ? attribute.options.map(({ key }) => key) : [];
				expect(options).toContain(when.option);
			}
		}
	});

	it('marks data carriers and the use phase', () => {
		const keysWhere = (test: (type: (typeof ITEM_TYPES)[number]) => boolean) =>
			ITEM_TYPES.filter(test).map(({ key }) => key);
		expect(keysWhere(({ hasStorage }) => hasStorage)).toEqual(
			expect.arrayContaining(['laptop', 'smartphone', 'tablet', 'desktopTower', 'printerLaser'])
		);
		expect(keysWhere((type) => type.hasStorage && type.pack !== 'it')).toEqual([]);
		expect(keysWhere(({ usePhaseRelevant }) => usePhaseRelevant)).toEqual(
			expect.arrayContaining(['window', 'ledLuminaire', 'refrigerator', 'serverRack', 'ventilationUnit'])
		);
	});

	it('every code has its message', () => {
		for (const pack of PACKS) expect(messages).toHaveProperty(`pack_${pack}`);
		for (const measure of MEASURES) expect(messages).toHaveProperty(`measure_${measure}`);
		for (const condition of CONDITIONS) expect(messages).toHaveProperty(`condition_${condition}`);
	});
});
