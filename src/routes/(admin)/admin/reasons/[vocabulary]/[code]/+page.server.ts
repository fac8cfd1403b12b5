import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDateTime } from '$lib/platform/format';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { OTHER } from '$lib/reason/reason';
import { writeReasonForm } from '$lib/reason/reason.schema';
import type { Actions, PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const locale = getLocale();
	const { vocabulary, code, texts, shipped, isHidden, seen, versions } = await app.reason.get(
		requireActor(locals),
		params
	);
	const valuesOf = (part: 'title' | 'help') => ({
		nb: texts.nb[part] ?? '',
		nn: texts.nn[part] ?? '',
		en: texts.en[part] ?? ''
	});
	return {
		title: texts[locale].title,
		group: codeText(words.reasonVocabulary, vocabulary),
		shipped: shipped[locale].title,
		titles: valuesOf('title'),
		helps: valuesOf('help'),
		isHidden,
		mayHide: code !== OTHER,
		seen,
		versions: versions.map((version) => ({
			id: version.id,
			label: m.reasonVersion({
				version: version.version,
				time: formatDateTime(version.writtenAt, locale),
				name: version.writtenByName
			}),
			...version.texts[locale],
			isHidden: version.isHidden
		})),
		isDone: url.searchParams.has('done')
	};
});

export const actions = {
	default: formAction(writeReasonForm, async ({ input, locals, event }) => {
		const { vocabulary, code } = event.params;
		await app.reason.write(requireActor(locals), { vocabulary, code }, input);
		redirect(303, `/admin/reasons/${vocabulary}/${code}?done`);
	})
} satisfies Actions;
