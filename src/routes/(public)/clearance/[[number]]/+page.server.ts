import { createHash } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { subscriberOf } from '$lib/account/account';
import { app } from '$lib/app.server';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { normaliseClearanceNumber } from '$lib/need/clearance';
import { guarded } from '$lib/platform/http/page-load.server';
import type { PageServerLoadEvent } from './$types';

const CALLER_LENGTH = 32;

export const load = guarded(async ({ params, url, getClientAddress }: PageServerLoadEvent) => {
	const typed = params.number ?? url.searchParams.get('number') ?? '';
	if (!typed.trim()) return { typed: '', clearance: null, isEmpty: url.searchParams.has('number') };
	const number = normaliseClearanceNumber(typed);
	if (number && number !== params.number) redirect(303, `/clearance/${number}`);
	const askedBy = createHash('sha256')
		.update(subscriberOf(getClientAddress()))
		.digest('hex')
		.slice(0, CALLER_LENGTH);
	const { typeNames, ...clearance } = await app.clearance.find(typed, askedBy);
	return {
		isEmpty: false,
		typed: number ?? typed.slice(0, 60),
		clearance: { ...clearance, typeName: typeNames?.[getLocale()] ?? null }
	};
});
