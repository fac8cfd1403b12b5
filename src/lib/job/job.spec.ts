import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages.js';

const scheduled = [
	...readFileSync('src/hooks.server.ts', 'utf8').matchAll(/jobs\.schedule\(\s*'([A-Za-z]+)'/g)
].map(([, name = '']) => name);

it('has words for every job there is, and for no other', () => {
	expect(scheduled).toContain('backUp');
	const named = Object.keys(m)
		.filter((key) => key.startsWith('jobName_'))
		.map((key) => key.slice('jobName_'.length));
	expect(named.toSorted()).toEqual(scheduled.toSorted());
});
