import type { Db } from './db.server';
import { AppError } from './errors';
import { rateLimitRepository } from './rate-limit.repository.server';

export interface RateLimitAnswer {
	isAllowed: boolean;
	/** Until the window ends and counting starts again. */
	retryAfterMs: number;
}

const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Counts an attempt against `limit` attempts per window of `windowMs`, shared by every server on the database.
 * @param key what is limited and for whom, such as `signIn:<hash of the address>`; never personal data in clear
 */
export async function rateLimit(
	db: Db,
	key: string,
	limit: number,
	windowMs: number,
	now: Date
): Promise<RateLimitAnswer> {
	const limits = rateLimitRepository(db);
	const windowStart = Math.floor(now.getTime() / windowMs) * windowMs;
	const attempts = await limits.count(key, new Date(windowStart));
	if (attempts === 1) await limits.sweep(new Date(now.getTime() - KEPT_MS - windowMs));
	return { isAllowed: attempts <= limit, retryAfterMs: windowStart + windowMs - now.getTime() };
}

/** Counts an attempt. @throws AppError tooManyAttempts (429) with the minutes to wait when there were too many */
export async function requireWithinLimit(...given: Parameters<typeof rateLimit>): Promise<void> {
	const { isAllowed, retryAfterMs } = await rateLimit(...given);
	if (!isAllowed)
		throw new AppError('tooManyAttempts', 429, { params: { minutes: Math.ceil(retryAfterMs / 60_000) } });
}
