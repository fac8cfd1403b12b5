import { describe, expect, it } from 'vitest';
import { sortTypes } from './catalogue';
import { ITEM_TYPES } from './seed/item-types';
import { guessType, phrasesOf, suggestTypes, typeFromWords, typesLike, typesOfKind } from './suggest-types';

const types = ITEM_TYPES.map((type) => ({ key: type.key, phrases: phrasesOf(type) }));
const best = (text: string) => suggestTypes(text, types)[0]?.key;

describe('suggestTypes', () => {
	it.each([
		['kontorstol', 'officeChair'],
		['8 kontorstoler, blå', 'officeChair'],
		['Bærbar PC Lenovo', 'laptop'],
		['dokkingstasjonar', 'dockingStation'],
		['fine projektorer', 'projector'],
		['brukt iPad', 'tablet']
	])('%j is a %s', (text, key) => expect(best(text)).toBe(key));

	it('reads a compound by its last part', () => {
		expect(suggestTypes('gjestestol', [{ phrases: ['stol'] }])).toHaveLength(1);
	});

	it('offers every kind when only the kind was typed, and guesses none of them', () => {
		const chairs = suggestTypes('en stol', types).map(({ key }) => key);
		expect(chairs.length).toBeGreaterThan(1);
		expect(guessType('en stol', types)).toBeUndefined();
		expect(guessType('kontorstol', types)?.key).toBe('officeChair');
	});

	it('has no answer to words it does not know', () => {
		expect(suggestTypes('diverse greier', types)).toEqual([]);
		expect(suggestTypes('', types)).toEqual([]);
	});

	it('keeps to the limit', () =>
		expect(suggestTypes('bord stol skap hylle skjerm pc', types, 3)).toHaveLength(3));
});

describe('guessType on titles people write', () => {
	it.each([
		['Pult med hev og senk 160x80', 'deskHeightAdjustable'],
		['Hev/senk-pult, hvit', 'deskHeightAdjustable'],
		['Heve- og senkepult', 'deskHeightAdjustable'],
		['Pult 140x80 bjørk', 'deskFixed'],
		['4 skrivebord', 'deskFixed'],
		['Kontorstol HÅG Capisco, sort', 'officeChair'],
		['Stol på hjul', 'officeChair'],
		['20 stablestoler i plast', 'stackingChair'],
		['Elevstoler til klasserom', 'schoolChair'],
		['Lenestol, grønt stoff', 'easyChair'],
		['Whiteboard 120x90 på hjul', 'whiteboard'],
		['Arkivskap med fire skuffer', 'filingCabinet'],
		['Bærbar PC Dell Latitude 5420', 'laptop'],
		['Mini-PC HP', 'desktopMini'],
		['Dataskjerm 27 tommer', 'monitorLarge'],
		['Skjerm til bærbar PC', 'monitor'],
		['Dokkingstasjon for laptop', 'dockingStation'],
		['iPad 9. generasjon', 'tablet'],
		['PC med skjerm', 'desktopTower'],
		['Skrivebord med skuffeseksjon', 'deskFixed'],
		['Håndvask i porselen', 'washbasin'],
		['Kjøleskap', 'refrigerator'],
		['Lite kjøleskap til pauserom', 'refrigerator'],
		['Kaffemaskin', 'coffeeMachine'],
		['Gardiner til åtte vinduer', 'curtain'],
		['Sykkelstol', undefined],
		['Hundebord', undefined],
		['Lederstol', undefined],
		['Sybord', undefined],
		['Skrivebord og kontorstol', undefined],
		['Skap og skjerm', undefined],
		['Annet møbel', undefined],
		['Stol', undefined]
	])('%j is %s', (title, key) => expect(guessType(title, types)?.key).toBe(key));

	it('still shows what it could be, for a person to choose', () => {
		expect(suggestTypes('Kjøleskap', types).length).toBeGreaterThan(0);
		expect(suggestTypes('PC og skjerm', types).map(({ key }) => key)).toEqual(
			expect.arrayContaining(['desktopTower', 'monitor'])
		);
	});
});

describe('typesOfKind', () => {
	const keysOf = (word: string) => typesOfKind(word, types).map(({ key }) => key);
	it('finds every kind of table, board and printer by the last part of its names', () => {
		expect(keysOf('bord')).toEqual(expect.arrayContaining(['deskFixed', 'meetingTable', 'conferenceTable']));
		expect(keysOf('bord')).not.toContain('printerLaser');
		expect(keysOf('tavle')).toContain('whiteboard');
		expect(keysOf('skriver')).toEqual(expect.arrayContaining(['printerLaser', 'printerMultifunction']));
		expect(keysOf('skriver')).not.toContain('deskFixed');
		expect(keysOf('vask')).toContain('washbasin');
		expect(keysOf('hjul')).not.toContain('officeChair');
	});
});

describe('sortTypes', () => {
	it('goes by the name in the language of the reader, with the rest of each pack last', () => {
		const names = (locale: 'nb' | 'en') =>
			sortTypes(ITEM_TYPES, locale)
				.filter(({ pack }) => pack === 'furniture')
				.map((type) => type.names[locale]);
		expect(names('nb').at(-1)).toBe('Annet møbel eller inventar');
		expect(names('nb').slice(0, -1)).toEqual(
			[...names('nb').slice(0, -1)].sort(new Intl.Collator('nb', { numeric: true }).compare)
		);
		expect(names('en').at(-1)).toBe('Other furniture or fittings');
		expect(names('en').indexOf('Desk')).toBeLessThan(names('en').indexOf('Office chair'));
	});
});

describe('typeFromWords', () => {
	const all = ITEM_TYPES.map((type) => ({ ...type, id: type.key }));
	const keyOf = (texts: string[], how: 'sure' | 'likeliest') => typeFromWords(all, texts, how)?.key;

	it('is the same for a screen and the API where the words speak for one', () => {
		expect(keyOf(['kontorstol'], 'sure')).toBe('officeChair');
		expect(keyOf(['kontorstol'], 'likeliest')).toBe('officeChair');
	});

	it('asks a person who wrote only the kind, and takes the likeliest from who cannot be asked', () => {
		expect(keyOf(['en stol'], 'sure')).toBeUndefined();
		expect(keyOf(['en stol'], 'likeliest')).toBeDefined();
	});

	it('reads on where the first text says nothing', () => {
		expect(keyOf(['diverse', 'en bærbar PC'], 'sure')).toBe('laptop');
		expect(keyOf(['diverse'], 'likeliest')).toBeUndefined();
	});
});

describe('typesLike', () => {
	const type = (name: string, ...phrases: string[]) => ({ name, phrases: [name, ...phrases] });
	const types = [
		type('Kontorstol', 'arbeidsstol', 'kontorstolar'),
		type('Stol', 'stolar'),
		type('Skrivebord', 'pult', 'skrivepult'),
		type('Møtebord', 'konferansebord')
	];
	const namesOf = (text: string) => typesLike(text, types).map(({ name }) => name);

	it('takes the beginning of a name first, then of what folk call it, then what it may mean', () => {
		expect(namesOf('sto')).toEqual(['Stol']);
		expect(namesOf('stol')).toEqual(['Stol', 'Kontorstol']);
		expect(namesOf('PUL')).toEqual(['Skrivebord']);
		expect(namesOf('konf')).toEqual(['Møtebord']);
		expect(namesOf('bord')).toEqual(['Skrivebord', 'Møtebord']);
		expect(namesOf('xyz')).toEqual([]);
	});

	it('is every type while nothing is typed, and never more than asked for', () => {
		expect(namesOf('  ')).toEqual(types.map(({ name }) => name));
		expect(typesLike('s', types, 1)).toHaveLength(1);
	});
});
