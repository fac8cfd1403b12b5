import { invalid, refused } from '$lib/platform/errors';
import type { ServiceDeps } from '$lib/platform/service.server';
import { idempotencyRepository, type IdempotencyKey } from './idempotency.repository.server';

/** An answer as it is stored and sent again. */
export interface StoredAnswer {
	status: number;
	/** JSON text. */
	body: string;
}

/** How long an answer is kept, and how long a run may take before it counts as lost with its server. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const RUN_AT_MOST_MS = 2 * 60 * 1000;

/** What is not an answer to the request itself, and may be another one next time. */
const isFleeting = ({ status }: StoredAnswer) => status >= 500 || status === 401 || status === 429;

/** Requests that are run once, however often they are sent. */
export function idempotencyService({ db, clock }: Pick<ServiceDeps, 'db' | 'clock'>) {
	const requests = idempotencyRepository(db);

	async function claim(id: IdempotencyKey, requestHash: string): Promise<Date | StoredAnswer> {
		const now = clock.now();
		if (await requests.claim(id, requestHash, now)) {
			await requests.sweep(new Date(now.getTime() - KEPT_MS));
			return now;
		}
		const known = await requests.find(id);
		// Given free again since: whoever sends it once more gets it.
		if (!known) throw refused('idempotencyInProgress', { field: 'Idempotency-Key' });
		if (known.requestHash !== requestHash)
			throw invalid('idempotencyKeyReused', { field: 'Idempotency-Key' });
		if (known.status !== null) return { status: known.status, body: known.body ?? 'null' };
		const isLost = now.getTime() - known.createdAt.getTime() > RUN_AT_MOST_MS;
		if (isLost && (await requests.takeOver(id, known.createdAt, now))) return now;
		throw refused('idempotencyInProgress', { field: 'Idempotency-Key' });
	}

	return {
		/**
		 * Runs `work`, or answers what it answered the first time. Refusals are answers too; faults of ours are not.
		 * A run that was lost with its server may be taken over after two minutes.
		 * @param requestHash what was asked, hashed
		 * @throws AppError idempotencyKeyReused (422) for another request; idempotencyInProgress (409)
		 */
		async run(
			id: IdempotencyKey,
			requestHash: string,
			work: () => Promise<StoredAnswer>
		): Promise<StoredAnswer & { isReplay: boolean }> {
			const claimed = await claim(id, requestHash);
			if (!(claimed instanceof Date)) return { ...claimed, isReplay: true };
			let answer: StoredAnswer;
			try {
				answer = await work();
			} catch (error) {
				await requests.release(id, claimed);
				throw error;
			}
			if (isFleeting(answer)) await requests.release(id, claimed);
			else await requests.finish(id, claimed, answer);
			return { ...answer, isReplay: false };
		}
	};
}
export type IdempotencyService = ReturnType<typeof idempotencyService>;
