import { PgBoss } from 'pg-boss';
import type { Log } from './log.server';

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
	/** Starts working what is scheduled. */
	start(): Promise<void>;
	/** Lets what runs finish, for a few seconds at most. */
	stop(): Promise<void>;
}

const CONNECTIONS = 2;
const FINISH_MS = 5_000;

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

		async start() {
			await boss.start();
			for (const { name, cron, handler } of planned) {
				// A job that still waits need not wait twice.
				await boss.createQueue(name, { policy: 'short', retryLimit: 0 });
				await boss.work(name, { pollingIntervalSeconds: pollSeconds }, async () => {
					try {
						await handler();
					} catch (error) {
						log.error({ err: error, job: name }, 'job failed');
						throw error;
					}
				});
				await boss.schedule(name, cron, null, { tz: 'Europe/Oslo' });
			}
		},

		stop: () => boss.stop({ graceful: true, timeout: FINISH_MS })
	};
}
