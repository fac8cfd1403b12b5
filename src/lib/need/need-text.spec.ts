import { describe, expect, it } from 'vitest';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import { needStateText, nextStepText, rungSteps } from './need-text';
import { RUNGS_WITHOUT_SOURCE } from './reuse-check';

const none = RUNGS_WITHOUT_SOURCE.map((rung) => ({ rung, outcome: 'notAvailable' as const, reason: null }));
const answers = [
	{ rung: 'avoid' as const, outcome: 'none' as const, reason: 'notApplicable' },
	{ rung: 'reuse' as const, outcome: 'none' as const, reason: 'noOffer' },
	...none
];
const states = (given: Parameters<typeof rungSteps>[0], check: Parameters<typeof rungSteps>[1]) =>
	rungSteps(given, check, {}).map(({ state }) => state);

describe('the steps of a check', () => {
	it('never ticks off what has no source yet', () =>
		expect(states(answers, 'completed')).toEqual(['done', 'done', 'skipped', 'skipped', 'skipped']));
	it('takes the ticks away when the check is no longer good', () =>
		expect(states(answers, 'stale').slice(0, 2)).toEqual(['stale', 'stale']));
	it('stands nowhere once the need is over', () =>
		expect(states(answers.slice(0, 1), 'ended')).not.toContain('current'));
	it('stands at the first rung without an answer', () =>
		expect(states(answers.slice(0, 1), 'open').slice(0, 2)).toEqual(['done', 'current']));
});

describe('a need in words', () => {
	it('is checked when the check found nothing, and asks to buy all of it', () => {
		const need = { state: 'checking', nextStep: 'requestPurchase', coveredMilli: 0 } as const;
		expect([needStateText(need), nextStepText(need)]).toEqual([
			m.needCheckedNothing(),
			m.nextStepAllMissing()
		]);
	});
	it('asks for the rest when some was found', () => {
		const need = { state: 'partlyCovered', nextStep: 'requestPurchase', coveredMilli: 1000 } as const;
		expect([needStateText(need), nextStepText(need)]).toEqual([
			codeText(words.need, 'partlyCovered'),
			codeText(words.nextStep, 'requestPurchase')
		]);
	});
});
