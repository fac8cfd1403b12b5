function text(value: string): string {
	if (!value.isWellFormed()) throw new TypeError('Canonical JSON cannot hold half a character');
	return JSON.stringify(value);
}

/**
 * Canonical JSON by RFC 8785: keys sorted by UTF-16 code units, no white space, the shortest escapes. The same
 * payload gives the same text whatever the order its keys were written in, so the text can be hashed.
 * Keys whose value is `undefined` are left out, as in `JSON.stringify`.
 * @throws TypeError for a number that is not a safe integer (decimals must be strings), a lone surrogate, or
 * anything JSON has no form for.
 */
export function canonicalise(value: unknown): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return text(value);
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError(`Store ${value} as a string, not as a number`);
		return JSON.stringify(value);
	}
	if (Array.isArray(value)) return `[${value.map(canonicalise).join(',')}]`;
	if (typeof value === 'object' && isPlain(value)) {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, member]) => `${text(key)}:${canonicalise(member)}`);
		return `{${members.join(',')}}`;
	}
	throw new TypeError(`Canonical JSON has no form for ${typeof value}`);
}

function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || prototype === Object.prototype;
}
