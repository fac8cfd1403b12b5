import { formatQuantity, type Measure } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import type { Step } from '$lib/ui/Stepper.svelte';
import { reasonText, type Reasons } from '$lib/reason/reason';
import type { NeedState, NextStep } from './need';
import { RUNGS, type CheckState, type Rung, type RungOutcome } from './reuse-check';

/** "5 stk." in the reader's language. */
export const amountText = (quantityMilli: number, measure: Measure): string =>
	`${formatQuantity(quantityMilli, getLocale())}\u00a0${codeText(words.measure, measure)}`;

/** The colour that helps a state along; its words carry it. */
export const STATE_COLOR: Record<NeedState, 'neutral' | 'info' | 'success' | 'warning' | 'accent'> = {
	draft: 'neutral',
	checking: 'info',
	covered: 'success',
	partlyCovered: 'info',
	purchaseRequested: 'warning',
	cleared: 'accent',
	dropped: 'success',
	cancelled: 'neutral',
	closed: 'neutral'
};

interface Progress {
	state: NeedState;
	nextStep: NextStep;
	coveredMilli: number;
}
const asksToBuy = ({ nextStep }: Progress) => nextStep === 'requestPurchase' || nextStep === 'submitPurchase';

/** The state in words: a finished check that found nothing is no longer being checked. */
export const needStateText = (need: Progress): string =>
	need.state === 'checking' && need.coveredMilli === 0 && asksToBuy(need)
		? m.needCheckedNothing()
		: codeText(words.need, need.state);

/** What to do next, in words. */
export const nextStepText = (need: Progress): string =>
	need.nextStep === 'requestPurchase' && need.coveredMilli === 0
		? m.nextStepAllMissing()
		: codeText(words.nextStep, need.nextStep);

interface Answer {
	rung: Rung;
	outcome: RungOutcome;
	reason: string | null;
}

/**
 * How a rung ended, as a sentence; the first is asked in its own words.
 * @param refusals what reasons were called when it was answered
 */
export function outcomeText({ rung, outcome, reason }: Answer, refusals: Reasons): string {
	if (rung === 'avoid') {
		if (outcome === 'used') return m.checkAvoidWithout();
		if (outcome === 'partly') return m.checkAvoidLess();
		return m.checkAvoidNeeded();
	}
	const text = codeText(words.rung, outcome);
	return outcome === 'none' && reason ? `${text}: ${reasonText(refusals, reason)}` : text;
}

/**
 * The five rungs as steps: answered ones done, the first open one current. A rung that has no source yet was not
 * checked, and the answers of a check that is no longer good are not ticked off.
 */
export function rungSteps(
	answers: readonly Answer[],
	check: CheckState | 'ended' | null,
	refusals: Reasons
): Step[] {
	const current =
		check === 'open' ? RUNGS.find((rung) => !answers.some((answer) => answer.rung === rung)) : undefined;
	const stateOf = (rung: Rung, answer: Answer | undefined): Step['state'] => {
		if (answer?.outcome === 'notAvailable') return 'skipped';
		if (answer) return check === 'stale' ? 'stale' : 'done';
		return rung === current ? 'current' : 'upcoming';
	};
	return RUNGS.map((rung) => {
		const answer = answers.find((candidate) => candidate.rung === rung);
		const state = stateOf(rung, answer);
		return {
			label: codeText(words.rungName, rung),
			state,
			...(answer && { outcome: outcomeText(answer, refusals) })
		} as const;
	});
}
