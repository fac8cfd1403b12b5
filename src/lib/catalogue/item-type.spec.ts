import { expect, test } from 'vitest';
import { keyFrom, optionsFrom, wordsFrom } from './item-type';

test('a key is made of the letters of a name', () => {
	expect(keyFrom('Office chair, small')).toBe('officeChairSmall');
	expect(keyFrom('Skjøtebrett for åpne hyller')).toBe('skjotebrettForApneHyller');
	expect(keyFrom('2-seater')).toBe('Seater');
	expect(keyFrom('  ')).toBe('');
});

test('words are listed by commas and lines, each once and in small letters', () => {
	expect(wordsFrom('Pult, skrivebord\npult ; ,  hev  senk')).toEqual(['pult', 'skrivebord', 'hev senk']);
	expect(wordsFrom('')).toEqual([]);
});

test('a choice has one name or three', () => {
	expect(optionsFrom('Rød | Raud | Dark red\n\nPlast')).toEqual([
		{ key: 'darkRed', names: { nb: 'Rød', nn: 'Raud', en: 'Dark red' } },
		{ key: 'plast', names: { nb: 'Plast', nn: 'Plast', en: 'Plast' } }
	]);
	for (const line of ['Rød | Raud', 'a | b | c | d', 'Rød || Red', '| Raud | Red'])
		expect(optionsFrom(line)).toBeUndefined();
	expect(optionsFrom('')).toEqual([]);
});
