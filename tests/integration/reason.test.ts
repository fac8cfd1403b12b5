import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSALS } from '$lib/need/reuse-check';
import type { Actor } from '$lib/organisation/permission';
import { AppError } from '$lib/platform/errors';
import { offeredCodes } from '$lib/reason/reason';
import type { ReasonTexts } from '$lib/reason/reason.repository.server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, weNeedIt } from '../support/needs';
import { offer } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

const HOUR = 3_600_000;

let database: TestDatabase;
let test: TestApp;
let world: World;
let operator: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database);
	world = await createWorld(test.db, test.clock);
	operator = await actorOf(test.app, world.people.operator);
});
afterAll(async () => {
	await test?.stop();
	await database?.drop();
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => (error instanceof AppError ? error.code : String(error))
	);

const called = (title: string, help: string | null = null): ReasonTexts => ({
	nb: { title, help },
	nn: { title: `${title} (nn)`, help },
	en: { title: `${title} (en)`, help }
});
const write = async (
	vocabulary: string,
	code: string,
	{ title, help, isHidden = false }: { title: string; help?: string; isHidden?: boolean }
) => {
	const id = { vocabulary, code };
	const { seen } = await test.app.reason.get(operator, id);
	await test.app.reason.write(operator, id, { seen, isHidden, texts: called(title, help ?? null) });
};

describe('a reason', () => {
	it('is called what is shipped until the operator calls it something else, in every language', async () => {
		const { reason } = test.app;
		const read = async (locale: Actor['locale']) => (await reason.read('refusal', locale)).tooFar;
		expect(await read('nb')).toEqual({ text: 'For langt unna', help: null, isHidden: false });
		await write('refusal', 'tooFar', { title: 'For lang vei', help: 'Mer enn en time med bil.' });
		expect(await read('nb')).toMatchObject({ text: 'For lang vei', help: 'Mer enn en time med bil.' });
		expect(await read('nn')).toMatchObject({ text: 'For lang vei (nn)' });
		expect(await read('en')).toMatchObject({ text: 'For lang vei (en)' });
		const { versions, shipped } = await reason.get(operator, { vocabulary: 'refusal', code: 'tooFar' });
		expect(versions).toMatchObject([{ version: 1, writtenByName: world.people.operator.name }]);
		expect(shipped.nb.title).toBe('For langt unna');
		const { lines } = await test.app.audit.list(operator, 'instance', { event: 'reason.written' });
		expect(lines[0]).toMatchObject({ toState: 'offered', reason: 'tooFar' });
	});

	it('keeps in evidence the name it had then', async () => {
		const { app, clock } = test;
		await write('refusal', 'tooLate', { title: 'For sent' });
		try {
			clock.set(new Date(TEST_NOW.getTime() + HOUR));
			await write('refusal', 'tooLate', { title: 'Rekker ikke fram' });
			const texts = async (at?: Date) => (await app.reason.read('refusal', 'nb', at)).tooLate?.text;
			expect(await texts()).toBe('Rekker ikke fram');
			expect(await texts(TEST_NOW)).toBe('For sent');
			expect(await texts(new Date(TEST_NOW.getTime() - HOUR))).toBe('Kommer for sent');
		} finally {
			clock.set(TEST_NOW);
		}
	});

	it('can be hidden, but not the way out and not the last', async () => {
		const { app } = test;
		const hide = (vocabulary: string, code: string) =>
			codeOf(write(vocabulary, code, { title: 'Skjult', isHidden: true }));
		expect(await hide('refusal', 'other')).toBe('reasonOtherStays');
		expect(await hide('loss', 'lost')).toBe('allowed');
		expect(await hide('loss', 'recycled')).toBe('allowed');
		expect(await hide('loss', 'wasted')).toBe('reasonLastStays');
		expect(offeredCodes(await app.reason.read('loss', 'nb'), ['lost', 'recycled', 'wasted'])).toEqual([
			'wasted'
		]);
		await write('loss', 'lost', { title: 'Borte' });
		expect(await hide('loss', 'wasted')).toBe('allowed');
	});

	it('is the operator’s alone, and only of what people choose', async () => {
		const manager = await actorOf(test.app, world.people.manager);
		const id = { vocabulary: 'refusal', code: 'measure' };
		const input = { seen: 0, isHidden: false, texts: called('Noe') };
		expect(await codeOf(test.app.reason.write(manager, id, input))).toBe('notFound');
		expect(await codeOf(test.app.reason.list(manager, 'nb'))).toBe('notFound');
		expect(await codeOf(test.app.reason.get(manager, id))).toBe('notFound');
		for (const wrong of [
			{ vocabulary: 'refusal', code: 'noOffer' },
			{ vocabulary: 'role', code: 'manager' },
			{ vocabulary: 'refusal', code: 'constructor' }
		])
			expect(await codeOf(test.app.reason.write(operator, wrong, input))).toBe('notFound');
	});

	it('is written by one where two do it at once, and no version can be rewritten', async () => {
		const id = { vocabulary: 'withdrawReason', code: 'mistake' };
		const outcomes = await Promise.all(
			['en', 'to', 'tre'].map((title) =>
				codeOf(test.app.reason.write(operator, id, { seen: 0, isHidden: false, texts: called(title) }))
			)
		);
		expect(outcomes.toSorted()).toEqual(['allowed', 'changedMeanwhile', 'changedMeanwhile']);
		await expect(test.db.updateTable('reason').set({ isHidden: true }).execute()).rejects.toThrow(
			/permission/
		);
		await expect(test.db.deleteFrom('reasonText').execute()).rejects.toThrow(/permission/);
	});
});

describe('a hidden reason', () => {
	it('is not chosen for a find, one by one or together, and another one is', async () => {
		const { app } = test;
		await offer(app, world.librarian, world.itemTypes.chair, { quantity: '2' });
		const needId = await aNeed(app, world.people.requester, world.itemTypes.chair);
		await weNeedIt(app, world.people.requester, needId);
		await write('refusal', 'condition', { title: 'Tilstand', isHidden: true });
		const requester = await actorOf(app, world.people.requester);
		const answer = (reason: (typeof REFUSALS)[number]) =>
			codeOf(
				app.reuseCheck.answerGroup(requester, needId, {
					groupNumber: 1,
					outcome: 'refused',
					reason,
					note: 'x'
				})
			);
		expect(await answer('condition')).toBe('reasonHidden');
		expect(await codeOf(app.reuseCheck.answerRest(requester, needId, 'condition'))).toBe('reasonHidden');
		expect(await answer('function')).toBe('allowed');
		// Hidden after it was chosen, it still says why.
		await write('refusal', 'function', { title: 'Virker ikke for oss', isHidden: true });
		const check = await app.reuseCheck.getCheck(requester, needId);
		expect(check.groups[0]?.answer).toMatchObject({ reason: 'function' });
		expect((await app.reason.read('refusal', 'nb')).function).toMatchObject({ text: 'Virker ikke for oss' });
	});

	it('is not chosen for taking a listing down or for what is gone', async () => {
		const { app } = test;
		const giver = world.librarian;
		const id = await offer(app, giver, world.itemTypes.desk, { quantity: '2' });
		await write('withdrawReason', 'stillNeeded', { title: 'Trenger selv', isHidden: true });
		const actor = await actorOf(app, giver);
		const { version } = await app.listing.getListing(actor, id);
		const withdraw = (reason: 'stillNeeded' | 'mistake') =>
			codeOf(app.listing.withdraw(actor, { id, version, reason }));
		expect(await withdraw('stillNeeded')).toBe('reasonHidden');
		expect(await withdraw('mistake')).toBe('allowed');
		const { withdrawnReason, withdrawnAt } = await app.listing.getListing(actor, id);
		expect({ withdrawnReason, withdrawnAt }).toEqual({ withdrawnReason: 'mistake', withdrawnAt: TEST_NOW });
	});
});
