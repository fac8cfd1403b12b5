import type { PracticeRole } from '$lib/account/practice-role';
import { sha256 } from '$lib/account/secret.server';
import type { App } from '$lib/app.server';
import type { Actor } from '$lib/organisation/permission';
import { AppError, notFound } from '$lib/platform/errors';
import { inTransaction, type Emitter } from '$lib/platform/events.server';
import { requireWithinLimit } from '$lib/platform/rate-limit.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { PracticeGround } from './practice-ground.server';
import { buildWorld, storePictures } from './practice-world.server';
import { practiceRepository } from './practice.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'practice.entered': { personId: string };
		'practice.left': { personId: string };
	}
}

/** Who acts in practice, and by which services. */
export interface Practitioner {
	app: App;
	actor: Actor;
}

/** Every beginning makes a world, which stays until the night. */
const BEGINNINGS_PER_HOUR = 20;
const HOUR_MS = 3_600_000;

/**
 * Practice with made-up things. Every method is asked by the person themselves, never by whom they practise as; what
 * is done in practice is done by the services of its own ground.
 */
export function practiceService({
	db,
	bus,
	clock,
	log,
	ground
}: ServiceDeps & { ground?: PracticeGround | undefined }) {
	let drawn: { on: string; pictures: Promise<ReadonlyMap<string, string>> } | undefined;
	let turn: Promise<unknown> = Promise.resolve();

	function standing(): PracticeGround {
		if (!ground) throw new AppError('practiceNotHere', 503);
		return ground;
	}

	/** One world is made at a time: each takes connections of both grounds. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = turn.then(work);
		turn = result.catch(() => undefined);
		return result;
	}

	/** @throws AppError practiceNotHere (503) where the ground cannot be made, with what to do in the log */
	async function prepared(options?: { anew?: boolean }) {
		const open = standing();
		const on = await open.prepare(options).catch((error: unknown) => {
			log.error(
				{ err: error },
				'Practice could not be made ready. The owner of the database must be allowed to make schemas and the role omatt_practice.'
			);
			throw new AppError('practiceNotHere', 503);
		});
		if (drawn?.on !== on) drawn = { on, pictures: storePictures(open) };
		const { pictures } = drawn;
		pictures.catch(() => (drawn = undefined));
		return { ground: open, pictures: await pictures };
	}

	const tell = (events: Emitter, name: 'practice.entered' | 'practice.left', actor: Actor) =>
		events.emit(
			name,
			{
				actorId: actor.personId,
				organisationId: actor.organisationId,
				subjectKind: 'person',
				subjectId: actor.personId,
				at: clock.now()
			},
			{ personId: actor.personId }
		);

	return {
		/** Makes the ground ready before anyone asks; what stands in the way is in the log. */
		makeReady: (): Promise<void> =>
			prepared().then(
				() => undefined,
				() => undefined
			),

		/**
		 * Begins practice in the session, from fresh things. Asked for twice at once it begins once; in whatever other
		 * session the person practises, they go on with the fresh things.
		 * @param sessionId raw id of the session
		 * @throws AppError practiceNotHere (503), tooManyAttempts (429), notFound for one who is out
		 */
		async enter(actor: Actor, sessionId: string): Promise<void> {
			const askedAt = clock.now();
			const key = `practice:${actor.personId}`;
			await requireWithinLimit(db, key, BEGINNINGS_PER_HOUR, HOUR_MS, askedAt);
			await inTurn(async () => {
				const { ground: open, pictures } = await prepared();
				await inTransaction(db, bus, async (trx, events) => {
					const practice = practiceRepository(trx);
					if (!(await practice.holdPerson(actor.personId))) throw notFound();
					const latest = await practice.find(actor.personId);
					if (!latest || latest.startedAt < askedAt) {
						const { displayName: name, locale } = actor;
						const world = await buildWorld(open, pictures, { name, locale });
						await practice.replace({ personId: actor.personId, ...world, startedAt: clock.now() });
						await tell(events, 'practice.entered', actor);
					}
					await practice.setSession(sha256(sessionId), 'requester');
				});
			});
		},

		/** Goes on as the other one. */
		async become(_actor: Actor, sessionId: string, role: PracticeRole): Promise<void> {
			await practiceRepository(db).setSession(sha256(sessionId), role);
		},

		/** Ends practice in the session: the person is who they are again. */
		async leave(actor: Actor, sessionId: string): Promise<void> {
			await inTransaction(db, bus, async (trx, events) => {
				await practiceRepository(trx).setSession(sha256(sessionId), null);
				await practiceRepository(trx).forgetUnused(actor.personId);
				await tell(events, 'practice.left', actor);
			});
		},

		/** Who acts for a person that practises; undefined once that is over, as after the night. */
		async findPractitioner(actor: Actor, role: PracticeRole): Promise<Practitioner | undefined> {
			const found = await practiceRepository(db).find(actor.personId);
			if (!found || !ground || !(await ground.isReady())) return undefined;
			const { requesterId, managerId } = found;
			const acting = await ground.app.organisation.findActor(role === 'manager' ? managerId : requesterId);
			return acting && { app: ground.app, actor: acting };
		},

		/** Gives up everything that is made up, and makes room for new; where nobody has practised, there is nothing. */
		async clearAway(): Promise<void> {
			if (!ground || !(await ground.isReady())) return;
			await practiceRepository(db).forgetAll();
			await prepared({ anew: true });
		}
	};
}
export type PracticeService = ReturnType<typeof practiceService>;
