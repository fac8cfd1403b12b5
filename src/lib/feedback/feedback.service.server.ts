import { subscriberOf } from '$lib/account/account';
import { sha256 } from '$lib/account/secret.server';
import { requireAccess } from '$lib/organisation/access.server';
import { reachOf, type Actor } from '$lib/organisation/permission';
import { osloDate } from '$lib/platform/clock';
import type { Db, Trx } from '$lib/platform/db.server';
import { notFound, refused } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import { readSetting } from '$lib/setting/read-setting.server';
import { answerBy, feedbackState } from './feedback';
import { feedbackRepository } from './feedback.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'feedback.given': { feedbackId: string };
		'feedback.answered': { feedbackId: string };
		'feedback.erased': { feedbackId: string };
	}
}

export interface FeedbackInput {
	body: string;
	/** Where it was met, as the writer puts it. */
	page: string;
	/** Where to answer; null for whoever wants none. */
	email: string | null;
	/** Where the request came from. */
	clientAddress: string;
}

const PER_SUBSCRIBER = 5;
const WINDOW_MS = 60 * 60 * 1000;
const OPEN_AT_MOST = 100;
const ANSWERED_AT_MOST = 50;

/** Feedback on accessibility: anyone writes, the organisation answers before a day. */
export function feedbackService({ db, bus, clock }: ServiceDeps) {
	/** Locks one of the actor's organisation's. @throws AppError notFound, also for another organisation's */
	async function hold(trx: Trx, actor: Actor, id: string) {
		const row = await feedbackRepository(trx).findForUpdate(id);
		if (!row) throw notFound();
		requireAccess(actor, 'feedback.answer', row);
		return row;
	}

	const tell = (
		events: Emitter,
		name: 'feedback.given' | 'feedback.answered' | 'feedback.erased',
		feedbackId: string,
		frame: {
			actorId: string | null;
			organisationId: string;
			at: Date;
			fromState?: string;
			toState?: string;
		}
	) => events.emit(name, { ...frame, subjectKind: 'feedback', subjectId: feedbackId }, { feedbackId });

	const answerDays = (within: Db) => readSetting(within, 'feedbackAnswerDays');

	return {
		/** How many days we promise an answer within. */
		answerDays: () => answerDays(db),

		/**
		 * Takes what anyone writes, for the writer's organisation or, from someone who is not signed in, for the one
		 * that runs the instance.
		 * @returns the last day to answer
		 * @throws AppError tooManyAttempts (429)
		 */
		async give(actor: Actor | null, input: FeedbackInput): Promise<{ answerBy: string }> {
			const now = clock.now();
			const { clientAddress, ...written } = input;
			const key = `feedback:${actor ? actor.personId : sha256(subscriberOf(clientAddress))}`;
			await requireWithinLimit(db, key, PER_SUBSCRIBER, WINDOW_MS, now);
			return inTransaction(db, bus, async (trx, events) => {
				const feedback = feedbackRepository(trx);
				const organisationId = actor?.organisationId ?? (await feedback.findRunning(osloDate(now)));
				if (!organisationId) throw notFound();
				const id = newId<'Feedback'>(now.getTime());
				const last = answerBy(osloDate(now), await answerDays(trx));
				await feedback.insert({
					...written,
					id,
					organisationId,
					givenBy: actor?.personId ?? null,
					receivedAt: now,
					answerBy: last
				});
				const actorId = actor?.personId ?? null;
				await tell(events, 'feedback.given', id, { actorId, organisationId, at: now, toState: 'open' });
				return { answerBy: last };
			});
		},

		/** What waits for an answer, the most urgent first, and what was answered lately. @throws AppError notFound */
		async list(actor: Actor) {
			requireAccess(actor, 'feedback.answer', { organisationId: actor.organisationId });
			const { organisationIds } = reachOf(actor, 'feedback.answer');
			const feedback = feedbackRepository(db);
			const [open, answered] = await Promise.all([
				feedback.listOpen(organisationIds, OPEN_AT_MOST),
				feedback.listAnswered(organisationIds, ANSWERED_AT_MOST)
			]);
			const today = osloDate(clock.now());
			return [...open, ...answered].map((row) => {
				const answeredOn = row.answeredAt && osloDate(row.answeredAt);
				return { ...row, standing: feedbackState({ answerBy: row.answerBy, answeredOn }, today) };
			});
		},

		/**
		 * Keeps what was answered; the answer itself goes by e-mail from whoever gives it.
		 * @throws AppError notFound, feedbackAnswered (409)
		 */
		async answer(actor: Actor, id: string, answer: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { organisationId, state, erasedAt } = await hold(trx, actor, id);
				if (state === 'answered' || erasedAt) throw refused('feedbackAnswered');
				const at = clock.now();
				const change = { answer, answeredAt: at, answeredBy: actor.personId };
				await feedbackRepository(trx).update(id, { ...change, state: 'answered' });
				const states = { fromState: 'open', toState: 'answered' };
				await tell(events, 'feedback.answered', id, {
					actorId: actor.personId,
					organisationId,
					at,
					...states
				});
			});
		},

		/** Removes everything that was written, and who wrote it; that it came and was answered stays. @throws AppError notFound */
		async erase(actor: Actor, id: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				const { organisationId, erasedAt } = await hold(trx, actor, id);
				if (erasedAt) return;
				const at = clock.now();
				const nothing = { body: '', page: '', email: null, givenBy: null, answer: '' };
				await feedbackRepository(trx).update(id, { ...nothing, erasedAt: at });
				await tell(events, 'feedback.erased', id, { actorId: actor.personId, organisationId, at });
			});
		}
	};
}
export type FeedbackService = ReturnType<typeof feedbackService>;
