import { shownRange, monthText, type ShownRange } from '$lib/benefit/benefit-page.server';
import { roundedAmount } from '$lib/benefit/benefit-text';
import type { BenefitKind } from '$lib/benefit/benefit';
import { entriesHref, type BenefitFilter } from '$lib/benefit/benefit-filter';
import { formatQuantity } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';
import { formatNumber } from '$lib/platform/format';
import type { Figure, LineCount, ReportFilter, ReportSummary } from './report';

export interface ShownFigure {
	range: ShownRange;
	unknown: number;
	href: string;
}
/** A bar of the chart; positions are parts of its height, 0–100. */
export interface ShownMonth {
	period: string;
	label: string;
	name: string;
	net: string;
	netRange: string;
	money: string;
	href: string;
	bottom: number;
	height: number;
	from: number;
	to: number;
}

/** A value on the chart's axis and its height, 0–100. */
export interface ShownTick {
	text: string;
	at: number;
}

/** The filter of a report's address: what narrows entries further has no meaning here. */
export const reportFilterOf = ({ from, to, unit, tree, pack, pilot }: BenefitFilter): ReportFilter => ({
	...(from && { from }),
	...(to && { to }),
	...(unit && { unit }),
	...(tree && { tree }),
	...(pack && { pack }),
	...(pilot && { pilot })
});

function shownMonths(report: ReportSummary, locale: Locale): { months: ShownMonth[]; axis: ShownTick[] } {
	const values = report.months.flatMap(({ netCo2 }) => [netCo2.low, netCo2.high]);
	const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
	const place = (value: number) => (most === least ? 0 : ((value - least) / (most - least)) * 100);
	const ticks = [...new Set([most, 0, least])];
	const axis = ticks.map((value) => ({ text: roundedAmount('co2Net', value, locale), at: place(value) }));
	const months = report.months.map(({ period, netCo2, moneyOre, href }) => ({
		period,
		label: monthText(period, locale, 'short'),
		name: monthText(period, locale),
		net: roundedAmount('co2Net', netCo2.central, locale),
		netRange: `${roundedAmount('co2Net', netCo2.low, locale)} – ${roundedAmount('co2Net', netCo2.high, locale)}`,
		money: roundedAmount('money', moneyOre.central, locale),
		href,
		bottom: place(Math.min(0, netCo2.central)),
		height: Math.abs(place(netCo2.central) - place(0)),
		from: place(netCo2.low),
		to: place(netCo2.high)
	}));
	return { months, axis };
}

const shownCount = ({ count, quantities, href }: LineCount, locale: Locale) => ({
	count: formatNumber(count, locale),
	quantities: quantities
		.map(
			({ measure, quantityMilli }) =>
				`${formatQuantity(quantityMilli, locale)} ${codeText(words.measure, measure)}`
		)
		.join(', '),
	href
});

/** A report ready to be read. */
export function shownReport(report: ReportSummary, locale: Locale) {
	const figure = (kind: BenefitKind, of: Figure): ShownFigure => ({
		range: shownRange(kind, of, locale),
		unknown: of.unknown,
		href: of.href
	});
	const { money, co2Net, co2Gross, massKept, disposalFee, avoidedPurchases, walkIns } = report;
	const estimate = money.byQuality.find(({ quality }) => quality === 'C');
	const percent = (share: number) => `${formatNumber(share * 100, locale, 0)}\u00a0%`;
	const most = Math.max(1, co2Net.low, co2Net.central, co2Gross.central);
	const met = Math.max(1, ...report.needs.map(({ needs }) => needs));
	return {
		isEmpty: report.months.length === 0 && avoidedPurchases.count === 0 && walkIns.count === 0,
		co2: figure('co2Net', co2Net),
		money: figure('money', money),
		massKept: figure('massKept', massKept),
		disposalFee: figure('disposalFee', disposalFee),
		estimate:
			!estimate || estimate.central === 0
				? null
				: {
						text:
							estimate.share === null
								? m.reportEstimateAmount({ amount: roundedAmount('money', estimate.central, locale) })
								: m.reportEstimateShare({ share: percent(estimate.share) }),
						href: estimate.href
					},
		purchases: {
			...shownCount(avoidedPurchases, locale),
			note: m.reportPurchasesNote({
				handovers: avoidedPurchases.handovers,
				dropped: avoidedPurchases.droppedNeeds
			})
		},
		walkIns: { ...shownCount(walkIns, locale), note: m.reportWalkInsNote() },
		scopes: [
			{ label: m.reportCo2Low(), amount: co2Net.low, href: co2Net.href },
			{ label: m.reportCo2Net(), amount: co2Net.central, href: co2Net.href },
			{ label: m.reportCo2Gross(), amount: co2Gross.central, href: co2Gross.href }
		].map(({ label, amount, href }, index) => ({
			label,
			href,
			isMain: index === 1,
			text: roundedAmount('co2Net', amount, locale),
			width: Math.max(0, (amount / most) * 100)
		})),
		quality: co2Net.byQuality.map(({ quality, central, share, href }) => ({
			quality,
			label: m.benefitFilterQuality({ quality }),
			amount: roundedAmount('co2Net', central, locale),
			share: share === null ? '' : percent(share),
			width: share === null ? 0 : share * 100,
			href
		})),
		needs: report.needs.map(({ rung, needs, href }) => ({
			rung,
			label: codeText(words.reportRung, rung),
			needs: formatNumber(needs, locale),
			width: (needs / met) * 100,
			href: needs > 0 ? href : null
		})),
		...shownMonths(report, locale),
		entriesHref: entriesHref(reportFilterOf(report.filter))
	};
}
export type ShownReport = ReturnType<typeof shownReport>;
