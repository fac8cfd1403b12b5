import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const tokens = new Map(
	[...css.matchAll(/--ds-color-([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name, light, dark]) => [
		name,
		{ light, dark }
	])
);
const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
	const long = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join('') : hex.slice(1);
	const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => channel(parseInt(long.slice(at, at + 2), 16) / 255));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string, scheme: 'light' | 'dark'): number {
	const [high = 0, low = 0] = [one, other]
		.map((name) => luminance(tokens.get(name)?.[scheme] ?? ''))
		.sort((a, b) => b - a);
	return (high + 0.05) / (low + 0.05);
}

const COLOURS = ['accent', 'brand1', 'neutral', 'info', 'success', 'warning', 'danger'];
const GROUNDS = [
	'background-default',
	'background-tinted',
	'surface-default',
	'surface-tinted',
	'surface-hover'
];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
	it.each(COLOURS)('%s text can be read on its own and on neutral ground', (colour) => {
		const low = GROUNDS.flatMap((ground) => [`${colour}-${ground}`, `neutral-${ground}`]).filter(
			(ground) =>
				contrast(`${colour}-text-subtle`, ground, scheme) < 4.5 ||
				contrast(`${colour}-text-default`, ground, scheme) < 7
		);
		expect(low).toEqual([]);
	});

	it.each(COLOURS)('words on a filled %s button can be read', (colour) => {
		for (const base of ['default', 'hover', 'active'])
			expect(contrast(`${colour}-base-contrast-default`, `${colour}-base-${base}`, scheme)).toBeGreaterThan(
				4.5
			);
	});

	it.each(COLOURS)('the %s border of a control can be seen', (colour) => {
		for (const ground of ['background-default', 'surface-default'])
			expect(contrast(`${colour}-border-default`, `neutral-${ground}`, scheme)).toBeGreaterThanOrEqual(3);
	});

	it('muted words can be read on every colour', () => {
		const low = COLOURS.filter(
			(colour) => contrast('neutral-text-subtle', `${colour}-surface-tinted`, scheme) < 4.5
		);
		expect(low).toEqual([]);
	});
});
