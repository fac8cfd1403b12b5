import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import { requireAccess } from '$lib/organisation/access.server';
import { may, reachOf, type Action, type Actor } from '$lib/organisation/permission';
import { branchOf } from '$lib/organisation/unit';
import { osloDate } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { notFound } from '$lib/platform/errors';
import { inTransaction } from '$lib/platform/events.server';
import { isUuid } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { BENEFIT_KINDS } from './benefit';
import type { BenefitFilter } from './benefit-filter';
import { benefitRepository, type EntryScope, type KindTotal } from './benefit.repository.server';
import { inputsOf, stepsOf, typedPriceNotUsed } from './explain';
import { ledger, type LedgerDeps } from './ledger.server';
import { parsePayload } from './payload';
import { missingRows } from './register-gaps';
import { registerRepository } from './register.repository.server';
import { installRegister } from './register.server';
import { checkEntry, verifyLedger } from './verify.server';

const PAGE = 50;

/** The benefit ledger: booking by events, reading with every figure's way back to its inputs. */
export function benefitService({ db, bus, clock, ...deps }: ServiceDeps & LedgerDeps) {
	const benefits = benefitRepository(db);
	const bookings = ledger(deps);

	/**
	 * Which entries an actor may read under a filter.
	 * @throws AppError notFound when the unit is not of an organisation the actor may read
	 */
	async function scopeFor(
		actor: Actor,
		filter: BenefitFilter,
		action: Action = 'benefit.see'
	): Promise<EntryScope> {
		const { organisationIds } = reachOf(actor, action);
		if (!filter.unit) return { organisationIds, filter };
		const unit = await organisationRepository(db).findUnit(filter.unit);
		if (!unit || !organisationIds.includes(unit.organisationId)) throw notFound();
		if (filter.tree !== 'now') return { organisationIds, filter };
		const units = await organisationRepository(db).listAllUnits(unit.organisationId, osloDate(clock.now()));
		return { organisationIds, filter, unitIdsNow: branchOf(units, unit.id) };
	}

	/** Every type in use with the rows it points at for the actor's organisation, and the ones it lacks. */
	async function listTypeMappings(actor: Actor, locale: Actor['locale'] = actor.locale) {
		const register = registerRepository(db);
		const at = { organisationId: actor.organisationId, on: osloDate(clock.now()) };
		const mappings = await register.listMappings(at, locale);
		return mappings
			.map((mapping) => ({ ...mapping, missing: missingRows(mapping) }))
			.toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
	}

	return {
		/** Books a confirmed handover, in the event's transaction. */
		bookHandover: bookings.bookHandover,
		bookReturn: bookings.bookReturn,
		bookDroppedNeed: bookings.bookDroppedNeed,
		bookRestatedNeed: bookings.bookRestatedNeed,
		scopeFor,

		/** Puts the shipped factors, prices, lifetimes and parameters in place; running it again changes nothing. */
		installRegister: (): Promise<void> =>
			inTransaction(db, bus, (trx: Trx) => installRegister(trx, clock.now().getTime())),

		/** Sums by kind of exactly the entries `list` shows under the same filter. */
		async totals(actor: Actor, filter: BenefitFilter): Promise<KindTotal[]> {
			const totals = await benefits.listTotals(await scopeFor(actor, filter));
			return totals.toSorted((a, b) => BENEFIT_KINDS.indexOf(a.kind) - BENEFIT_KINDS.indexOf(b.kind));
		},

		/**
		 * Entries newest first, fifty at a time.
		 * @param options `before`: `nextCursor` of the part before, the id of its last entry; `locale`: of the names, the actor's own by default
		 */
		async list(
			actor: Actor,
			filter: BenefitFilter,
			{ before, locale = actor.locale }: { before?: string; locale?: Actor['locale'] } = {}
		) {
			const rows = await benefits.list(await scopeFor(actor, filter), locale, PAGE + 1, before);
			const entries = rows.slice(0, PAGE);
			return { entries, nextCursor: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
		},

		/** First and last month with entries the actor may read; both this month where there are none. */
		async months(actor: Actor): Promise<{ first: string; last: string }> {
			const { first, last } = await benefits.findMonths(reachOf(actor, 'benefit.see').organisationIds);
			const now = osloDate(clock.now()).slice(0, 7);
			return { first: first ?? now, last: last && last > now ? last : now };
		},

		/**
		 * One entry with the whole way back: what happened, inputs, calculation, factor row, what took it back, and
		 * the amount calculated again from what is stored.
		 * @throws AppError notFound, also for entries of other organisations
		 */
		async getTrace(actor: Actor, entryId: string, locale: Actor['locale'] = actor.locale) {
			if (!isUuid(entryId)) throw notFound();
			const { organisationIds } = reachOf(actor, 'benefit.see');
			const found = await benefits.find(entryId, organisationIds, locale);
			if (!found) throw notFound();
			const { payload: text, unitPath: _, ...entry } = found;
			const payload = parsePayload(text);
			const own = { organisationId: entry.organisationId, unitId: entry.unitId };
			const today = osloDate(clock.now());
			const [reversals, siblings, listing, need, factor] = await Promise.all([
				benefits.listReversals(entry.id),
				benefits.listSiblings(entry.causeEventId, entry.organisationId),
				entry.listingId ? benefits.findVisibleListing(actor, entry.listingId, clock.now(), today) : undefined,
				entry.needId ? benefits.findNeedBehind(entry.needId) : undefined,
				payload.type === 'credit' && 'factor' in payload.inputs && payload.inputs.factor?.hash
					? registerRepository(db).findFactorByHash(payload.inputs.factor.key, payload.inputs.factor.hash)
					: undefined
			]);
			return {
				entry,
				steps: stepsOf(payload),
				inputs: inputsOf(payload),
				share: payload.result.remainingShare,
				check: checkEntry(found),
				payload: text,
				factor: factor ?? null,
				reversals,
				siblings: siblings.filter(({ id }) => id !== entry.id),
				listing: listing ?? null,
				need: need && may(actor, 'need.see', need) ? { id: need.id, title: need.title } : null,
				typedPrice: need ? typedPriceNotUsed(payload, need) : null,
				reservationId: entry.reservationId && may(actor, 'reservation.see', own) ? entry.reservationId : null
			};
		},

		/** Every version of factors, prices, lifetimes and parameters the actor's organisation counts with. */
		async readRegister(actor: Actor) {
			const register = registerRepository(db);
			const [factors, prices, lifetimes, parameters] = await Promise.all([
				register.listFactors(actor.organisationId),
				register.listPrices(actor.organisationId),
				register.listLifetimes(actor.organisationId),
				register.listParameterVersions(actor.organisationId)
			]);
			return { factors, prices, lifetimes, parameters };
		},

		listTypeMappings,

		/**
		 * The types that lack a row, for whoever keeps the register.
		 * @throws AppError notAllowed
		 */
		async listGaps(actor: Actor, locale: Actor['locale'] = actor.locale) {
			requireAccess(actor, 'register.seeGaps', { organisationId: actor.organisationId });
			const types = await listTypeMappings(actor, locale);
			return { total: types.length, types: types.filter(({ missing }) => missing.length > 0) };
		},

		/** The instance's rows a mapping of the catalogue may name. */
		async registerKeys(within: Db = db) {
			const { factors, prices, lifetimes } = await registerRepository(within).listKeys();
			return {
				factors: new Map(factors.map(({ key, ...row }) => [key, row])),
				prices: new Map(prices.map(({ key, ...row }) => [key, row])),
				lifetimes: new Map(lifetimes.map(({ key, ...row }) => [key, row]))
			};
		},

		/** Recomputes the whole ledger. */
		verify: () => verifyLedger(db)
	};
}
export type BenefitService = ReturnType<typeof benefitService>;
