import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	formatDimension,
	isImei,
	parseModule,
	parseSection,
	publicAttributes,
	validateAttributes,
	type AttributeDefinition
} from './attribute';

const names = { nb: 'x', nn: 'x', en: 'x' };
const attributes: AttributeDefinition[] = [
	{ key: 'widthMm', names, kind: 'integer', unit: 'mm', min: 10, max: 6000 },
	{ key: 'heightRangeMm', names, kind: 'range', unit: 'mm', min: 400, max: 1600 },
	{ key: 'colour', names, kind: 'choice', options: [{ key: 'white', names }] },
	{ key: 'model', names, kind: 'text', maxLength: 10 },
	{ key: 'isElectric', names, kind: 'boolean' },
	{ key: 'serialNumber', names, kind: 'identifier', format: 'serial' },
	{ key: 'imei', names, kind: 'identifier', format: 'imei' },
	{ key: 'module', names, kind: 'dimension', unit: 'dm' },
	{ key: 'section', names, kind: 'dimension', unit: 'mm' },
	{ key: 'madeYear', names, kind: 'year' }
];
const type = { attributes };
const one = { quantityMilli: 1000, currentYear: 2026 };
const read = (input: Record<string, unknown>, context = one) => validateAttributes(type, input, context);
const codeOf = (key: string, raw: unknown, context = one) => {
	const result = read({ [key]: raw }, context);
	return result.ok ? result.values[key] : result.errors[key]?.code;
};

describe('parseModule', () => {
	it('reads decimetre modules and plain millimetres', () => {
		for (const text of ['9x21', '9 X 21', '9×21', ' 9*21 '])
			expect(parseModule(text)).toEqual({ widthMm: 900, heightMm: 2100 });
		expect(parseModule('13,5x12')).toEqual({ widthMm: 1350, heightMm: 1200 });
		expect(parseModule('890x2090')).toEqual({ widthMm: 890, heightMm: 2090 });
	});

	it('never guesses', () => {
		for (const text of ['', '9', '9x', '0x21', '90x210', '61x21', '9x21x4', '890,5x2090', 'ni x tjueen'])
			expect(parseModule(text)).toBeUndefined();
	});

	it('reads every module it writes', () => {
		const decimetres = fc.integer({ min: 1, max: 60 });
		fc.assert(
			fc.property(decimetres, decimetres, (width, height) => {
				const size = { widthMm: width * 100, heightMm: height * 100 };
				expect(parseModule(formatDimension(size, 'dm'))).toEqual(size);
			})
		);
	});
});

describe('parseSection', () => {
	it('reads millimetres', () => {
		expect(parseSection('48x98')).toEqual({ widthMm: 48, heightMm: 98 });
		expect(parseSection('2x4')).toBeUndefined();
		expect(formatDimension({ widthMm: 48, heightMm: 98 }, 'mm')).toBe('48x98');
	});
});

describe('validateAttributes', () => {
	it('answers typed values and skips what is blank', () => {
		expect(
			read({
				widthMm: '1 600',
				heightRangeMm: '650–1250',
				colour: 'white',
				model: ' Kinnarps   X ',
				isElectric: 'on',
				serialNumber: 'pf-2x 91',
				imei: '49-015420-323751-8',
				module: '9x21',
				section: { widthMm: 48, heightMm: '98' },
				madeYear: 2019
			})
		).toEqual({
			ok: true,
			values: {
				widthMm: 1600,
				heightRangeMm: { from: 650, to: 1250 },
				colour: 'white',
				model: 'Kinnarps X',
				isElectric: true,
				serialNumber: 'PF2X91',
				imei: '490154203237518',
				module: { widthMm: 900, heightMm: 2100 },
				section: { widthMm: 48, heightMm: 98 },
				madeYear: 2019
			}
		});
		expect(read({ widthMm: '', model: '  ', colour: null, imei: undefined })).toEqual({
			ok: true,
			values: {}
		});
	});

	it('names every wrong field by a code', () => {
		expect(codeOf('widthMm', '12,5')).toBe('notWhole');
		expect(read({ widthMm: 5 })).toEqual({
			ok: false,
			errors: { widthMm: { code: 'outOfRange', min: 10, max: 6000 } }
		});
		expect(codeOf('heightRangeMm', '650')).toBe('notARange');
		expect(codeOf('heightRangeMm', { from: 1250, to: 650 })).toBe('rangeReversed');
		expect(codeOf('heightRangeMm', '100-650')).toBe('outOfRange');
		expect(codeOf('colour', 'hvit')).toBe('notAChoice');
		expect(codeOf('model', 'x'.repeat(11))).toBe('tooLong');
		expect(codeOf('isElectric', 'kanskje')).toBe('notBoolean');
		expect(codeOf('serialNumber', '<b>')).toBe('notAnIdentifier');
		expect(codeOf('imei', '490154203237519')).toBe('notAnIdentifier');
		expect(codeOf('serialNumber', 'AB12', { ...one, quantityMilli: 2000 })).toBe('singleItemOnly');
		expect(codeOf('module', '90x210')).toBe('notAModule');
		expect(codeOf('section', '9')).toBe('notASection');
		expect(codeOf('madeYear', 'i fjor')).toBe('notAYear');
		expect(codeOf('madeYear', 2027)).toBe('outOfRange');
		expect(codeOf('weightOfSoul', 21)).toBe('unknownAttribute');
		expect(codeOf('__proto__x', 1)).toBe('unknownAttribute');
	});

	it('survives any input', () => {
		fc.assert(
			fc.property(fc.constantFrom(...attributes.map(({ key }) => key)), fc.anything(), (key, raw) => {
				const result = read({ [key]: raw });
				expect(typeof result.ok).toBe('boolean');
			})
		);
	});
});

it('keeps identifiers inside the owning unit', () => {
	expect(publicAttributes(type, { serialNumber: 'AB12', imei: '490154203237518', widthMm: 900 })).toEqual({
		widthMm: 900
	});
});

it('an IMEI with one digit changed is refused', () => {
	expect(isImei('490154203237518')).toBe(true);
	fc.assert(
		fc.property(fc.nat(14), fc.integer({ min: 1, max: 9 }), (at, add) => {
			const digits = [...'490154203237518'];
			digits[at] = String((Number(digits[at]) + add) % 10);
			expect(isImei(digits.join(''))).toBe(false);
		})
	);
});
