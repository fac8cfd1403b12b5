import { auditFile } from '$lib/audit/audit-page.server';
import { app } from '$lib/app.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { RequestEvent } from './$types';

export const GET = guarded(({ locals, url }: RequestEvent) => auditFile(app, locals, url, 'organisation'));
