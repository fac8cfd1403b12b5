import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import type { FileAttribute } from '$lib/catalogue/item-type';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { plainForm } from '$lib/need/need.schema';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent } from './$types';

const DONE = ['added', 'changed', 'attribute', 'closed', 'reopened'] as const;

/** What an attribute takes, in a few words. */
function attributeMeta(attribute: FileAttribute): string[] {
	const kind = codeText(words.attributeKind, attribute.kind);
	if (attribute.kind === 'choice') return [kind, m.itemTypeOptionCount({ count: attribute.options.length })];
	if (attribute.kind === 'integer' || attribute.kind === 'range')
		return [kind, `${attribute.min}–${attribute.max}${attribute.unit ? ` ${attribute.unit}` : ''}`];
	return [kind];
}

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [{ type, versions, mayManage }, register] = await Promise.all([
		app.itemType.get(actor, params.key),
		app.itemType.register(actor)
	]);
	const locale = getLocale();
	const { mapping } = type;
	const rowName = (rows: ReadonlyMap<string, { name: string }>, key: string | null) =>
		key === null ? m.itemTypeUnknown() : (rows.get(key)?.name ?? key);
	const code = (value: typeof type.cpv) =>
		value && (value.verified ? value.code : m.itemTypeCodeUnverified({ code: value.code }));
	return {
		type: {
			key: type.key,
			name: type.names[locale],
			pack: codeText(words.pack, type.pack),
			isRetired: type.isRetired,
			names: type.names,
			plural: type.plural,
			words: type.words.join(', '),
			counted: codeText(words.measure, type.countedMeasure),
			factorMeasure:
				type.factorMeasure === type.countedMeasure ? null : codeText(words.measure, type.factorMeasure),
			cpv: code(type.cpv),
			unspsc: code(type.unspsc),
			hasStorage: type.hasStorage,
			hazardRules: type.hazardQuestion?.rules.length ?? 0,
			usePhaseRelevant: type.usePhaseRelevant
		},
		mapping: {
			factor: rowName(register.factors, mapping.factorKey),
			weight: rowName(register.factors, mapping.weightKey),
			price: rowName(register.prices, mapping.priceKey),
			lifetime: rowName(register.lifetimes, mapping.lifetimeKey),
			quality: mapping.quality,
			note: mapping.note
		},
		attributes: type.attributes.map((attribute) => ({
			key: attribute.key,
			name: attribute.names[locale],
			meta: attributeMeta(attribute)
		})),
		versions: versions.map(({ version, fields, validFrom, changedByName }) => ({
			version,
			validFrom,
			by: changedByName,
			fields: fields.map((field) => codeText(words.catalogueField, field)).join(', ')
		})),
		mayManage,
		done: DONE.find((one) => one === url.searchParams.get('done')) ?? null
	};
});

export const actions = {
	close: formAction(plainForm, async ({ locals, event }) => {
		await app.itemType.close(requireActor(locals), event.params.key);
		redirect(303, `/admin/item-types/${event.params.key}?done=closed`);
	}),
	reopen: formAction(plainForm, async ({ locals, event }) => {
		await app.itemType.reopen(requireActor(locals), event.params.key);
		redirect(303, `/admin/item-types/${event.params.key}?done=reopened`);
	})
} satisfies Actions;
