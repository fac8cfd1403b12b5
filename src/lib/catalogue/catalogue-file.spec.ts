import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import nb from '../i18n/messages/nb.json';
import { asFileType } from './as-file-type';
import { MAX_FILE_BYTES, readCatalogueFile, type CatalogueFile } from './catalogue-file';
import { lineOfPath } from './json-line';
import { ITEM_TYPES } from './seed/item-types';

const file = (): CatalogueFile => ({
	format: 'omatt-catalogue',
	formatVersion: 1,
	catalogueVersion: '2026-11-22.1',
	exportedAt: '2026-11-22T08:00:00.000Z',
	attribution: 'Boavizta',
	types: structuredClone(ITEM_TYPES.map(asFileType))
});
const written = (value: unknown) => JSON.stringify(value, null, '\t');
const read = (text: string) => readCatalogueFile(new TextEncoder().encode(text));
/** What is wrong with a file after a change, as `line field code`. */
function problemsAfter(change: (value: CatalogueFile) => void): string[] {
	const value = file();
	change(value);
	const result = read(written(value));
	return result.ok ? [] : result.problems.map(({ line, field, code }) => `${line} ${field} ${code}`);
}
const lineOf = (change: (value: CatalogueFile) => void, words: string) => {
	const value = file();
	change(value);
	return (
		written(value)
			.split('\n')
			.findIndex((line) => line.includes(words)) + 1
	);
};

describe('reading a catalogue file', () => {
	it('reads every shipped type back as it is', () => {
		const result = read(written(file()));
		expect(result).toEqual({ ok: true, file: file() });
	});

	it('says on which line a damaged file breaks', () => {
		const text = written(file());
		const lines = text.split('\n');
		const broken = [...lines.slice(0, 30), lines[30]?.replace(':', ''), ...lines.slice(31)].join('\n');
		expect(read(broken)).toMatchObject({ problems: [{ code: 'catalogueDamaged', line: 31 }] });
		const cut = lines.slice(0, 100).join('\n');
		const result = read(cut);
		expect(result).toMatchObject({ ok: false, problems: [{ code: 'catalogueDamaged' }] });
		if (!result.ok) expect(result.problems[0]?.line).toBeGreaterThan(98);
		expect(read('')).toMatchObject({ problems: [{ code: 'catalogueDamaged' }] });
	});

	it('tells a foreign, a newer, a huge and a binary file apart', () => {
		const codeOf = (text: string) => {
			const result = read(text);
			return result.ok ? undefined : result.problems[0]?.code;
		};
		for (const foreign of ['{}', '[]', 'null', '"x"', '{"format":"other","formatVersion":1}'])
			expect(codeOf(foreign)).toBe('catalogueForeign');
		expect(codeOf(written({ ...file(), formatVersion: 2 }))).toBe('catalogueFormatVersion');
		expect(readCatalogueFile(new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({
			problems: [{ code: 'catalogueTooLarge' }]
		});
		expect(readCatalogueFile(new Uint8Array([0xff, 0xfe, 0x00]))).toMatchObject({
			problems: [{ code: 'catalogueNotText' }]
		});
	});

	it('names line and field of what is wrong', () => {
		const wrongName = (value: CatalogueFile) => {
			const type = value.types[3];
			if (type) type.names.nn = '  ';
		};
		expect(problemsAfter(wrongName)).toEqual([`${lineOf(wrongName, '"  "')} types[3].names.nn required`]);
		const first = (change: (type: CatalogueFile['types'][number]) => void) =>
			problemsAfter((value) => {
				const [type] = value.types;
				if (type) change(type);
			}).map((problem) => problem.replace(/^\d+ /, ''));
		expect(first((type) => (type.key = 'Not a key'))).toEqual(['types[0].key catalogueKey']);
		expect(first((type) => type.words.push('Stor'))).toEqual([
			expect.stringMatching(/^types\[0\]\.words\[\d+\] catalogueLowerCase$/)
		]);
		expect(first((type) => (type.cpv = { code: '1', verified: false }))).toEqual([
			'types[0].cpv.code catalogueCode'
		]);
		expect(first((type) => (type.factorMeasure = 'm2'))).toEqual(['types[0].conversion catalogueConversion']);
		expect(first((type) => Object.assign(type, { price: 7 }))).toEqual([
			'types[0].price catalogueUnknownField'
		]);
		expect(first((type) => type.attributes.push(...type.attributes.slice(0, 1)))).toEqual([
			expect.stringMatching(/^types\[0\]\.attributes\[\d+\]\.key catalogueTwice$/)
		]);
		expect(problemsAfter((value) => void value.types.push(...value.types.slice(0, 1)))).toEqual([
			expect.stringMatching(/ types\[\d+\]\.key catalogueTwice$/)
		]);
		expect(
			first((type) => {
				type.hazardQuestion = {
					kind: 'yearDependent',
					unknownYear: 'expert',
					rules: [{ fromYear: null, toYear: null, outcome: 'ok', reason: 'noKnownHazard', source: 'x' }]
				};
			})
		).toEqual(['types[0].hazardQuestion catalogueHazardPack']);
	});

	it('survives anything, and every code it may answer has its sentence', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(read(text).ok).toBe(false);
			})
		);
		const damage = fc.tuple(fc.nat(5000), fc.string({ maxLength: 4 }));
		const text = written({ ...file(), types: file().types.slice(0, 3) });
		fc.assert(
			fc.property(damage, ([at, noise]) => {
				const result = read(text.slice(0, at) + noise + text.slice(at + 1));
				for (const { code } of result.ok ? [] : result.problems) expect(nb).toHaveProperty(`error_${code}`);
			})
		);
	});
});

it('finds the line of a value by its path', () => {
	const text = '{\n"a": [1,\n{"b\\"": "}",\n"c": null}\n]\n}';
	expect(lineOfPath(text, [])).toBe(1);
	expect(lineOfPath(text, ['a', 0])).toBe(2);
	expect(lineOfPath(text, ['a', 1, 'b"'])).toBe(3);
	expect(lineOfPath(text, ['a', 1, 'c'])).toBe(4);
	expect(lineOfPath(text, ['a', 1, 'gone'])).toBe(3);
});
