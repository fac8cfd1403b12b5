import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createJobs } from '$lib/platform/jobs.server';
import { createTestDatabase, type TestDatabase } from '../support/database';

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
