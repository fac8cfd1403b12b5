import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const vocabularies = await app.reason.list(requireActor(locals), getLocale());
	return {
		vocabularies: vocabularies.map(({ vocabulary, reasons }) => ({
			vocabulary,
			title: codeText(words.reasonVocabulary, vocabulary),
			reasons: reasons.map(({ code, title, help, isHidden, isOwn }) => ({
				code,
				title,
				isHidden,
				meta: [...(help ? [help] : []), isOwn ? m.reasonIsOwn() : m.reasonIsShipped()]
			}))
		}))
	};
});
