import { describe, expect, it } from 'vitest';
import { isPhotoId, parsePhotoWidth, photoSrcset } from './photo';

describe('parsePhotoWidth', () => {
	it('knows the widths we keep and no others', () => {
		expect(['320', '800', '1600'].map(parsePhotoWidth)).toEqual([320, 800, 1600]);
		expect(['0320', '321', '', '1e3', '../320'].map(parsePhotoWidth)).toEqual(Array(5).fill(undefined));
	});
});

describe('isPhotoId', () => {
	it('is 64 hex digits, nothing that leads out of the folder', () => {
		expect(isPhotoId('ab'.repeat(32))).toBe(true);
		expect(isPhotoId(`../${'a'.repeat(61)}`)).toBe(false);
		expect(isPhotoId('AB'.repeat(32))).toBe(false);
	});
});

it('offers the browser all widths', () => {
	expect(photoSrcset('x')).toBe('/media/x/320 320w, /media/x/800 800w, /media/x/1600 1600w');
});
