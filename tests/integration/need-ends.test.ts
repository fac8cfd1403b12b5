import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted, weNeedIt } from '../support/needs';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

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

const people = async () => ({
	requester: await actorOf(running.app, world.people.requester),
	manager: await actorOf(running.app, world.people.manager)
});
const toldOf = (subjectId: string, event: string) =>
	running.db
		.selectFrom('auditEntry')
		.selectAll()
		.where('subjectId', '=', subjectId)
		.where('event', '=', event)
		.orderBy('occurredAt')
		.orderBy('id')
		.execute();

describe('doing without', () => {
	it('drops the need with a reason, and someone else confirms it once', async () => {
		const { app, db } = running;
		const { requester, manager } = await people();
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		const answers = { usedFor: 'Møter', howLong: 'En uke', ifNot: 'Vi deler' };
		const without = { rung: 'avoid', decision: 'without', answers } as const;
		await expect(app.reuseCheck.answerRung(requester, needId, without)).rejects.toMatchObject({
			code: 'dropNoteRequired'
		});
		await app.reuseCheck.answerRung(requester, needId, { ...without, note: 'Vi deler pulter' });
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'dropped',
			nextStep: 'waitForDropConfirmed'
		});
		await app.need.takeUpAgain(requester, needId);
		await app.reuseCheck.answerRung(requester, needId, { ...without, note: 'Vi deler pulter' });

		expect((await app.need.listDropsToConfirm(manager)).map((need) => need.id)).toContain(needId);
		await expect(app.need.confirmDrop(requester, needId)).rejects.toMatchObject({ code: 'notFound' });
		await Promise.all([app.need.confirmDrop(manager, needId), app.need.confirmDrop(manager, needId)]);
		const told = await db
			.selectFrom('auditEntry')
			.selectAll()
			.where('subjectId', '=', needId)
			.where('event', '=', 'need.dropConfirmed')
			.execute();
		expect(told).toHaveLength(1);
		await expect(app.need.takeUpAgain(requester, needId)).rejects.toMatchObject({ code: 'needIsOver' });
	});

	it('is open again when the manager does not agree, and its unit reads why', async () => {
		const { app } = running;
		const { requester, manager } = await people();
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		const answers = { usedFor: 'Møter', howLong: 'En uke', ifNot: 'Vi deler' };
		const drop = () =>
			app.reuseCheck.answerRung(requester, needId, {
				rung: 'avoid',
				decision: 'without',
				answers,
				note: 'Vi deler pulter'
			});
		await expect(app.need.declineDrop(manager, needId, 'Nei')).rejects.toMatchObject({
			code: 'needNotDropped'
		});
		await drop();
		const why = 'Kari trenger en egen pult etter skaden.';
		await expect(app.need.declineDrop(requester, needId, why)).rejects.toMatchObject({ code: 'notFound' });
		await app.need.declineDrop(manager, needId, why);
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'checking',
			nextStep: 'answerCheck',
			droppedReason: null,
			dropDeclinedReason: why
		});
		expect((await app.need.listDropsToConfirm(manager)).map((need) => need.id)).not.toContain(needId);
		expect(await toldOf(needId, 'need.dropDeclined')).toMatchObject([
			{ actorId: manager.personId, fromState: 'dropped', toState: 'checking', reason: 'dropDeclined' }
		]);
		await expect(app.need.confirmDrop(manager, needId)).rejects.toMatchObject({ code: 'needNotDropped' });

		await drop();
		expect(await app.need.getNeed(requester, needId)).toMatchObject({ dropDeclinedReason: null });
		await app.need.confirmDrop(manager, needId);
		await expect(app.need.declineDrop(manager, needId, why)).rejects.toMatchObject({
			code: 'dropAlreadyConfirmed'
		});
	});

	it('cannot be refused by who dropped it', async () => {
		const { app } = running;
		const both = await world.make.person('Berit Begge', world.units.school, ['requester', 'manager']);
		const actor = await actorOf(app, both);
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		await app.reuseCheck.answerRung(actor, needId, {
			rung: 'avoid',
			decision: 'without',
			answers: { usedFor: 'Møter', howLong: 'En uke', ifNot: 'Vi deler' },
			note: 'Vi deler pulter'
		});
		await expect(app.need.declineDrop(actor, needId, 'Nei')).rejects.toMatchObject({ code: 'fourEyes' });
	});

	it('takes less when less will do, and remembers what was asked for', async () => {
		const { app } = running;
		const { requester } = await people();
		const needId = await aNeed(app, world.people.requester, world.itemTypes.laptop);
		const answers = { usedFor: 'Kurs', howLong: 'Et år', ifNot: 'Færre deltakere' };
		const less = { rung: 'avoid', decision: 'less', answers } as const;
		await expect(
			app.reuseCheck.answerRung(requester, needId, { ...less, quantity: 5 })
		).rejects.toMatchObject({
			code: 'quantityNotLess'
		});
		await app.reuseCheck.answerRung(requester, needId, { ...less, quantity: 3 });
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			quantityMilli: 3000,
			reducedFromMilli: 5000
		});
		await weNeedIt(app, world.people.requester, needId);
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			quantityMilli: 5000,
			reducedFromMilli: null
		});
	});
});

describe('ending a need', () => {
	it('takes a submitted request back with it', async () => {
		const { app, db } = running;
		const { requester } = await people();
		const needId = await aNeed(app, world.people.requester, world.itemTypes.door);
		await findNothing(app, world.people.requester, needId);
		const requestId = await submitted(app, world.people.requester, needId);
		await app.need.cancel(requester, needId, 'Prosjektet er stoppet');
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'cancelled',
			nextStep: 'nothing'
		});
		const request = await db
			.selectFrom('purchaseRequest')
			.selectAll()
			.where('id', '=', requestId)
			.executeTakeFirst();
		expect(request).toMatchObject({ state: 'draft', sentBackReason: 'needEnded' });
		await expect(app.need.cancel(requester, needId, 'igjen')).rejects.toMatchObject({ code: 'needIsOver' });
	});

	it('keeps what people wrote with the need, and only codes in the log that is never erased', async () => {
		const { app, db } = running;
		const { requester, manager } = await people();
		const needId = await aNeed(app, world.people.requester, world.itemTypes.carpet);
		await app.need.cancel(requester, needId, 'Kari Nordmann har sluttet');
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			endedReason: 'Kari Nordmann har sluttet'
		});
		expect((await toldOf(needId, 'need.moved')).at(-1)).toMatchObject({ reason: 'endedByUnit' });

		const rejected = await aNeed(app, world.people.requester, world.itemTypes.carpet);
		await findNothing(app, world.people.requester, rejected);
		const requestId = await submitted(app, world.people.requester, rejected);
		await app.purchaseRequest.reject(manager, requestId, 'Ola Nordmann har en til overs');
		const { rows } = await sql<{
			text: string;
		}>`select to_jsonb(audit_entry)::text as text from audit_entry`.execute(db);
		expect(rows.length).toBeGreaterThan(20);
		expect(rows.filter(({ text }) => text.includes('Nordmann'))).toEqual([]);

		await db.updateTable('need').set({ endedReason: null }).where('id', '=', needId).execute();
		expect(await app.need.getNeed(requester, needId)).toMatchObject({ endedReason: null });
	});
});
