import { guarded } from '$lib/platform/http/page-load.server';
import { notFound } from '$lib/platform/errors';

/** What hooks answer with when they let nobody further: our own calm page, also without a page behind it. */
export const load = guarded(() => {
	throw notFound();
});
