import type { Condition } from '$lib/catalogue/catalogue';
import { termsOf } from './search';

/** Raised when the way candidates are found or ranked changes; stored with every reuse check. */
export const ENGINE_VERSION = 'fulltext-2';

/** Why a candidate stands where it stands: codes with texts `why_<code>`. */
export type Why =
	| 'sameType'
	| 'words'
	| 'attributes'
	| 'enough'
	| 'ownUnit'
	| 'ownOrganisation'
	| 'goodCondition'
	| 'freeLater';

/** The need, as far as finding goes. */
export interface CandidateQuery {
	itemTypeId: string;
	words: string;
	attributes: Record<string, unknown>;
	quantityMilli: number;
	/** `YYYY-MM-DD` */
	neededBy: string;
	/** Unit that has the need. */
	unitId: string;
	organisationId: string;
}

export interface CandidateRow {
	listingId: string;
	title: string;
	unitId: string;
	organisationId: string;
	condition: Condition;
	attributes: Record<string, unknown>;
	availableMilli: number;
	availableFrom: string | null;
	/** 0–1, from the text search. */
	wordRank: number;
}

export interface Candidate {
	listingId: string;
	score: number;
	why: Why[];
	/** Same title words and condition class: answered together. */
	groupKey: string;
	availableMilli: number;
	availableFrom: string | null;
}

const CONDITION_SCORE: Record<Condition, number> = {
	likeNew: 1,
	good: 0.9,
	usable: 0.6,
	worn: 0.3,
	needsRepair: 0
};

const spanOf = (value: unknown): [number, number] | undefined => {
	if (typeof value === 'number') return [value, value];
	if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return undefined;
	return [Number(value.from), Number(value.to)];
};

/** How near a wished attribute is to what is offered: 1 equal or overlapping, falling to 0 at 25 % off. */
function nearness(wished: unknown, offered: unknown): number {
	const [wish, offer] = [spanOf(wished), spanOf(offered)];
	if (!wish || !offer) return String(wished).toLowerCase() === String(offered).toLowerCase() ? 1 : 0;
	if (wish[0] <= offer[1] && offer[0] <= wish[1]) return 1;
	const gap = wish[0] > offer[1] ? wish[0] - offer[1] : offer[0] - wish[1];
	return Math.max(0, 1 - gap / (0.25 * Math.max(1, Math.abs(wish[0]))));
}

/** Average nearness over the attributes that are wished; undefined when none is. */
export function attributeScore(
	wished: Record<string, unknown>,
	offered: Record<string, unknown>
): number | undefined {
	const keys = Object.keys(wished).filter((key) => wished[key] !== null && wished[key] !== '');
	if (keys.length === 0) return undefined;
	return keys.reduce((sum, key) => sum + nearness(wished[key], offered[key]), 0) / keys.length;
}

/** Listings that look alike to the person who answers: same words without numbers, same condition. */
export const groupKeyOf = (row: Pick<CandidateRow, 'title' | 'condition'>): string =>
	`${termsOf(row.title)
		.filter((term) => !/^\p{N}+$/u.test(term))
		.sort()
		.join(' ')}|${row.condition}`;

/** One candidate's place: condition, words, attributes and quantity first, then whose it is; broken things last. */
export function scoreCandidate(row: CandidateRow, query: CandidateQuery, today: string): Candidate {
	const attributes = attributeScore(query.attributes, row.attributes);
	const isEnough = row.availableMilli >= query.quantityMilli;
	const isOwnUnit = row.unitId === query.unitId;
	const isOwnOrganisation = row.organisationId === query.organisationId;
	const isLater = row.availableFrom !== null && row.availableFrom > today;
	const score =
		2 * CONDITION_SCORE[row.condition] +
		2 * row.wordRank +
		3 * (attributes ?? 0.5) +
		(isEnough ? 1 : row.availableMilli / query.quantityMilli) +
		(isOwnUnit ? 0.6 : isOwnOrganisation ? 0.4 : 0) -
		(isLater ? 0.5 : 0) -
		(row.condition === 'needsRepair' ? 4 : 0);
	const why: Why[] = ['sameType'];
	if (row.wordRank > 0) why.push('words');
	if (attributes !== undefined && attributes >= 0.75) why.push('attributes');
	if (isEnough) why.push('enough');
	if (isOwnUnit) why.push('ownUnit');
	else if (isOwnOrganisation) why.push('ownOrganisation');
	if (CONDITION_SCORE[row.condition] >= 0.9) why.push('goodCondition');
	if (isLater) why.push('freeLater');
	return {
		listingId: row.listingId,
		score: Math.round(score * 1000) / 1000,
		why,
		groupKey: groupKeyOf(row),
		availableMilli: row.availableMilli,
		availableFrom: row.availableFrom
	};
}

/** Best first; equal scores by id, so that the same question gets the same answer. */
export const rankCandidates = (
	rows: readonly CandidateRow[],
	query: CandidateQuery,
	today: string
): Candidate[] =>
	rows
		.map((row) => scoreCandidate(row, query, today))
		.sort((a, b) => b.score - a.score || (a.listingId < b.listingId ? -1 : 1));
