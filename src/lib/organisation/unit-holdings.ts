/** What other rooms hold for units: how much is open there. */
export interface UnitHoldings {
	/** Drafts and published ones. */
	listings: number;
	/** Things that are still there, put out or not. */
	lots: number;
	/** Under way: not met, not bought for, not ended. */
	needs: number;
	/** Purchase requests and dropped needs that wait for a manager. */
	approvals: number;
	/** Waiting, asked for or approved, as receiver or as giver. */
	reservations: number;
	tokens: number;
	signInRules: number;
	/** Open storage sites that are the unit's. */
	storageSites: number;
}

/** Why a unit cannot be merged or closed yet. */
export const BLOCKERS = [
	'reservations',
	'needs',
	'planned',
	'children',
	'people',
	'roles',
	'listings',
	'lots',
	'tokens',
	'signInRules',
	'storageSites',
	'lastTop'
] as const;
export interface Blocker {
	code: (typeof BLOCKERS)[number];
	count: number;
}

/** What must be settled first: it cannot follow into another unit. */
export const mergeBlockers = (
	{ reservations, needs }: Pick<UnitHoldings, 'reservations' | 'needs'>,
	planned: number
): Blocker[] => counted({ reservations, needs, planned });

/** A unit is closed when nobody and nothing is left in it. */
export const closeBlockers = (
	holdings: Omit<UnitHoldings, 'approvals'>,
	own: { planned: number; children: number; people: number; roles: number; lastTop: number }
): Blocker[] => counted({ ...holdings, ...own });

const counted = (counts: Partial<Record<Blocker['code'], number>>): Blocker[] =>
	BLOCKERS.flatMap((code) => {
		const count = counts[code] ?? 0;
		return count > 0 ? [{ code, count }] : [];
	});
