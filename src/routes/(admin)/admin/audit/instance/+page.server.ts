import { auditPage } from '$lib/audit/audit-page.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => ({
	log: await auditPage(app, locals, url, 'instance')
}));
