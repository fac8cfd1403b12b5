import { benefitRepository } from '$lib/benefit/benefit.repository.server';
import type { BenefitFilter } from '$lib/benefit/benefit-filter';
import type { BenefitService } from '$lib/benefit/benefit.service.server';
import type { Role } from '$lib/organisation/organisation';
import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import { mayAnywhere, reachOf, type Action, type Actor } from '$lib/organisation/permission';
import { branchOf } from '$lib/organisation/unit';
import { addDays, osloDate } from '$lib/platform/clock';
import type { ServiceDeps } from '$lib/platform/service.server';
import { figureOf, qualityShares, type Figure, type QualityShare } from '$lib/report/report';
import { orderGroups, WAIT_CODES, type WaitCode, type WaitGroup } from './start';
import { startRepository, type WaitQuestion } from './start.repository.server';

type Asked = Exclude<WaitCode, 'gaps'>;

/** What one must be able to do for a thing to wait for one: its units are those that wait. */
const ACTION_OF: Record<Asked, Action> = {
	approve: 'purchaseRequest.decide',
	confirmDrop: 'need.confirmDrop',
	decide: 'reservation.decide',
	handOver: 'handover.confirm',
	fetch: 'reservation.create',
	carryOn: 'need.create',
	order: 'clearance.see',
	clarify: 'hazard.decide',
	erase: 'custody.record',
	answerHazard: 'listing.edit',
	mustGo: 'listing.edit',
	finishDraft: 'listing.create',
	pilot: 'report.see',
	signIn: 'signIn.manage',
	feedback: 'feedback.answer',
	tokens: 'token.create'
};
/** Others may see these; they wait for one role only. */
const ONLY_FOR: Partial<Record<Asked, Role>> = {
	handOver: 'storageKeeper',
	order: 'buyer',
	pilot: 'pilotLead'
};

/** How far ahead a day is told of. */
const AHEAD_DAYS: Partial<Record<Asked, number>> = { pilot: 60 };
const AHEAD_OTHERWISE = 14;

export interface UnitFigure extends Figure {
	byQuality: QualityShare[];
	/** False where no entry has an amount: then the sum is not 0, but unknown. */
	isKnown: boolean;
}
export interface UnitFigures {
	/** The first month counted, `YYYY-MM`; twelve months with this one. */
	from: string;
	unitId: string;
	gave: number;
	got: number;
	money: UnitFigure;
	co2Net: UnitFigure;
}

const hasRole = (actor: Actor, role: Role) => actor.grants.some((grant) => grant.role === role);

/** What a person is met with: what waits for them, and what came out of it. */
export function startService({ db, clock, benefit }: ServiceDeps & { benefit: BenefitService }) {
	const starts = startRepository(db);

	return {
		/** Everything that waits for the actor, by kind and in the order it is to be read. */
		async listWaiting(actor: Actor, locale: Actor['locale'] = actor.locale): Promise<WaitGroup[]> {
			const now = clock.now();
			const today = osloDate(now);
			const questionFor = (code: Asked): (WaitQuestion & { code: Asked }) | undefined => {
				const role = ONLY_FOR[code];
				const asking = role ? { ...actor, grants: actor.grants.filter((one) => one.role === role) } : actor;
				const reach = reachOf(asking, ACTION_OF[code]);
				if (reach.unitIds.length === 0 && reach.organisationIds.length === 0) return undefined;
				const soon = addDays(today, AHEAD_DAYS[code] ?? AHEAD_OTHERWISE);
				return { code, reach, personId: actor.personId, locale, now, today, soon };
			};
			const questions = WAIT_CODES.flatMap((code) => (code === 'gaps' ? [] : (questionFor(code) ?? [])));
			const [rows, gaps] = await Promise.all([
				starts.listWaiting(questions),
				hasRole(actor, 'factorOwner') ? benefit.listGaps(actor, locale) : undefined
			]);
			const groups = WAIT_CODES.map((code): WaitGroup => {
				if (code === 'gaps') return { code, total: gaps?.types.length ?? 0, things: [] };
				const own = rows.filter((row) => row.code === code);
				return {
					code,
					total: own[0]?.total ?? 0,
					things: own.map(({ id, title, note, dueOn }) => ({ id, title, note, dueOn }))
				};
			});
			return orderGroups(groups, today);
		},

		/** What the actor's home unit and those below it gave, got and saved in twelve months; null for whom it is not for. */
		async readFigures(actor: Actor): Promise<UnitFigures | null> {
			if (!mayAnywhere(actor, 'benefit.see')) return null;
			const today = osloDate(clock.now());
			const year = Number(today.slice(0, 4));
			const month = Number(today.slice(5, 7));
			const from = month === 12 ? `${year}-01` : `${year - 1}-${String(month + 1).padStart(2, '0')}`;
			const filter: BenefitFilter = { from, unit: actor.homeUnitId };
			const [scope, units] = await Promise.all([
				benefit.scopeFor(actor, filter),
				organisationRepository(db).listAllUnits(actor.organisationId, today)
			]);
			const [rows, totals, { gave, got }] = await Promise.all([
				benefitRepository(db).listByMonth(scope),
				benefit.totals(actor, filter),
				starts.countHandovers(branchOf(units, actor.homeUnitId), `${from}-01`)
			]);
			const figure = (kind: 'money' | 'co2Net') => ({
				...figureOf(rows, kind, totals.find((total) => total.kind === kind)?.unknown ?? 0, filter),
				byQuality: qualityShares(rows, kind, filter),
				isKnown: rows.some((row) => row.kind === kind && row.dataQuality !== null)
			});
			return { from, unitId: actor.homeUnitId, gave, got, money: figure('money'), co2Net: figure('co2Net') };
		}
	};
}
export type StartService = ReturnType<typeof startService>;
