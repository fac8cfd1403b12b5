import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { addDays, osloDate } from '$lib/platform/clock';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import { reviewRuleForm, withdrawRuleForm, writeRuleForm } from '$lib/rule/rule.schema';
import type { Actions, PageServerLoadEvent } from './$types';

const DONE = ['written', 'reviewed', 'withdrawn'] as const;

export const load = guarded(async ({ locals, params, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const { current, versions, ...rest } = await app.rule.getForAdmin(actor, params.key);
	const today = osloDate(app.clock.now());
	const { ownerRole, sourceTitle, sourceUrl, reviewedOn, reviewBy, texts, validFrom } = current;
	return {
		...rest,
		rule: { ownerRole, sourceTitle, sourceUrl, reviewedOn, reviewBy, texts, validFrom },
		isOwn: current.organisationId !== null,
		title: texts[actor.locale].title,
		versions: versions.map((row) => ({
			...{ id: row.id, version: row.version, isOwn: row.organisationId !== null, by: row.writtenByName },
			...{ validFrom: row.validFrom, isWithdrawn: row.isWithdrawn, body: row.texts[actor.locale].body }
		})),
		today,
		inAYear: addDays(today, 365),
		done: DONE.find((one) => one === url.searchParams.get('done')) ?? null
	};
});

const done = (key: string, what: (typeof DONE)[number]) => redirect(303, `/admin/texts/${key}?done=${what}`);

export const actions = {
	write: formAction(writeRuleForm, async ({ input: { input, ...rule }, locals, event }) => {
		const { key } = event.params;
		await app.rule.write(requireActor(locals), { key, ...rule }, input);
		done(key, 'written');
	}),
	review: formAction(reviewRuleForm, async ({ input: { reviewBy, ...rule }, locals, event }) => {
		const { key } = event.params;
		await app.rule.review(requireActor(locals), { key, ...rule }, reviewBy);
		done(key, 'reviewed');
	}),
	withdraw: formAction(withdrawRuleForm, async ({ input, locals, event }) => {
		const { key } = event.params;
		await app.rule.withdraw(requireActor(locals), { key, ...input });
		done(key, 'withdrawn');
	})
} satisfies Actions;
