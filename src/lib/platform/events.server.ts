import { sql } from 'kysely';
import type { Db, Trx } from './db.server';
import { newId, type Id } from './ids';

/** Every room adds its domain events by declaration merging: name → payload. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface DomainEvents {}
export type EventName = keyof DomainEvents & string;

export type EventId = Id<'Event'>;

/** Who did what to which thing: the part of an event that the audit log keeps. */
export interface EventFrame {
	/** Person who acted; null when a job did. */
	actorId: string | null;
	organisationId: string;
	subjectKind: string;
	subjectId: string;
	fromState?: string | null;
	toState?: string | null;
	/** A code, never what a person wrote: the audit log keeps it for good. */
	reason?: string | null;
	at: Date;
}

export interface DomainEvent<Name extends EventName = EventName> extends EventFrame {
	id: EventId;
	name: Name;
	payload: DomainEvents[Name];
}

export interface Emitter {
	/** Runs all handlers of the event inside the current transaction; answers the event's id (its cause id). */
	emit<Name extends EventName>(name: Name, frame: EventFrame, payload: DomainEvents[Name]): Promise<EventId>;
	/** Runs after the transaction has committed; its failure does not undo what was stored. */
	afterCommit(task: () => void | Promise<void>): void;
}

type Handler<Name extends EventName> = (
	trx: Trx,
	event: DomainEvent<Name>,
	emitter: Emitter
) => Promise<void>;
type AnyHandler = (trx: Trx, event: DomainEvent, emitter: Emitter) => Promise<void>;

/** Handlers by event name; wired once in `app.server.ts`. */
export class EventBus {
	readonly #handlers = new Map<string, AnyHandler[]>();
	readonly #everyEvent: AnyHandler[] = [];

	on<Name extends EventName>(name: Name, handler: Handler<Name>): void {
		this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler as AnyHandler]);
	}

	onEvery(handler: AnyHandler): void {
		this.#everyEvent.push(handler);
	}

	handlersOf(name: string): AnyHandler[] {
		return [...this.#everyEvent, ...(this.#handlers.get(name) ?? [])];
	}
}

const RETRIED = new Set(['40001', '40P01']);
const MAX_TRIES = 5;

const isRetryable = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && 'code' in error && RETRIED.has(String(error.code));

/**
 * Runs `work` in one READ COMMITTED transaction with an emitter whose handlers join it.
 * Deadlocks and serialisation failures are tried again (up to 5 times) before anyone sees them.
 */
export async function inTransaction<T>(
	db: Db,
	bus: EventBus,
	work: (trx: Trx, events: Emitter) => Promise<T>
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const after: (() => void | Promise<void>)[] = [];
		try {
			const result = await db.transaction().execute(async (trx) => {
				const emitter: Emitter = {
					afterCommit: (task) => void after.push(task),
					emit: async (name, frame, payload) => {
						const event = { ...frame, id: newId<'Event'>(frame.at.getTime()), name, payload };
						for (const handle of bus.handlersOf(name)) await handle(trx, event, emitter);
						return event.id;
					}
				};
				return work(trx, emitter);
			});
			for (const task of after) await task();
			return result;
		} catch (error) {
			if (!isRetryable(error) || attempt === MAX_TRIES) throw error;
			await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (1 + Math.random())));
		}
	}
}

/** Takes a lock on a name until the transaction ends, so that two of the same kind run one after the other. */
export const lockByName = (trx: Trx, name: string) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
