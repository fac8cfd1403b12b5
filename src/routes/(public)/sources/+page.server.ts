import { REQUIRED_ATTRIBUTION, SOURCES } from '$lib/benefit/seed/sources';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formatDate } from '$lib/platform/format';
import type { PageServerLoad } from './$types';

/** Licences ask that sources are named where anyone can read it, so nobody has to sign in. */
export const load: PageServerLoad = () => ({
	attribution: REQUIRED_ATTRIBUTION,
	sources: SOURCES.map((source) => ({
		key: source.key,
		title: source.year === null ? source.title : `${source.title}, ${source.year}`,
		licence: source.licence,
		attribution: source.attribution,
		reference: source.reference,
		address: source.address,
		retrievedOn: formatDate(source.retrievedOn, getLocale()),
		usedFor: source.usedFor
	}))
});
