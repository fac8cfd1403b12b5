import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { notFound } from '$lib/platform/errors';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import { normaliseClearanceNumber, statusOn, type ClearanceStatus } from './clearance';
import { clearanceRepository } from './clearance.repository.server';
import type { NeedDeps } from './need.deps.server';
import { needRepository } from './need.repository.server';

/** What anyone may be told of a number: which organisation it is of, nothing about who asked, or where. */
export interface PublicClearance {
	status: ClearanceStatus;
	/** The number in its own form; null when what was typed cannot be a number. */
	number: string | null;
	quantityClearedMilli: number | null;
	quantityConsumedMilli: number | null;
	measure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg' | null;
	pack: 'furniture' | 'it' | 'building' | null;
	/** Key of the item type. */
	type: string | null;
	typeNames: Record<'nb' | 'nn' | 'en', string> | null;
	validUntil: Date | null;
	organisationName: string | null;
}

const UNKNOWN = {
	status: 'unknown',
	quantityClearedMilli: null,
	quantityConsumedMilli: null,
	measure: null,
	pack: null,
	type: null,
	typeNames: null,
	validUntil: null,
	organisationName: null
} as const;

const LOOKUPS_PER_WINDOW = 30;
const WINDOW_MS = 10 * 60_000;

/** Showing and verifying clearances. */
export function clearanceService({ db, clock, catalogue }: Pick<NeedDeps, 'db' | 'clock' | 'catalogue'>) {
	return {
		/**
		 * Looks a number up as it was typed.
		 * @param askedBy who asks, hashed: 30 look-ups in ten minutes each
		 * @throws AppError tooManyAttempts (429)
		 */
		async find(typed: string, askedBy: string): Promise<PublicClearance> {
			await requireWithinLimit(db, `clearance:${askedBy}`, LOOKUPS_PER_WINDOW, WINDOW_MS, clock.now());
			const number = normaliseClearanceNumber(typed) ?? null;
			const found = number === null ? undefined : await clearanceRepository(db).findByNumber(number);
			if (!found) return { ...UNKNOWN, number };
			const { names } = await catalogue.getType(found.itemTypeId);
			return {
				status: statusOn(found, clock.now()),
				number,
				quantityClearedMilli: found.quantityClearedMilli,
				quantityConsumedMilli: found.quantityConsumedMilli,
				measure: found.measure,
				pack: found.pack,
				type: found.typeKey,
				typeNames: { nb: names.nb, nn: names.nn, en: names.en },
				validUntil: found.validUntil,
				organisationName: found.organisationName
			};
		},

		/** The need's clearances, newest first, for those who may see them. @throws AppError notFound, notAllowed */
		async get(actor: Actor, needId: string) {
			const need = await needRepository(db).find(needId);
			if (!need) throw notFound();
			requireAccess(actor, 'clearance.see', need);
			const now = clock.now();
			const clearances = await clearanceRepository(db).listOfNeed(needId);
			return { need, clearances: clearances.map((row) => ({ ...row, status: statusOn(row, now) })) };
		}
	};
}
