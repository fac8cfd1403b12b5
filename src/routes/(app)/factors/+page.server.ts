import { app } from '$lib/app.server';
import { requireActor } from '$lib/account/require-actor.server';
import { countMissing } from '$lib/benefit/register-gaps';
import { matchesWords, pageOf, readRegisterQuery, registerHref } from '$lib/benefit/register-page';
import { REQUIRED_ATTRIBUTION } from '$lib/benefit/seed/sources';
import { unmappedReason } from '$lib/benefit/seed/unmapped-factors';
import { PACKS } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { mayAnywhere } from '$lib/organisation/permission';
import { formatDate, formatGramsExact, formatKroner, formatNumber } from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

const PATH = '/factors';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const locale = getLocale();
	const actor = requireActor(locals);
	const query = readRegisterQuery(url.searchParams);
	const [register, types] = await Promise.all([
		app.benefit.readRegister(actor),
		app.benefit.listTypeMappings(actor, locale)
	]);
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
	const usersOf = Map.groupBy(types, ({ factorKey }) => factorKey);
	const named = register.factors.map((factor) => ({
		factor,
		users: (usersOf.get(factor.key) ?? []).map(({ name }) => name)
	}));
	const inWords = named.filter(({ factor: { key, name }, users }) =>
		matchesWords(query.q, [key, name, ...users])
	);
	const shown = pageOf(
		inWords
			.filter(({ factor }) => !query.pack || factor.category === query.pack)
			.toSorted(
				(a, b) =>
					PACKS.findIndex((pack) => pack === a.factor.category) -
					PACKS.findIndex((pack) => pack === b.factor.category)
			),
		query.page
	);
	const unused = (key: string) => {
		const reason = unmappedReason(key);
		return reason ? codeText(words.factorsUnmapped, reason) : m.factorsUnmappedUnknown();
	};
	return {
		query,
		packs: PACKS.map((pack) => ({
			pack,
			title: codeText(words.pack, pack),
			count: inWords.filter(({ factor }) => factor.category === pack).length,
			href: registerHref(PATH, query, { pack: query.pack === pack ? undefined : pack })
		})),
		rows: shown.rows.map(({ factor, users }) => ({
			id: factor.id,
			key: factor.key,
			name: factor.name,
			pack: codeText(words.pack, factor.category),
			per: codeText(words.measure, factor.measure),
			value: `${kilos(factor.gramsCo2eCentral)} (${kilos(factor.gramsCo2eLow)}–${kilos(factor.gramsCo2eHigh)})`,
			weight:
				factor.weightGrams === null ? m.uiUnknown() : formatGramsExact(Number(factor.weightGrams), locale),
			quality: factor.confidence,
			use: users.length > 0 ? m.factorsUsedBy({ types: users.join(', ') }) : unused(factor.key),
			...sourceOf(factor)
		})),
		paging: {
			status: m.factorsShown({ page: shown.page, last: shown.last, total: shown.total }),
			next: shown.page < shown.last ? registerHref(PATH, query, { page: shown.page + 1 }) : null,
			first: shown.page > 1 ? registerHref(PATH, query, { page: 1 }) : null
		},
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
			value: `${number(lifetime.yearsCentral)} (${number(lifetime.yearsLow)}–${number(lifetime.yearsHigh)}) ${codeText(words.benefitUnit, 'years')}`,
			quality: lifetime.confidence,
			...sourceOf(lifetime)
		})),
		parameters: register.parameters.map((parameter) => ({
			name: codeText(words.factorsParameter, parameter.key),
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
		gaps: mayAnywhere(actor, 'register.seeGaps') ? { types: types.length, ...countMissing(types) } : null,
		mayExport: mayAnywhere(actor, 'catalogue.export'),
		mayImport: mayAnywhere(actor, 'catalogue.import'),
		attribution: REQUIRED_ATTRIBUTION
	};
});
