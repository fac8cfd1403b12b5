import type { Role } from '$lib/organisation/organisation';

/** What an identity provider says about a person. */
export type Claims = Readonly<Record<string, unknown>>;

/** A value of a claim gives a home unit, or a role in a unit and what lies below it. */
export interface SignInRule {
	id: string;
	/** A claim's name; a name with dots that is no claim is a path into one, through its lists. */
	claim: string;
	/** Compared as text, without regard to case. */
	value: string;
	kind: 'homeUnit' | 'role';
	role: Role | null;
	unitId: string;
}

/** What the rules make of a person's claims. */
export interface SignInOutcome {
	/** The unit of the first rule that gives one; null: a human decides. */
	homeUnitId: string | null;
	roles: { role: Role; unitId: string }[];
	/** Ids of the rules that applied. */
	appliedRuleIds: string[];
}

const asTexts = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.flatMap(asTexts);
	return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
};

const step = (value: unknown, name: string): unknown => {
	if (Array.isArray(value)) return value.map((one) => step(one, name));
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as Record<string, unknown>)[name]
		: undefined;
};

/** Every text a claim holds: of a list each, of an object none but what a path leads to. */
export function claimValues(claims: Claims, claim: string): string[] {
	const value = Object.hasOwn(claims, claim)
		? claims[claim]
		: claim.split('.').reduce(step, claims as unknown);
	return asTexts(value);
}

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Whether one of a claim's values is this one. */
export const hasClaimValue = (claims: Claims, claim: string, value: string): boolean =>
	claimValues(claims, claim).some((text) => isSame(text, value));

/** Applies the rules, in their order, to what a provider said. */
export function applySignInRules(rules: readonly SignInRule[], claims: Claims): SignInOutcome {
	const applied = rules.filter(({ claim, value }) => hasClaimValue(claims, claim, value));
	const roles = new Map<string, { role: Role; unitId: string }>();
	for (const { role, unitId } of applied) if (role !== null) roles.set(`${role} ${unitId}`, { role, unitId });
	return {
		homeUnitId: applied.find(({ kind }) => kind === 'homeUnit')?.unitId ?? null,
		roles: [...roles.values()],
		appliedRuleIds: applied.map(({ id }) => id)
	};
}
