import type { Trx } from '$lib/platform/db.server';
import { cooperationFrom } from './listing';
import { listingRepository } from './listing.repository.server';

const DAY_MS = 86_400_000;

/**
 * What is already out follows when an organisation decides to share sooner or later: each listing counts from the day
 * it was put out. What partners see by now, they keep seeing.
 */
export const followPriorityDays = (
	trx: Trx,
	{ organisationId, priorityDays, now }: { organisationId: string; priorityDays: number; now: Date }
) => listingRepository(trx).moveCooperationFrom(organisationId, priorityDays * DAY_MS, now);

/** New partners wait as if everything had been put out today; without partners nothing is promised to anyone. */
export const followCooperation = (
	trx: Trx,
	organisation: { id: string; priorityDays: number; cooperationId: string | null; now: Date }
) =>
	listingRepository(trx).setCooperationFrom(organisation.id, cooperationFrom(organisation.now, organisation));
