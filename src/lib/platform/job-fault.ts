const KNOWN = /^[A-Za-z0-9_.-]{1,80}$/;

const wordOf = (value: unknown): string | undefined =>
	typeof value === 'string' && KNOWN.test(value) ? value : undefined;

/**
 * What the job tables keep of an error: its class, its code and the constraint it met, and the id its whole text stands
 * under in the server's log. Messages may quote what people wrote, so none is kept.
 */
export function faultText(error: unknown, faultId: string): string {
	const of = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
	const words = [wordOf(of.name) ?? 'Error', wordOf(of.code), wordOf(of.constraint)].filter(Boolean);
	return `${[...new Set(words)].join(' ')} (${faultId})`;
}
