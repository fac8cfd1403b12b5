import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	canMove,
	NEED_STATES,
	nextStepOf,
	remainingMilli,
	stateOf,
	type NeedFacts,
	type NeedState
} from './need';

const facts = (change: Partial<NeedFacts>): NeedFacts => ({
	state: 'checking',
	quantityMilli: 5000,
	coveredMilli: 0,
	clearedMilli: 0,
	isHandedOver: false,
	hasSubmittedRequest: false,
	hasUsableCheck: false,
	...change
});

describe('the states of a need', () => {
	it('follow what is found, asked for and approved', () => {
		expect(stateOf(facts({}))).toBe('checking');
		expect(stateOf(facts({ coveredMilli: 2000, hasUsableCheck: true }))).toBe('partlyCovered');
		expect(stateOf(facts({ coveredMilli: 5000 }))).toBe('covered');
		expect(stateOf(facts({ coveredMilli: 5000, isHandedOver: true }))).toBe('closed');
		expect(stateOf(facts({ hasSubmittedRequest: true }))).toBe('purchaseRequested');
		expect(stateOf(facts({ coveredMilli: 2000, clearedMilli: 3000 }))).toBe('cleared');
		expect(stateOf(facts({ coveredMilli: 1000, clearedMilli: 3000 }))).toBe('checking');
	});

	const anyFacts = fc.record({
		state: fc.constantFrom(...NEED_STATES),
		quantityMilli: fc.integer({ min: 1, max: 9 }).map((n) => n * 1000),
		coveredMilli: fc.integer({ min: 0, max: 9 }).map((n) => n * 1000),
		clearedMilli: fc.integer({ min: 0, max: 9 }).map((n) => n * 1000),
		isHandedOver: fc.boolean(),
		hasSubmittedRequest: fc.boolean(),
		hasUsableCheck: fc.boolean()
	});

	it('say the same twice, and nothing that the quantities contradict', () => {
		fc.assert(
			fc.property(anyFacts, (given) => {
				const next = stateOf(given);
				expect(stateOf({ ...given, state: next })).toBe(next);
				if (['draft', 'dropped', 'cancelled', 'closed'].includes(given.state)) expect(next).toBe(given.state);
				else if (next === 'covered' || next === 'closed')
					expect(given.coveredMilli >= given.quantityMilli).toBe(true);
				else if (next === 'cleared') expect(remainingMilli(given)).toBe(0);
			})
		);
	});

	it('only move along the ways there are, whatever is reserved, returned, asked for or approved', () => {
		fc.assert(
			fc.property(fc.array(anyFacts, { minLength: 1, maxLength: 20 }), (history) => {
				let state: NeedState = 'checking';
				for (const change of history) {
					// A purchase is only asked for while something is missing.
					const mayAsk = ['checking', 'partlyCovered', 'purchaseRequested'].includes(state);
					const next = stateOf({
						...change,
						state,
						hasSubmittedRequest: change.hasSubmittedRequest && mayAsk
					});
					expect(next === state || canMove(state, next)).toBe(true);
					state = next;
				}
			})
		);
	});

	it('lead from a stated need to every other state, and from none back to draft', () => {
		const reached = new Set<NeedState>(['draft']);
		for (const from of reached) for (const to of NEED_STATES) if (canMove(from, to)) reached.add(to);
		expect([...reached].sort()).toEqual([...NEED_STATES].sort());
		expect(NEED_STATES.some((from) => canMove(from, 'draft'))).toBe(false);
		expect(NEED_STATES.some((to) => canMove('cancelled', to))).toBe(false);
	});
});

describe('the next step', () => {
	const fresh = { state: 'completed', isFresh: true, isUsedUp: false } as const;
	it('is a new check when the old one is too old, used or gone stale', () => {
		const step = (check: Parameters<typeof nextStepOf>[0]['check']) =>
			nextStepOf({ state: 'checking', check, hasDraftRequest: false, isDropConfirmed: false });
		expect(step(undefined)).toBe('checkAgain');
		expect(step({ ...fresh, state: 'stale' })).toBe('checkAgain');
		expect(step({ ...fresh, isFresh: false })).toBe('checkAgain');
		expect(step({ ...fresh, isUsedUp: true })).toBe('checkAgain');
		expect(step({ ...fresh, state: 'open' })).toBe('answerCheck');
		expect(step(fresh)).toBe('requestPurchase');
	});
});
