import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { historyHref } from '$lib/audit/audit-filter';
import { monthText, shownRange } from '$lib/benefit/benefit-page.server';
import { exactAmount, inputText, roundedAmount, shareText, stepText } from '$lib/benefit/benefit-text';
import type { Outcome } from '$lib/benefit/benefit';
import { formatQuantity } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import {
	formatDate,
	formatDateTime,
	formatGramsExact,
	formatKgCo2e,
	formatKroner
} from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const locale = getLocale();
	const trace = await app.benefit.getTrace(actor, params.entryId, locale);
	const { entry, check, factor } = trace;
	const { kind } = entry;
	const exact = (amount: number | undefined) =>
		amount === undefined ? m.benefitNoAmount() : exactAmount(kind, amount, locale);
	const columns = (['low', 'central', 'high'] as const).map((bound) => {
		const of = ({ amount }: Outcome) => amount?.[bound];
		const [stored, recomputed] = [of(check.verification.stored), of(check.verification.recomputed)];
		return {
			label: { low: m.benefitColumnLow(), central: m.benefitColumnCentral(), high: m.benefitColumnHigh() }[
				bound
			],
			stored: exact(stored),
			recomputed: exact(recomputed),
			isEqual: stored === recomputed
		};
	});
	const { amountLow: low, amountCentral: central, amountHigh: high } = entry;
	const quantity = `${formatQuantity(Math.abs(entry.quantityMilli), locale)} ${codeText(words.measure, entry.measure)}`;
	return {
		historyHref: historyHref(actor, entry),
		title: codeText(words.benefitKind, kind),
		what: `${quantity} ${entry.typeName ?? ''}`,
		range:
			low === null || central === null || high === null
				? null
				: shownRange(kind, { low, central, high }, locale, roundedAmount),
		exact: central === null ? null : exactAmount(kind, central, locale),
		reason: entry.missingReason && codeText(words.benefitReason, entry.missingReason),
		facts: [
			...(entry.givingUnitName && entry.receivingUnitName
				? [
						{
							label: codeText(words.benefitCause, 'handover'),
							value: m.benefitTraceHandover({ from: entry.givingUnitName, to: entry.receivingUnitName })
						}
					]
				: []),
			...(entry.cause === 'handover'
				? []
				: [{ label: m.benefitTraceCause(), value: codeText(words.benefitCause, entry.cause) }]),
			{ label: m.benefitTraceOccurred(), value: formatDate(entry.occurredOn, locale) },
			{
				label: m.benefitTraceBooked(),
				value: `${formatDateTime(entry.bookedAt, locale)}, ${m.benefitTracePeriod({ period: monthText(entry.period, locale) })}`
			},
			{
				label: m.benefitTraceUnit(),
				value: `${entry.unitName}, ${codeText(words.benefitTraceSide, entry.side)}`
			},
			...(entry.pilotName ? [{ label: m.benefitTracePilot(), value: entry.pilotName }] : [])
		],
		links: [
			...(trace.listing
				? [
						{
							href: `/listings/${trace.listing.id}`,
							label: `${m.benefitTraceListing()}: ${trace.listing.title}`
						}
					]
				: []),
			...(trace.need
				? [{ href: `/needs/${trace.need.id}`, label: `${m.benefitTraceNeed()}: ${trace.need.title}` }]
				: []),
			...(trace.reservationId
				? [{ href: `/reservations/${trace.reservationId}`, label: m.benefitTraceReservation() }]
				: [])
		],
		formula: codeText(words.benefitFormula, kind),
		isReversal: entry.reversesEntryId !== null,
		originalHref: entry.reversesEntryId && `/benefits/${entry.reversesEntryId}`,
		steps: trace.steps.map((step) => stepText(step, locale)),
		share: trace.share && shareText(trace.share.central, locale),
		inputs: [
			...trace.inputs.map((row) => inputText(row, entry.measure, locale)),
			...(trace.typedPrice
				? [
						{
							label: m.benefitInputPriceTyped(),
							value: formatKroner(trace.typedPrice.ore, locale),
							range: null,
							origin: codeText(words.benefitOriginNotUsed, trace.typedPrice.why),
							quality: null,
							source: null
						}
					]
				: [])
		],
		factor: factor && {
			name: factor.name,
			key: factor.key,
			version: factor.version,
			validFrom: formatDate(factor.validFrom, locale),
			value: `${formatKgCo2e(Number(factor.gramsCo2eCentral), locale)} / ${codeText(words.measure, factor.measure)}`,
			range: `${formatKgCo2e(Number(factor.gramsCo2eLow), locale)} – ${formatKgCo2e(Number(factor.gramsCo2eHigh), locale)}`,
			weight: factor.weightGrams && formatGramsExact(Number(factor.weightGrams), locale),
			scope: factor.scope,
			source: `${factor.sourceTitle}, ${factor.sourceYear}`,
			reference: factor.sourceRef,
			access: codeText(words.benefitAccess, factor.sourceAccess),
			derivation: factor.derivation,
			quality: factor.confidence
		},
		grade: entry.evidenceGrade,
		gradeText: codeText(
			words.benefitEvidenceText,
			entry.side === 'giver' ? 'notRelevant' : entry.evidenceGrade
		),
		quality: entry.dataQuality,
		qualityText: codeText(words.benefitQualityText, entry.dataQuality ?? 'unknown'),
		reversals: trace.reversals.map((reversal) => ({
			href: `/benefits/${reversal.id}`,
			text: `${formatQuantity(-reversal.quantityMilli, locale)} ${codeText(words.measure, reversal.measure)}, ${formatDate(reversal.occurredOn, locale)}: ${codeText(words.benefitCause, reversal.cause)}`,
			amount: reversal.amountCentral === null ? m.benefitNoAmount() : exact(reversal.amountCentral)
		})),
		siblings: trace.siblings.map(({ id, kind: other }) => ({
			href: `/benefits/${id}`,
			label: codeText(words.benefitKind, other)
		})),
		check: {
			isRight: check.isRight,
			hashMatches: check.hashMatches,
			hash: entry.payloadHash,
			version: entry.formulaVersion,
			columns
		},
		payload: trace.payload
	};
});
