import { monthText } from '$lib/benefit/benefit-page.server';
import type { BenefitKind } from '$lib/benefit/benefit';
import { entriesHref } from '$lib/benefit/benefit-filter';
import { roundedAmount } from '$lib/benefit/benefit-text';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import * as words from '$lib/i18n/words/index.js';
import type { Locale } from '$lib/i18n/paraglide/runtime.js';
import { formatDate, formatNumber } from '$lib/platform/format';
import { dueState, type Offered, type WaitCode, type WaitGroup } from './start';
import type { UnitFigure, UnitFigures } from './start.service.server';

export interface ShownThing {
	id: string;
	href: string;
	title: string;
	note: string | null;
	/** The day it is due, once that is close; `isOverdue` when it has passed. */
	due: { text: string; isOverdue: boolean } | null;
}
export interface ShownGroup {
	code: WaitCode;
	title: string;
	total: number;
	href: string;
	things: ShownThing[];
}

/** Where all of a kind are found, and where one is dealt with. */
const ADDRESS: Record<WaitCode, { all: string; one?: (id: string) => string }> = {
	approve: { all: '/approvals', one: (id) => `/approvals/${id}` },
	confirmDrop: { all: '/approvals' },
	signIn: { all: '/admin/sign-in' },
	clarify: { all: '/expert', one: (id) => `/listings/${id}/hazard` },
	erase: { all: '/expert', one: (id) => `/listings/${id}/custody` },
	handOver: { all: '/reservations?side=giving', one: (id) => `/reservations/${id}` },
	decide: { all: '/reservations?side=giving', one: (id) => `/reservations/${id}` },
	fetch: { all: '/reservations?side=receiving', one: (id) => `/reservations/${id}` },
	order: { all: '/needs', one: (id) => `/needs/${id}/clearance` },
	answerHazard: { all: '/listings/mine', one: (id) => `/listings/${id}/hazard` },
	carryOn: { all: '/needs', one: (id) => `/needs/${id}` },
	mustGo: { all: '/listings/mine', one: (id) => `/listings/${id}` },
	finishDraft: { all: '/listings/mine', one: (id) => `/listings/${id}` },
	pilot: { all: '/pilots', one: (id) => `/pilots/${id}` },
	gaps: { all: '/factors/gaps' },
	feedback: { all: '/admin/feedback' },
	tokens: { all: '/admin/tokens' }
};

/** What waits, ready to be read. */
export const shownGroups = (groups: readonly WaitGroup[], today: string, locale: Locale): ShownGroup[] =>
	groups.map(({ code, total, things }) => {
		const { all, one } = ADDRESS[code];
		return {
			code,
			total,
			title: codeText(words.startWait, code),
			href: all,
			things: things.map(({ id, title, note, dueOn }) => {
				const state = dueState(dueOn, today);
				const date = dueOn === null ? '' : formatDate(dueOn, locale);
				return {
					id,
					title,
					note,
					href: one?.(id) ?? all,
					due:
						state === 'overdue'
							? { text: m.startOverdue({ date }), isOverdue: true }
							: state === 'soon'
								? { text: m.startDueSoon({ date }), isOverdue: false }
								: null
				};
			})
		};
	});

const times = (count: number, locale: Locale) =>
	count === 1 ? m.startTimesOne() : m.startTimes({ count: formatNumber(count, locale) });

function shownFigure(kind: BenefitKind, label: string, figure: UnitFigure, locale: Locale) {
	const amount = (value: number) => roundedAmount(kind, value, locale);
	const range = figure.isKnown
		? m.benefitRangeShort({ low: amount(figure.low), high: amount(figure.high) })
		: '';
	const unknown = figure.unknown > 0 ? m.benefitUnknownCount({ count: figure.unknown }) : '';
	return {
		label,
		...(figure.isKnown && { value: amount(figure.central) }),
		note: [range, unknown].filter(Boolean).join(' '),
		href: figure.href,
		grades: figure.byQuality.flatMap(({ quality, share }) =>
			share === null || share === 0
				? []
				: [m.startGrade({ quality, share: `${formatNumber(share * 100, locale, 0)}\u00a0%` })]
		)
	};
}

/** What the unit gave, got and saved, ready to be read; `isEmpty` where nothing has happened yet. */
export function shownFigures(figures: UnitFigures, unitName: string, locale: Locale) {
	const { money, co2Net, gave, got, from, unitId } = figures;
	const hasAmounts = [money, co2Net].some(({ isKnown, unknown }) => isKnown || unknown > 0);
	return {
		title: m.startFiguresTitle({ unit: unitName }),
		period: m.startFiguresPeriod({ month: monthText(from, locale) }),
		counts: m.startCounts({ gave: times(gave, locale), got: times(got, locale) }),
		href: entriesHref({ from, unit: unitId }),
		isEmpty: !hasAmounts && gave === 0 && got === 0,
		figures: [
			shownFigure('money', m.startMoney(), money, locale),
			shownFigure('co2Net', m.startCo2(), co2Net, locale)
		]
	};
}

const ACTION_ADDRESS: Record<NonNullable<Offered['primary'] | Offered['secondary']>, string> = {
	need: '/needs/new',
	give: '/listings/new',
	approve: '/approvals',
	needs: '/needs',
	expert: '/expert',
	find: '/listings',
	handOver: '/reservations?side=giving',
	pilots: '/pilots',
	gaps: '/factors/gaps',
	admin: '/admin',
	catalogue: '/catalogue/import',
	report: '/reports',
	profile: '/profile'
};

/** The buttons of the page: the one to press first, then at most a quiet one. */
export const shownActions = ({ primary, secondary }: Offered) =>
	[primary, secondary].flatMap((code) =>
		code ? [{ href: ACTION_ADDRESS[code], label: codeText(words.startAction, code) }] : []
	);
