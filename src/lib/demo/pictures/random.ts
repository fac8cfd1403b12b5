/** A small seeded source of chance (mulberry32): the same seed gives the same picture on every machine. */
export interface Random {
	/** A number from 0 up to, not including, 1. */
	next(): number;
	between(low: number, high: number): number;
	pick<const L extends readonly [unknown, ...unknown[]]>(list: L): L[number];
	chance(share: number): boolean;
}

/** FNV-1a over the parts, so that neighbouring seeds share nothing. */
export function seedOf(...parts: readonly (string | number)[]): number {
	let hash = 0x811c9dc5;
	for (const character of parts.join('/')) {
		hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
	}
	return hash >>> 0;
}

export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	return {
		next,
		between: (low, high) => low + (high - low) * next(),
		pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
		chance: (share) => next() < share
	};
}
