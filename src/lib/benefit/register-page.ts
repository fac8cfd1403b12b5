import { PACKS, type Pack } from '$lib/catalogue/catalogue';
import { REGISTER_PARTS, type RegisterPart } from './register-gaps';

/** Rows on one page of the register. */
export const REGISTER_PAGE = 20;

/** What is asked of a list of the register. */
export interface RegisterQuery {
	q: string;
	pack: Pack | undefined;
	missing: RegisterPart | undefined;
	page: number;
}

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined =>
	allowed.find((one) => one === value);

/** Reads the query of an address; what makes no sense is as if it was not there. */
export function readRegisterQuery(search: URLSearchParams): RegisterQuery {
	const page = Number(search.get('page'));
	return {
		q: (search.get('q') ?? '').trim().slice(0, 100),
		pack: oneOf(PACKS, search.get('pack')),
		missing: oneOf(REGISTER_PARTS, search.get('missing')),
		page: Number.isSafeInteger(page) && page > 1 ? page : 1
	};
}

/** The address of the same list with something changed; a change of anything but the page starts at the first. */
export function registerHref(path: string, query: RegisterQuery, change: Partial<RegisterQuery>): string {
	const { q, pack, missing, page } = { ...query, page: 1, ...change };
	const search = new URLSearchParams({
		...(q && { q }),
		...(pack && { pack }),
		...(missing && { missing }),
		...(page > 1 && { page: String(page) })
	}).toString();
	return search ? `${path}?${search}` : path;
}

/** True when every word of the query stands somewhere in the texts. */
export function matchesWords(q: string, texts: readonly string[]): boolean {
	const all = texts.join(' ').toLowerCase();
	return q
		.toLowerCase()
		.split(/\s+/)
		.every((word) => all.includes(word));
}

/** One page of a list: its rows, and the last page there is. A page past the end is the last one. */
export function pageOf<T>(rows: readonly T[], page: number) {
	const last = Math.max(1, Math.ceil(rows.length / REGISTER_PAGE));
	const at = Math.min(page, last);
	return {
		rows: rows.slice((at - 1) * REGISTER_PAGE, at * REGISTER_PAGE),
		page: at,
		last,
		total: rows.length
	};
}
