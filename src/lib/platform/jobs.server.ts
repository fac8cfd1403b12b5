import { fromKysely, PgBoss } from 'pg-boss';
import type { Trx } from './db.server';
import { newId } from './ids';
import { faultText } from './job-fault';
import type { Log } from './log.server';

/** Where a job goes that failed for good: it waits there for somebody to look at it. */
export const DEAD_LETTERS = 'deadLetters';

export interface JobsOptions {
	connectionString: string;
	/** The role jobs are worked as, where one address serves owner and application. */
	setRole?: string;
	log: Log;
	/** Seconds between looks for due work. */
	pollSeconds?: number;
}

export interface Jobs {
	/** Runs `handler` on a cron schedule (Europe/Oslo), on one server at a time however many there are. */
	schedule(name: string, cron: string, handler: () => Promise<unknown>): void;
	/** The next times a cron schedule (Europe/Oslo) is due, soonest first. */
	nextRuns(cron: string, count?: number): Date[];
	/** Moves dead letters back to their queues; false, and nothing moved, where one of them waits there already. */
	redrive(trx: Trx, deadLetterIds: readonly string[]): Promise<boolean>;
	/** Removes dead letters. */
	discard(trx: Trx, deadLetterIds: readonly string[]): Promise<void>;
	/** Starts working what is scheduled. */
	start(): Promise<void>;
	/** Lets what runs finish, for a few seconds at most. */
	stop(): Promise<void>;
}

const CONNECTIONS = 2;
const FINISH_MS = 5_000;
/** Seconds a dead letter is kept: a month. */
const KEEP_DEAD_SECONDS = 30 * 24 * 60 * 60;
const OSLO = { tz: 'Europe/Oslo' };

/** Scheduled jobs on PostgreSQL. The schema is the owner's: this creates and migrates nothing. */
export function createJobs({ connectionString, setRole, log, pollSeconds = 20 }: JobsOptions): Jobs {
	const boss = new PgBoss({
		connectionString,
		...(setRole && { options: `-c role=${setRole}` }),
		application_name: 'omatt-jobs',
		max: CONNECTIONS,
		migrate: false,
		createSchema: false
	});
	boss.on('error', (error) => log.warn({ err: error }, 'jobs'));
	const planned: { name: string; cron: string; handler: () => Promise<unknown> }[] = [];

	return {
		schedule: (name, cron, handler) => void planned.push({ name, cron, handler }),

		nextRuns: (cron, count = 1) => boss.previewSchedule(cron, { ...OSLO, count }),

		async redrive(trx, deadLetterIds) {
			const ids = [...deadLetterIds];
			return (await boss.redrive(DEAD_LETTERS, { ids, db: fromKysely(trx) })) === ids.length;
		},

		async discard(trx, deadLetterIds) {
			await boss.deleteJob(DEAD_LETTERS, [...deadLetterIds], { db: fromKysely(trx) });
		},

		async start() {
			await boss.start();
			await boss.createQueue(DEAD_LETTERS, { retryLimit: 0 });
			await boss.updateQueue(DEAD_LETTERS, { retentionSeconds: KEEP_DEAD_SECONDS });
			for (const { name, cron, handler } of planned) {
				// A job that still waits need not wait twice.
				await boss.createQueue(name, { policy: 'short', retryLimit: 0 });
				await boss.updateQueue(name, { deadLetter: DEAD_LETTERS });
				await boss.work(name, { pollingIntervalSeconds: pollSeconds }, async () => {
					try {
						await handler();
					} catch (error) {
						const faultId = newId();
						log.error({ err: error, job: name, faultId }, 'job failed');
						const fault = new Error(faultText(error, faultId));
						fault.stack = '';
						throw fault;
					}
				});
				await boss.schedule(name, cron, null, OSLO);
			}
		},

		stop: () => boss.stop({ graceful: true, timeout: FINISH_MS })
	};
}
