import { expect, test } from 'vitest';
import { formatOrgnr, isOrgnr } from './organisation';

test.each(['964338531', '974760673', '123456785'])('%s is an organisation number', (orgnr) => {
	expect(isOrgnr(orgnr)).toBe(true);
});

test.each(['123456786', '96433853', '9643385310', '964 338 531', '', 'abcdefghi'])('%s is none', (orgnr) => {
	expect(isOrgnr(orgnr)).toBe(false);
});

test('a prefix whose remainder is one has no check digit at all', () => {
	const all = Array.from({ length: 10 }, (_, digit) => `10000013${digit}`);
	expect(all.filter(isOrgnr)).toEqual([]);
});

test('it is shown in groups of three that do not break', () => {
	expect(formatOrgnr('964338531')).toBe('964\u00a0338\u00a0531');
});
