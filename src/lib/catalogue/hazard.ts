import type { AttributeValues } from './attribute';

export const HAZARD_OUTCOMES = ['ok', 'expert', 'stop'] as const;
export type HazardOutcome = (typeof HAZARD_OUTCOMES)[number];

/** Why a rule says what it says: shown through `hazardReason_<code>`. */
export const HAZARD_REASONS = [
	'pcbGlass',
	'chlorinatedParaffinGlass',
	'oldWindow',
	'asbestosBoard',
	'asbestosFlooring',
	'asbestosRoofing',
	'asbestosTile',
	'asbestosDuct',
	'asbestosFireDoor',
	'pcbPaint',
	'pcbSealant',
	'pcbMortar',
	'phthalates',
	'flameRetardants',
	'oldMineralWool',
	'ccaTimber',
	'creosote',
	'floorAdhesive',
	'unknownMaterial',
	'noKnownHazard'
] as const;
export type HazardReason = (typeof HAZARD_REASONS)[number];

/** Years are the year of manufacture, both ends included; null is open. `when` limits a rule to one choice. */
export type HazardRule = {
	fromYear: number | null;
	toYear: number | null;
	outcome: HazardOutcome;
	reason: HazardReason;
	source: string;
	when?: { attribute: string; option: string };
};

/** The year question of a building item (I5). `unknownYear` is the outcome when staff answer "don't know". */
export type HazardQuestion = {
	kind: 'yearDependent';
	unknownYear: 'expert' | 'stop';
	rules: readonly HazardRule[];
};

export type HazardAssessment = {
	outcome: 'unanswered' | HazardOutcome;
	reasons: HazardReason[];
};

const SEVERITY: Record<HazardOutcome, number> = { ok: 0, expert: 1, stop: 2 };

const worstOf = (outcomes: readonly HazardOutcome[]): HazardOutcome =>
	outcomes.reduce((worst, next) => (SEVERITY[next] > SEVERITY[worst] ? next : worst));

/**
 * The gate for a building item. `year` undefined: not answered; `'unknown'`: answered "don't know". The
 * strictest matching rule counts, and a case no rule covers goes to an expert.
 */
export function assessHazard(
	question: HazardQuestion | undefined,
	year: number | 'unknown' | undefined,
	attributes: AttributeValues = {}
): HazardAssessment {
	if (!question) return { outcome: 'ok', reasons: [] };
	if (year === undefined) return { outcome: 'unanswered', reasons: [] };
	const applicable = question.rules.filter(({ when }) => !when || attributes[when.attribute] === when.option);
	const isTimeless = (rule: HazardRule) => rule.fromYear === null && rule.toYear === null;
	const matching = applicable.filter((rule) =>
		year === 'unknown'
			? isTimeless(rule)
			: (rule.fromYear === null || year >= rule.fromYear) && (rule.toYear === null || year <= rule.toYear)
	);
	const outcomes = matching.map((rule) => rule.outcome);
	if (year === 'unknown' && applicable.some((rule) => !isTimeless(rule))) outcomes.push(question.unknownYear);
	if (outcomes.length === 0) return { outcome: 'expert', reasons: [] };
	const outcome = worstOf(outcomes);
	return {
		outcome,
		reasons: matching.filter((rule) => rule.outcome === outcome).map((rule) => rule.reason)
	};
}
