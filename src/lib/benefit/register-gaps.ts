/** What a type may lack a row for; without one the figure is unknown, never 0. */
export const REGISTER_PARTS = ['factor', 'price', 'lifetime'] as const;
export type RegisterPart = (typeof REGISTER_PARTS)[number];

/** The parts a mapping names no row for. A factor row carries the weight too. */
export const missingRows = (mapping: {
	factorKey: string | null;
	priceKey: string | null;
	lifetimeKey: string | null;
}): RegisterPart[] => REGISTER_PARTS.filter((part) => mapping[`${part}Key`] === null);

/** How many lack each part. */
export const countMissing = (types: readonly { missing: readonly RegisterPart[] }[]) =>
	Object.fromEntries(
		REGISTER_PARTS.map((part) => [part, types.filter(({ missing }) => missing.includes(part)).length])
	) as Record<RegisterPart, number>;
