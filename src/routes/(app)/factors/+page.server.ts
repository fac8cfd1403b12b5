import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { REQUIRED_ATTRIBUTION, SOURCES } from '$lib/benefit/seed/sources';
import { codeText } from '$lib/i18n/error-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formatDate, formatGramsExact, formatKroner, formatNumber } from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const locale = getLocale();
	const register = await app.benefit.readRegister(requireActor(locals));
	const kilos = (grams: string) => formatNumber(Number(grams) / 1000, locale, 3);
	const kroner = (ore: string) => formatKroner(Number(ore), locale);
	const number = (text: string) => formatNumber(Number(text), locale, 4);
	const sourceOf = (row: {
		sourceTitle: string;
		sourceYear: number;
		version: string;
		validFrom: string;
	}) => ({
		source: `${row.sourceTitle}, ${row.sourceYear}`,
		version: `${row.version}, ${formatDate(row.validFrom, locale)}`
	});
	return {
		groups: (['furniture', 'it', 'building'] as const).map((category) => ({
			category,
			title: codeText('pack', category),
			rows: register.factors
				.filter((factor) => factor.category === category)
				.map((factor) => ({
					id: factor.id,
					key: factor.key,
					name: factor.name,
					per: codeText('measure', factor.measure),
					value: `${kilos(factor.gramsCo2eCentral)} (${kilos(factor.gramsCo2eLow)}–${kilos(factor.gramsCo2eHigh)})`,
					weight:
						factor.weightGrams === null
							? m.uiUnknown()
							: formatGramsExact(Number(factor.weightGrams), locale),
					quality: factor.confidence,
					...sourceOf(factor)
				}))
		})),
		prices: register.prices.map((price) => ({
			name: price.name,
			per: price.measure,
			value:
				price.priceOreCentral === null || price.priceOreLow === null || price.priceOreHigh === null
					? m.uiUnknown()
					: `${kroner(price.priceOreCentral)} (${kroner(price.priceOreLow)}–${kroner(price.priceOreHigh)})`,
			kind: price.kind,
			year: String(price.priceYear),
			quality: price.confidence,
			...sourceOf(price)
		})),
		lifetimes: register.lifetimes.map((lifetime) => ({
			name: lifetime.name,
			value: `${number(lifetime.yearsCentral)} (${number(lifetime.yearsLow)}–${number(lifetime.yearsHigh)}) ${codeText('benefitUnit', 'years')}`,
			quality: lifetime.confidence,
			...sourceOf(lifetime)
		})),
		parameters: register.parameters.map((parameter) => ({
			name: codeText('factorsParameter', parameter.key),
			value: [
				parameter.valueLow === parameter.valueHigh
					? number(parameter.valueCentral)
					: `${number(parameter.valueCentral)} (${number(parameter.valueLow)}–${number(parameter.valueHigh)})`,
				...(parameter.isAssumed ? [m.factorsAssumed()] : [])
			].join(', '),
			quality: parameter.confidence,
			source: parameter.sourceTitle,
			version: `${parameter.version}, ${formatDate(parameter.validFrom, locale)}`
		})),
		sources: SOURCES.map(({ title, year, licence, attribution, usedFor }) => ({
			title: year === null ? title : `${title}, ${year}`,
			licence,
			attribution,
			usedFor
		})),
		attribution: REQUIRED_ATTRIBUTION
	};
});
