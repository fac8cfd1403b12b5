/** The rules there are; each has its place in the product, so that its text stands where it applies. */
export const RULE_KEYS = [
	'reuseFirst',
	'stateBeforeBuying',
	'fourEyes',
	'hazardousSubstances',
	'buildingDocumentation',
	'dataErasure',
	'electricalWaste',
	'betweenOrganisations',
	'protectedAddress'
] as const;
export type RuleKey = (typeof RULE_KEYS)[number];
export const isRuleKey = (key: string): key is RuleKey => (RULE_KEYS as readonly string[]).includes(key);

/** Where a rule is shown. */
export const RULE_PLACES = {
	check: ['reuseFirst'],
	purchase: ['stateBeforeBuying', 'fourEyes'],
	approval: ['fourEyes'],
	hazard: ['hazardousSubstances', 'buildingDocumentation'],
	custody: ['dataErasure', 'electricalWaste'],
	foreignListing: ['betweenOrganisations'],
	protectedListing: ['protectedAddress']
} as const satisfies Record<string, readonly RuleKey[]>;
export type RulePlace = keyof typeof RULE_PLACES;

/** Roles that may own a rule. */
export const RULE_OWNERS = [
	'manager',
	'buyer',
	'subjectExpert',
	'contractManager',
	'storageKeeper',
	'pilotLead',
	'factorOwner',
	'orgAdmin',
	'operator'
] as const;
export type RuleOwner = (typeof RULE_OWNERS)[number];

/** A version as far as it decides which of several holds. */
export interface RuleVersion {
	key: string;
	organisationId: string | null;
	version: number;
	validFrom: string;
	isWithdrawn: boolean;
}

/**
 * The version that holds on a day (`YYYY-MM-DD`): the organisation's own newest unless it is withdrawn, else the
 * instance's newest. What is written later stands instead of what was planned earlier for the same day or a later one.
 * Undefined where none holds yet.
 */
export function ruleInForce<T extends RuleVersion>(versions: readonly T[], on: string): T | undefined {
	const newestOf = (isOwn: boolean) =>
		versions
			.filter(({ organisationId, validFrom }) => (organisationId !== null) === isOwn && validFrom <= on)
			.sort((a, b) => b.version - a.version)[0];
	const own = newestOf(true);
	return own && !own.isWithdrawn ? own : newestOf(false);
}

/** The day a rule was to be read again has passed. */
export const isOverdue = ({ reviewBy }: { reviewBy: string }, today: string): boolean => reviewBy < today;
