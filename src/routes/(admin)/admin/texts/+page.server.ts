import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDate } from '$lib/platform/format';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const rules = await app.rule.listForAdmin(requireActor(locals));
	return {
		rules: rules.map(({ key, title, ownerRole, reviewBy, isOverdue, isOwn }) => ({
			key,
			title,
			isOverdue,
			meta: [
				m.ruleOwner({ owner: codeText(words.role, ownerRole) }),
				m.ruleReviewBy({ date: formatDate(reviewBy, getLocale()) }),
				isOwn ? m.ruleIsOwn() : m.ruleIsShared()
			]
		}))
	};
});
