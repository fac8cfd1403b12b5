import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { mayAnywhere, type Action } from '$lib/organisation/permission';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

const ROOMS = {
	people: 'person.manage',
	units: 'unit.manage',
	storage: 'storageSite.manage',
	import: 'person.manage',
	sharing: 'sharing.manage',
	signIn: 'signIn.manage',
	tokens: 'token.create',
	itemTypes: 'catalogue.export',
	texts: 'rule.manage',
	feedback: 'feedback.answer',
	audit: 'audit.see',
	roles: 'person.see',
	jobs: 'job.manage',
	auditInstance: 'audit.seeInstance',
	organisations: 'organisation.manage',
	settings: 'setting.manage',
	reasons: 'reason.manage'
} as const satisfies Record<string, Action>;
type Room = keyof typeof ROOMS;

export const load = guarded(async ({ locals }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	return {
		rooms: (Object.keys(ROOMS) as Room[]).filter((room) => mayAnywhere(actor, ROOMS[room])),
		rulesOverdue: await app.rule.countOverdue(actor)
	};
});
