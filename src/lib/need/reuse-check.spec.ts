import { describe, expect, it } from 'vitest';
import {
	grownSince,
	newSurplus,
	numberGroups,
	reuseOutcome,
	unansweredGroups,
	type ReuseFacts
} from './reuse-check';

const facts = (change: Partial<ReuseFacts>): ReuseFacts => ({
	quantityMilli: 5000,
	coveredMilli: 0,
	groups: 0,
	answers: [],
	restReason: null,
	restNote: null,
	...change
});
const refused = (
	groupNumber: number,
	reason: 'measure' | 'condition' | 'other',
	note: string | null = null
) => ({ groupNumber, outcome: 'refused', reason, note }) as const;
const used = (groupNumber: number) => ({ groupNumber, outcome: 'used', reason: null, note: null }) as const;

describe('groups', () => {
	it('are numbered by their best candidate and keep their numbers when more is found', () => {
		const numbered = numberGroups([
			{ listingId: 'a', groupKey: 'desk' },
			{ listingId: 'b', groupKey: 'table' },
			{ listingId: 'c', groupKey: 'desk' }
		]);
		expect(numbered.map((candidate) => candidate.groupNumber)).toEqual([1, 2, 1]);
		const more = numberGroups(
			[{ listingId: 'd', groupKey: 'bench' }],
			new Map([
				['desk', 1],
				['table', 2]
			])
		);
		expect(more[0]?.groupNumber).toBe(3);
	});
});

describe('the rung ombruk', () => {
	it('says noOffer only when there was nothing', () => {
		expect(reuseOutcome(facts({}))).toEqual({ outcome: 'none', reason: 'noOffer', note: null });
	});
	it('has no outcome while a group or the rest is unanswered', () => {
		expect(reuseOutcome(facts({ groups: 2, answers: [refused(1, 'measure')] }))).toBeUndefined();
		const ten = Array.from({ length: 10 }, (_, index) => refused(index + 1, 'measure'));
		expect(reuseOutcome(facts({ groups: 11, answers: ten }))).toBeUndefined();
		expect(reuseOutcome(facts({ groups: 11, answers: ten, restReason: 'condition' }))?.reason).toBe(
			'measure'
		);
	});
	it('carries the reason given most often, with its note', () => {
		const answers = [refused(1, 'measure'), refused(2, 'other', 'smells'), refused(3, 'other', 'stains')];
		expect(reuseOutcome(facts({ groups: 3, answers }))).toEqual({
			outcome: 'none',
			reason: 'other',
			note: 'smells'
		});
	});
	it('is used when all is covered, whatever is left unanswered, and partly below', () => {
		expect(reuseOutcome(facts({ groups: 4, answers: [used(1)], coveredMilli: 5000 }))?.outcome).toBe('used');
		expect(unansweredGroups(facts({ groups: 4, answers: [used(1)], coveredMilli: 5000 }))).toEqual([]);
		expect(reuseOutcome(facts({ groups: 1, answers: [used(1)], coveredMilli: 2000 }))).toEqual({
			outcome: 'partly',
			reason: 'quantity',
			note: null
		});
	});
});

describe('new surplus', () => {
	const knownIds = new Set(['a', 'b']);
	it('is whatever the whole evidence does not hold', () => {
		expect(newSurplus({ knownIds, total: 2, candidateIds: ['a', 'freed'], publishedSinceIds: [] })).toEqual([
			'freed'
		]);
	});
	it('is only what was put out since, where the evidence holds the best of many', () => {
		expect(newSurplus({ knownIds, total: 80, candidateIds: ['a', 'x'], publishedSinceIds: ['y'] })).toEqual([
			'y'
		]);
	});
});

describe('more of the same', () => {
	const known = [
		{ listingId: 'chairs', groupNumber: 1, availableMilli: 1000 },
		{ listingId: 'stools', groupNumber: 2, availableMilli: 1000 }
	];
	const now = [
		{ listingId: 'chairs', availableMilli: 10_000 },
		{ listingId: 'stools', availableMilli: 10_000 }
	];
	it('is new surplus where it was refused for being too few', () => {
		expect(grownSince(known, new Set([1]), now)).toEqual(['chairs']);
	});
	it('is not where there is no more of it, or it was refused for what it is', () => {
		expect(grownSince(known, new Set([1]), [{ listingId: 'chairs', availableMilli: 1000 }])).toEqual([]);
		expect(grownSince(known, new Set(), now)).toEqual([]);
	});
});
