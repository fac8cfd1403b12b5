import { pino } from 'pino';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { AppError } from '$lib/platform/errors';
import { createJobs, type Jobs } from '$lib/platform/jobs.server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, type TestApp } from '../support/world';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const log = pino({ level: 'silent' });

it('starts, keeps one schedule per name over restarts and stops, as the role that owns nothing', async () => {
	for (const cron of ['* * * * *', '*/5 * * * *']) {
		const jobs = createJobs({ connectionString: database.appUrl, log });
		jobs.schedule('expireDueReservations', cron, () => Promise.resolve());
		await jobs.start();
		await jobs.stop();
	}
	const { default: pg } = await import('pg');
	const client = new pg.Client(database.appUrl);
	await client.connect();
	try {
		const { rows } = await client.query('select name, cron, timezone from pgboss.schedule');
		expect(rows).toEqual([{ name: 'expireDueReservations', cron: '*/5 * * * *', timezone: 'Europe/Oslo' }]);
	} finally {
		await client.end();
	}
});

it('runs what is due, also as a role set on connecting, and logs a job that fails', async () => {
	const errors: unknown[] = [];
	const hearing = pino({ level: 'error' }, { write: (line: string) => void errors.push(JSON.parse(line)) });
	const jobs = createJobs({
		connectionString: database.ownerUrl,
		setRole: 'omatt_app',
		log: hearing,
		pollSeconds: 0.5
	});
	const handler = vi.fn(() => Promise.reject(new Error('no')));
	jobs.schedule('failing', '* * * * *', handler);
	await jobs.start();
	try {
		const { PgBoss } = await import('pg-boss');
		const sender = new PgBoss({
			connectionString: database.appUrl,
			migrate: false,
			createSchema: false,
			supervise: false,
			schedule: false
		});
		await sender.start();
		await sender.send('failing');
		await vi.waitFor(() => expect(errors).toHaveLength(1), { timeout: 10_000 });
		await sender.stop({ graceful: false });
	} finally {
		await jobs.stop();
	}
	expect(handler).toHaveBeenCalled();
	expect(errors[0]).toMatchObject({ job: 'failing', msg: 'job failed' });
});

describe('a job that was given up', () => {
	let test: TestApp;
	let jobs: Jobs;
	let operator: Actor;
	let admin: Actor;
	let isBroken = true;
	let runs = 0;

	beforeAll(async () => {
		const connection = { connectionString: database.appUrl, log, pollSeconds: 0.5 };
		jobs = createJobs(connection);
		test = await createTestApp(database, undefined, { jobs });
		const world = await createWorld(test.db, test.clock);
		operator = await actorOf(test.app, world.people.operator);
		admin = await actorOf(test.app, world.people.orgAdmin);
		jobs.schedule('fragile', '0 4 * * *', async () => {
			runs++;
			if (isBroken) throw new Error('Kari Nordmann could not be written');
		});
		await jobs.start();
	});
	afterAll(async () => {
		await jobs.stop();
		await test.stop();
	});

	/** As its time has come. */
	async function send(): Promise<void> {
		const { PgBoss } = await import('pg-boss');
		const sender = new PgBoss({
			connectionString: database.appUrl,
			migrate: false,
			createSchema: false,
			supervise: false,
			schedule: false
		});
		await sender.start();
		await sender.send('fragile');
		await sender.stop({ graceful: false });
	}
	const seen = async () => {
		const { queues, deadLetters } = await test.app.job.overview(operator);
		const queue = queues.find(({ name }) => name === 'fragile');
		return { queue, dead: deadLetters.filter((one) => one.queue === 'fragile') };
	};
	const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 15_000, interval: 200 });
	const codeOf = (promise: Promise<unknown>) =>
		promise.then(
			() => 'allowed',
			(error: unknown) => (error instanceof AppError ? error.code : String(error))
		);
	const logged = (event: string) =>
		test.db.selectFrom('auditEntry').selectAll().where('event', '=', event).execute();

	it('is seen by the operator without what anybody wrote, runs again when asked to, and succeeds', async () => {
		expect((await seen()).queue).toMatchObject({ waiting: 0, failed: 0, lastCompletedAt: null });
		expect((await seen()).queue?.nextRunAt).toBeInstanceOf(Date);
		await send();
		await until(async () => expect((await seen()).dead).toHaveLength(1));
		const [dead] = (await seen()).dead;
		expect(dead?.fault).toMatch(/^Error \([0-9a-f-]{36}\)$/);
		expect((await seen()).queue).toMatchObject({ failed: 1, deadLetters: 1 });
		const { rows } = await sql<{ text: string }>`select job::text as text from pgboss.job`.execute(test.db);
		expect(rows.map(({ text }) => text).join()).not.toContain('Nordmann');

		isBroken = false;
		const before = runs;
		await test.app.job.retry(operator, dead?.id ?? '');
		await until(async () => expect((await seen()).queue?.lastCompletedAt).toBeInstanceOf(Date));
		expect(runs).toBe(before + 1);
		expect((await seen()).dead).toEqual([]);
		expect(await logged('job.retried')).toMatchObject([
			{ subjectKind: 'job', subjectId: dead?.id, reason: 'fragile', actorId: operator.personId }
		]);
		expect(await codeOf(test.app.job.retry(operator, dead?.id ?? ''))).toBe('notFound');
	});

	it('is thrown away, one or all of a queue', async () => {
		isBroken = true;
		for (const count of [1, 2, 3]) {
			await send();
			await until(async () => expect((await seen()).dead).toHaveLength(count));
		}
		await test.app.job.discard(operator, (await seen()).dead[0]?.id ?? '');
		expect((await seen()).dead).toHaveLength(2);
		await test.app.job.discardAll(operator, 'fragile');
		expect((await seen()).dead).toEqual([]);
		expect(await logged('job.discarded')).toHaveLength(2);
		expect(await codeOf(test.app.job.discardAll(operator, 'fragile'))).toBe('notFound');
	});

	it('is nobody else’s business', async () => {
		expect(await codeOf(test.app.job.overview(admin))).toBe('notFound');
		expect(await codeOf(test.app.job.discardAll(admin, 'fragile'))).toBe('notFound');
	});
});
