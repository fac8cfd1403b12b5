import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedbackInput } from '$lib/feedback/feedback.service.server';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

let database: TestDatabase;
let running: TestApp;
let world: World;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const as = (person: TestPerson) => actorOf(running.app, person);
const HINDRANCE: FeedbackInput = {
	body: 'Knappen sier ingenting',
	page: 'Finn',
	email: null,
	clientAddress: '10.0.0.1'
};
const written = (more: Partial<FeedbackInput> = {}) => ({ ...HINDRANCE, ...more });
const listed = async (person: TestPerson) => running.app.feedback.list(await as(person));
const newest = async (person: TestPerson, body: string) => {
	const found = (await listed(person)).find((one) => one.body === body);
	if (!found) throw new Error(`${body} is not there`);
	return found;
};

describe('feedback', () => {
	it('from a stranger lands where the instance is run, with three weeks to answer', async () => {
		const { app } = running;
		expect(await app.feedback.give(null, written({ email: 'kari@innbygger.example' }))).toEqual({
			answerBy: '2026-12-14'
		});
		for (const person of [world.people.operator, world.people.orgAdmin])
			expect(await listed(person)).toMatchObject([
				{ body: HINDRANCE.body, email: 'kari@innbygger.example', givenBy: null, standing: 'waiting' }
			]);
	});

	it('from an employee stays in the own organisation, and with those who answer', async () => {
		const { app } = running;
		await app.feedback.give(await as(world.strandvik), written({ body: 'Fra Strandvik' }));
		expect((await listed(world.people.orgAdmin)).map(({ body }) => body)).not.toContain('Fra Strandvik');
		const strandvikAdmin = await world.make.person('Ada Strandvik', world.units.strandvik, ['orgAdmin']);
		const own = await newest(strandvikAdmin, 'Fra Strandvik');
		const foreign = await as(world.people.orgAdmin);
		await expect(app.feedback.answer(foreign, own.id, 'Takk')).rejects.toMatchObject({ code: 'notFound' });
		await expect(app.feedback.erase(foreign, own.id)).rejects.toMatchObject({ code: 'notFound' });
		for (const person of [world.people.requester, world.people.manager, world.people.auditor])
			await expect(listed(person)).rejects.toMatchObject({ status: 404 });
	});

	it('waits on the start page, overdue first, until someone has answered it once', async () => {
		const { app, clock } = running;
		const admin = await as(world.people.orgAdmin);
		await app.feedback.give(await as(world.people.requester), written({ body: 'For liten tekst' }));
		const waits = async () =>
			(await app.start.listWaiting(admin, 'nb')).find(({ code }) => code === 'feedback');
		expect((await waits())?.total).toBe(2);
		const { id } = await newest(world.people.orgAdmin, 'For liten tekst');
		clock.set(new Date('2026-12-15T08:00:00Z'));
		expect((await newest(world.people.orgAdmin, 'For liten tekst')).standing).toBe('overdue');
		const answers = [1, 2].map(() => app.feedback.answer(admin, id, 'Rettet i dag'));
		const outcomes = await Promise.allSettled(answers);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await newest(world.people.orgAdmin, 'For liten tekst')).toMatchObject({
			standing: 'answeredLate',
			answer: 'Rettet i dag',
			answeredByName: 'Arne Admin'
		});
		expect((await waits())?.total).toBe(1);
		clock.set(TEST_NOW);
	});

	it('is erased to the last word and name, while that it came stays and is in the log', async () => {
		const { app, db } = running;
		const admin = await as(world.people.orgAdmin);
		await app.feedback.give(
			await as(world.librarian),
			written({ body: 'Privat ting', email: 'l@l.example' })
		);
		const { id } = await newest(world.people.orgAdmin, 'Privat ting');
		await app.feedback.erase(admin, id);
		await app.feedback.erase(admin, id);
		const row = await db.selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
		expect(row).toMatchObject({ body: '', page: '', email: null, givenBy: null, answer: '' });
		const told = await db
			.selectFrom('auditEntry')
			.select(['event', 'reason'])
			.where('subjectId', '=', id)
			.orderBy('id')
			.execute();
		expect(told).toEqual([
			{ event: 'feedback.given', reason: null },
			{ event: 'feedback.erased', reason: null }
		]);
		await expect(app.feedback.answer(admin, id, 'Hei')).rejects.toMatchObject({ code: 'feedbackAnswered' });
	});

	it('is taken five times an hour from one address, whoever else writes', async () => {
		const { app } = running;
		const clientAddress = '10.9.9.9';
		for (let count = 0; count < 5; count++) await app.feedback.give(null, written({ clientAddress }));
		await expect(app.feedback.give(null, written({ clientAddress }))).rejects.toMatchObject({
			code: 'tooManyAttempts'
		});
		await app.feedback.give(null, written({ clientAddress: '10.9.9.10' }));
		await app.feedback.give(await as(world.librarian), written({ clientAddress }));
	});
});
