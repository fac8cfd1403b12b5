import { app } from '$lib/app.server';
import { definedOnly } from '$lib/integration/common.schema';
import { getReportSummary } from '$lib/integration/figure-api.schema';
import { summaryJson } from '$lib/integration/figure-json';
import { endpoint } from '../../endpoint.server';

export const GET = endpoint(getReportSummary, async ({ actor, query }) => ({
	status: 200,
	body: summaryJson(await app.report.summary(actor, definedOnly(query)))
}));
