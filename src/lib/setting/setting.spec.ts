import { expect, it } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages.js';
import { isInRange, SETTING_KEYS, SETTINGS } from './setting';

it.each(SETTING_KEYS)('%s is shipped with a value of its own range, and has words', (key) => {
	const { default: shipped, min, max } = SETTINGS[key];
	expect(isInRange(key, shipped)).toBe(true);
	expect([min - 1, max + 1, shipped + 0.5, NaN].filter((value) => isInRange(key, value))).toEqual([]);
	expect(min).toBeGreaterThan(0);
	for (const vocabulary of ['setting', 'settingText'])
		expect(Object.keys(m)).toContain(`${vocabulary}_${key}`);
});
