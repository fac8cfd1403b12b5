import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountRepository } from '$lib/account/account.repository.server';
import type { Actor } from '$lib/organisation/permission';
import { AppError } from '$lib/platform/errors';
import { SETTINGS, type SettingKey } from '$lib/setting/setting';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted } from '../support/needs';
import { offer, reserve } from '../support/offers';
import {
	actorOf,
	anOrgnr,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type World
} from '../support/world';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let database: TestDatabase;
let test: TestApp;
/** A second server on the same database. */
let other: TestApp;
let world: World;
let operator: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	other = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
	operator = await actorOf(test.app, world.people.operator);
});
afterAll(async () => {
	await other?.stop();
	await test?.stop();
	await database?.drop();
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => (error instanceof AppError ? error.code : String(error))
	);

const settingOf = async (key: SettingKey) => {
	const found = (await test.app.setting.list(operator)).find((one) => one.key === key);
	if (!found) throw new Error(`no setting ${key}`);
	return found;
};
const set = async (key: SettingKey, value: number, app = test.app) =>
	app.setting.change(operator, { key, value, seen: (await settingOf(key)).seen });

describe('a setting', () => {
	it('is what is shipped until somebody decides, and then says who did when', async () => {
		const before = await settingOf('invitationHours');
		expect(before).toMatchObject({ value: SETTINGS.invitationHours.default, seen: 0, versions: [] });
		await set('invitationHours', 24);
		await set('invitationHours', 36);
		const after = await settingOf('invitationHours');
		expect(after).toMatchObject({ value: 36, seen: 2 });
		expect(after.versions.map(({ value, version }) => [version, value])).toEqual([
			[2, 36],
			[1, 24]
		]);
		expect(after.versions[0]).toMatchObject({
			decidedAt: TEST_NOW,
			decidedByName: world.people.operator.name
		});
		const audit = await test.db
			.selectFrom('auditEntry')
			.select(['fromState', 'toState', 'reason', 'actorId'])
			.where('event', '=', 'setting.changed')
			.orderBy('id')
			.execute();
		const actorId = world.people.operator.id;
		expect(audit).toEqual([
			{ fromState: '48', toState: '24', reason: 'invitationHours', actorId },
			{ fromState: '24', toState: '36', reason: 'invitationHours', actorId }
		]);
		const { lines } = await test.app.audit.list(operator, 'instance', { event: 'setting.changed' });
		expect(lines).toHaveLength(2);
	});

	it('takes no number outside its range, and writes nothing where nothing changes', async () => {
		const { seen, value } = await settingOf('checkValidDays');
		for (const outside of [0, 61, 2.5, NaN, -3])
			expect(await codeOf(set('checkValidDays', outside))).toBe('settingRange');
		await set('checkValidDays', value);
		expect(await settingOf('checkValidDays')).toMatchObject({ seen, value });
	});

	it('is the operator’s alone', async () => {
		const admin = await actorOf(test.app, world.people.manager);
		const change = { key: 'sessionDays', value: 3, seen: 0 } as const;
		expect(await codeOf(test.app.setting.change(admin, change))).toBe('notFound');
		expect(await codeOf(test.app.setting.list(admin))).toBe('notFound');
		expect(await codeOf(test.app.setting.describeServer(admin))).toBe('notFound');
	});

	it('is decided by one where two change it at once, and no version can be rewritten', async () => {
		const { seen } = await settingOf('feedbackAnswerDays');
		const outcomes = await Promise.all(
			[test, other, test, other].map(({ app }, index) =>
				codeOf(app.setting.change(operator, { key: 'feedbackAnswerDays', value: 10 + index, seen }))
			)
		);
		expect(outcomes.toSorted()).toEqual([
			'allowed',
			'changedMeanwhile',
			'changedMeanwhile',
			'changedMeanwhile'
		]);
		expect((await settingOf('feedbackAnswerDays')).versions).toHaveLength(1);
		await expect(test.db.updateTable('setting').set({ value: 1 }).execute()).rejects.toThrow(/permission/);
		await expect(test.db.deleteFrom('setting').execute()).rejects.toThrow(/permission/);
	});
});

describe('what is decided after a change', () => {
	const checkOf = (needId: string) =>
		test.db
			.selectFrom('reuseCheck')
			.select(['completedAt', 'validUntil'])
			.where('needId', '=', needId)
			.executeTakeFirstOrThrow();
	const clearanceOf = (purchaseRequestId: string) =>
		test.db
			.selectFrom('clearance')
			.select(['issuedAt', 'validUntil'])
			.where('purchaseRequestId', '=', purchaseRequestId)
			.executeTakeFirstOrThrow();

	/** A need nothing was found for, approved by the manager in a server. */
	async function approved(app = test.app) {
		const needId = await aNeed(app, world.people.requester, world.itemTypes.carpet);
		await findNothing(app, world.people.requester, needId);
		const requestId = await submitted(app, world.people.requester, needId);
		await app.purchaseRequest.approve(await actorOf(app, world.people.manager), requestId);
		return { check: await checkOf(needId), clearance: await clearanceOf(requestId), needId, requestId };
	}
	const days = (from: Date | null, to: Date | null) =>
		from && to ? (to.getTime() - from.getTime()) / DAY : undefined;

	it('goes by it at once in every server, and what was decided before keeps its dates', async () => {
		const before = await approved();
		expect(days(before.check.completedAt, before.check.validUntil)).toBe(14);
		expect(days(before.clearance.issuedAt, before.clearance.validUntil)).toBe(60);
		await set('checkValidDays', 3);
		await set('clearanceValidDays', 90);
		const after = await approved(other.app);
		expect(days(after.check.completedAt, after.check.validUntil)).toBe(3);
		expect(days(after.clearance.issuedAt, after.clearance.validUntil)).toBe(90);
		expect(await checkOf(before.needId)).toEqual(before.check);
		expect(await clearanceOf(before.requestId)).toEqual(before.clearance);
	});

	it('refuses a request on a check older than the limit it was made with', async () => {
		await set('checkValidDays', 2);
		const needId = await aNeed(test.app, world.people.requester, world.itemTypes.carpet);
		await findNothing(test.app, world.people.requester, needId);
		await set('checkValidDays', 30);
		test.clock.set(new Date(TEST_NOW.getTime() + 3 * DAY));
		try {
			expect(await codeOf(submitted(test.app, world.people.requester, needId))).toBe('checkStale');
		} finally {
			test.clock.set(TEST_NOW);
		}
	});

	it('gives a reservation its times, an invitation its hours and feedback its answer', async () => {
		const { app, db } = test;
		await set('reservationAnswerDays', 2);
		await set('reservationFetchDays', 5);
		const giver = world.librarian;
		const listingId = await offer(app, giver, world.itemTypes.chair, { quantity: '1' });
		const { held } = await reserve(app, world.people.requester, listingId);
		const id = held?.id ?? '';
		const deadline = async () =>
			(await db.selectFrom('reservation').select('expiresAt').where('id', '=', id).executeTakeFirstOrThrow())
				.expiresAt;
		expect(days(TEST_NOW, await deadline())).toBe(2);
		await app.reservation.approve(await actorOf(app, giver), id);
		expect(days(TEST_NOW, await deadline())).toBe(5);

		await set('invitationHours', 2);
		const admin = await actorOf(app, world.people.orgAdmin);
		await app.people.inviteAgain(admin, world.people.buyer.id);
		const account = await accountRepository(db).findOfPerson(world.people.buyer.id, 'password');
		const link = await db
			.selectFrom('oneTimeLink')
			.select('expiresAt')
			.where('accountId', '=', account?.id ?? '')
			.executeTakeFirstOrThrow();
		expect(link.expiresAt.getTime() - TEST_NOW.getTime()).toBe(2 * HOUR);
		const { expiresAt } = await app.provision.inviteAdmin({
			...{ email: 'maskin@fjordvik.example', name: 'Mari Maskin' },
			organisation: { orgnr: anOrgnr(), name: 'Maskinkommune' }
		});
		expect(expiresAt.getTime() - TEST_NOW.getTime()).toBe(2 * HOUR);

		await set('feedbackAnswerDays', 14);
		expect(await app.feedback.answerDays()).toBe(14);
	});

	it('ends a session that has lasted longer, also one that runs', async () => {
		const { app, clock } = test;
		const { cookie } = await app.account.signInAsDemoPerson(world.people.buyer.id);
		const isIn = async () => {
			const locals: App.Locals = {
				requestId: 'x',
				actor: null,
				practice: null,
				sessionId: null,
				session: null
			};
			const jar = { get: () => cookie.value, set: () => undefined } as never;
			await app.account.resumeSession({ cookies: jar, locals });
			return locals.actor !== null;
		};
		try {
			for (let hours = 0; hours <= 40; hours += 10) {
				clock.set(new Date(TEST_NOW.getTime() + hours * HOUR));
				expect(await isIn()).toBe(true);
			}
			await set('sessionDays', 1);
			expect(await isIn()).toBe(false);
		} finally {
			clock.set(TEST_NOW);
		}
	});
});
