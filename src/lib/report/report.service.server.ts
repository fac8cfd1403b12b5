import { benefitRepository } from '$lib/benefit/benefit.repository.server';
import { entriesHref, monthsBetween, type BenefitFilter } from '$lib/benefit/benefit-filter';
import type { BenefitService } from '$lib/benefit/benefit.service.server';
import { organisationRepository } from '$lib/organisation/organisation.repository.server';
import { reachOf, type Actor } from '$lib/organisation/permission';
import { branchOf } from '$lib/organisation/unit';
import type { PilotService } from '$lib/pilot/pilot.service.server';
import { osloDate } from '$lib/platform/clock';
import { notAllowed } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import {
	figureOf,
	monthsOf,
	qualityShares,
	RUNGS_MET,
	type LineCount,
	type ReportFilter,
	type ReportSummary,
	type RungMet
} from './report';
import { reportRepository } from './report.repository.server';

const BOUGHT: Record<'new' | 'usedFromSupplier' | 'lease', RungMet> = {
	new: 'boughtNew',
	usedFromSupplier: 'boughtUsed',
	lease: 'leased'
};

/** One report: the same figures for the page and the API. */
export function reportService({
	db,
	clock,
	benefit,
	pilot
}: ServiceDeps & { benefit: BenefitService; pilot: PilotService }) {
	const benefits = benefitRepository(db);
	const reports = reportRepository(db);
	const today = () => osloDate(clock.now());

	/**
	 * Needs are counted by the unit they belong to, in the tree of the day they were met or, with `tree: now`, in
	 * today's; for a pilot by its pack, unit and period.
	 */
	async function needScope(actor: Actor, filter: ReportFilter) {
		const { organisationIds } = reachOf(actor, 'report.see');
		const plan = filter.pilot ? await pilot.get(actor, filter.pilot) : undefined;
		const top = filter.unit ?? plan?.unitId ?? undefined;
		const units = organisationRepository(db);
		const unit = top ? await units.findUnit(top) : undefined;
		const now = unit && filter.tree === 'now' ? await units.listAllUnits(unit.organisationId, today()) : null;
		return {
			organisationIds,
			unitIds: top && now ? branchOf(now, top) : undefined,
			unitDays: top && !now ? await units.listBranchEver(top) : undefined,
			pack: filter.pack ?? plan?.pack,
			from: filter.from,
			to: filter.to,
			startsOn: plan?.startsOn,
			endsOn: plan?.endsOn ?? undefined
		};
	}

	return {
		/**
		 * The report for months, unit subtree, pack and pilot. Every figure names the entries that sum to it.
		 * @throws AppError notAllowed; notFound for a unit or pilot of an organisation the actor may not read
		 */
		async summary(actor: Actor, filter: ReportFilter): Promise<ReportSummary> {
			if (reachOf(actor, 'report.see').organisationIds.length === 0) throw notAllowed();
			const { external, ...plain } = filter;
			const scoped = async (more: BenefitFilter = {}) =>
				benefit.scopeFor(actor, { ...plain, ...more }, 'report.see');
			const avoidedPurchase: BenefitFilter = { kind: 'money', evidence: 'avoided' };
			const walkIn: BenefitFilter = { kind: 'money', evidence: 'walkIn' };
			const reuse: BenefitFilter = { kind: 'money', met: 'reuse' };
			const avoid: BenefitFilter = { kind: 'money', met: 'avoid' };
			const needs = await needScope(actor, filter);
			const [rows, totals, lines, walkIns, reused, avoided, rungs, purchases] = await Promise.all([
				benefits.listByMonth(await scoped()),
				benefits.listTotals(await scoped()),
				benefits.countLines(await scoped(avoidedPurchase)),
				benefits.countLines(await scoped(walkIn)),
				benefits.countNeeds(await scoped(reuse)),
				benefits.countNeeds(await scoped(avoid)),
				reports.countByRung(needs),
				reports.countByPurchase(needs)
			]);
			const unknownOf = (kind: string) => totals.find((total) => total.kind === kind)?.unknown ?? 0;
			const figure = (kind: Parameters<typeof figureOf>[1]) => figureOf(rows, kind, unknownOf(kind), filter);
			const needsMet = new Map<RungMet, number>([
				['reuse', reused],
				['avoid', avoided],
				...rungs.map(({ rung, needs }) => [rung, needs] as const),
				...purchases.map(({ kind, needs }) => [BOUGHT[kind], needs] as const)
			]);
			const linked: Partial<Record<RungMet, BenefitFilter>> = { reuse, avoid };
			const months =
				filter.from && filter.to
					? monthsBetween(filter.from, filter.to)
					: [...new Set(rows.map(({ period }) => period))];
			const counted = (of: typeof lines, entries: BenefitFilter): LineCount => {
				const handovers = of.reduce((total, line) => total + line.handovers, 0);
				const droppedNeeds = of.reduce((total, line) => total + line.droppedNeeds, 0);
				return {
					count: handovers + droppedNeeds,
					handovers,
					droppedNeeds,
					quantities: of.map(({ measure, quantityMilli }) => ({ measure, quantityMilli })),
					href: entriesHref(plain, entries)
				};
			};
			return {
				filter: { ...plain, ...(external && { external }) },
				avoidedPurchases: counted(lines, avoidedPurchase),
				walkIns: counted(walkIns, walkIn),
				money: { ...figure('money'), byQuality: qualityShares(rows, 'money', filter) },
				co2Net: { ...figure('co2Net'), byQuality: qualityShares(rows, 'co2Net', filter) },
				co2Gross: figure('co2Gross'),
				massKept: figure('massKept'),
				disposalFee: figure('disposalFee'),
				needs: RUNGS_MET.map((rung) => {
					const entries = linked[rung];
					return {
						rung,
						needs: needsMet.get(rung) ?? 0,
						href: entries ? entriesHref(plain, entries) : null
					};
				}),
				months: monthsOf(rows, months, filter)
			};
		}
	};
}
