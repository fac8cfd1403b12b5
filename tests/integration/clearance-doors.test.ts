import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { clearanceWorld, expectSoundClearances, type ClearanceWorld } from '../support/clearances';
import { aNeed, findNothing, submitted, weNeedIt } from '../support/needs';
import { offer } from '../support/offers';
import { actorOf, TEST_NOW, type TestApp, type World } from '../support/world';

const DAY = 86_400_000;

let at: ClearanceWorld;
let running: TestApp;
let world: World;
let requester: Actor;
let manager: Actor;

beforeAll(async () => {
	at = await clearanceWorld();
	({ running, world, requester, manager } = at);
});
beforeEach(() => running.clock.set(TEST_NOW));
afterEach(() => expectSoundClearances(running));
afterAll(() => at.stop());

const requestOf = async (requestId: string) =>
	running.db.selectFrom('purchaseRequest').selectAll().where('id', '=', requestId).executeTakeFirstOrThrow();
const clearancesOf = async (needId: string) =>
	(await running.app.clearance.get(requester, needId)).clearances;

describe('the way that is open', () => {
	it('goes over a completed check and another person to one clearance anyone can verify', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await submitted(app, world.people.requester, needId);
		expect((await app.purchaseRequest.listWaiting(manager)).map((request) => request.id)).toContain(
			requestId
		);
		expect(await app.purchaseRequest.listWaiting(requester)).toEqual([]);
		const answer = await app.purchaseRequest.approve(manager, requestId);
		if (answer.outcome !== 'approved') throw new Error('not approved');
		const { number } = answer.clearance;
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'cleared',
			nextStep: 'showClearance'
		});
		const told = await app.clearance.find(number.toLowerCase().replaceAll('-', ' '), 'anyone');
		expect(told).toMatchObject({
			status: 'valid',
			number,
			quantityClearedMilli: 5000,
			quantityConsumedMilli: 0,
			pack: 'furniture',
			type: 'deskHeightAdjustable'
		});
		expect(JSON.stringify(told)).not.toMatch(/Nordnes|Randi|skole/i);
		running.clock.set(new Date(TEST_NOW.getTime() + 61 * DAY));
		expect((await app.clearance.find(number, 'anyone')).status).toBe('expired');
		expect((await app.clearance.find('7K3M-90XQ-4RTD', 'anyone')).status).toBe('unknown');
		expect((await app.clearance.find('<script>', 'anyone')).number).toBeNull();
	});

	it('lets what an expired clearance held be asked for again, over a new check', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		await app.purchaseRequest.approve(manager, await submitted(app, world.people.requester, needId));
		await expect(app.reuseCheck.open(requester, needId)).rejects.toMatchObject({
			code: 'needNothingMissing'
		});
		running.clock.set(new Date(TEST_NOW.getTime() + 61 * DAY));
		await app.reuseCheck.open(requester, needId);
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'checking',
			nextStep: 'answerCheck'
		});
		await findNothing(app, world.people.requester, needId);
		const again = await app.purchaseRequest.approve(
			manager,
			await submitted(app, world.people.requester, needId)
		);
		expect(again.outcome).toBe('approved');
		expect((await clearancesOf(needId)).map(({ status }) => status).sort()).toEqual(['expired', 'valid']);
	});

	it('leads on when a clearance has run out, and never to doing without what was cleared', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		await app.purchaseRequest.approve(
			manager,
			await submitted(app, world.people.requester, needId, { quantity: '2' })
		);
		await app.reuseCheck.open(requester, needId);
		const avoid = {
			rung: 'avoid',
			answers: { usedFor: 'Kurs', howLong: 'Et år', ifNot: 'Vi klarer oss' },
			note: 'Vi klarer oss'
		} as const;
		const answer = (how: { decision: 'without' } | { decision: 'less'; quantity: number }) =>
			app.reuseCheck.answerRung(requester, needId, { ...avoid, ...how });
		await expect(answer({ decision: 'without' })).rejects.toMatchObject({ code: 'needPartlyCleared' });
		await expect(answer({ decision: 'less', quantity: 1 })).rejects.toMatchObject({
			code: 'needPartlyCleared'
		});
		await answer({ decision: 'less', quantity: 2 });
		expect((await app.need.getNeed(requester, needId)).nextStep).toBe('showClearance');
		running.clock.set(new Date(TEST_NOW.getTime() + 61 * DAY));
		expect((await app.need.getNeed(requester, needId)).nextStep).toBe('checkAgain');
	});

	it('counts look-ups, so that numbers cannot be guessed', async () => {
		const find = () => running.app.clearance.find('7K3M-90XQ-4RTD', 'guesser');
		for (let time = 0; time < 30; time++) await find();
		await expect(find()).rejects.toMatchObject({ code: 'tooManyAttempts', status: 429 });
		await expect(running.app.clearance.find('7K3M-90XQ-4RTD', 'another')).resolves.toMatchObject({
			status: 'unknown'
		});
	});
});

describe('doors through the services', () => {
	it('a missing rung', async () => {
		const { app } = running;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		const requestId = await at.draft(needId);
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'checkRungMissing'
		});
	});

	it('an unfinished check', async () => {
		const { app } = running;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		await weNeedIt(app, world.people.requester, needId);
		const requestId = await at.draft(needId);
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'checkNotCompleted'
		});
	});

	it('a stale check, which a new one mends', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId);
		running.clock.set(new Date(TEST_NOW.getTime() + 14 * DAY + 1));
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'checkStale'
		});
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			checkState: 'stale',
			nextStep: 'checkAgain'
		});
		await app.reuseCheck.open(requester, needId);
		await findNothing(app, world.people.requester, needId);
		await app.purchaseRequest.submit(requester, requestId);
		expect((await requestOf(requestId)).state).toBe('submitted');
	});

	it('criteria left out', async () => {
		const { app } = running;
		const requestId = await at.draft(await at.aCheckedNeed(), { spareParts: null, warrantyMonths: null });
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			details: { fields: { spareParts: 'required', warrantyMonths: 'required' } }
		});
	});

	it('too much, at once or in parts', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId, { quantity: '6' });
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'purchaseTooMuch'
		});
		await at.draft(needId, { quantity: '3' });
		await app.purchaseRequest.submit(requester, requestId);
		await app.purchaseRequest.approve(manager, requestId);
		// The check has been the ground for one purchase; the rest is looked for again.
		const rest = await at.draft(needId, { quantity: '2' });
		await expect(app.purchaseRequest.submit(requester, rest)).rejects.toMatchObject({ code: 'checkStale' });
		await app.reuseCheck.open(requester, needId);
		await findNothing(app, world.people.requester, needId);
		await at.draft(needId, { quantity: '3' });
		await expect(app.purchaseRequest.submit(requester, rest)).rejects.toMatchObject({
			code: 'purchaseTooMuch'
		});
		await at.draft(needId, { quantity: '2' });
		await app.purchaseRequest.submit(requester, rest);
		await app.purchaseRequest.approve(manager, rest);
		expect((await clearancesOf(needId)).reduce((sum, row) => sum + row.quantityClearedMilli, 0)).toBe(5000);
		expect((await app.need.getNeed(requester, needId)).state).toBe('cleared');
	});

	it('the same person, as requester or as the one who stated the need', async () => {
		const { app } = running;
		const actor = await actorOf(app, at.both);
		const own = await submitted(app, at.both, await at.aCheckedNeed(at.both));
		await expect(app.purchaseRequest.approve(actor, own)).rejects.toMatchObject({ code: 'fourEyes' });
		await expect(app.purchaseRequest.reject(actor, own, 'nei')).rejects.toMatchObject({ code: 'fourEyes' });
		const needId = await aNeed(app, at.both, world.itemTypes.desk);
		await findNothing(app, world.people.requester, needId);
		const others = await submitted(app, world.people.requester, needId);
		await expect(app.purchaseRequest.approve(actor, others)).rejects.toMatchObject({ code: 'fourEyes' });
	});

	it('someone without the right, here or in another organisation', async () => {
		const { app } = running;
		const requestId = await submitted(app, world.people.requester, await at.aCheckedNeed());
		const librarian = await actorOf(app, world.librarian);
		await expect(app.purchaseRequest.approve(librarian, requestId)).rejects.toMatchObject({
			code: 'notFound'
		});
		const foreign = await actorOf(app, world.utlandManager);
		await expect(app.purchaseRequest.approve(foreign, requestId)).rejects.toMatchObject({ code: 'notFound' });
		await expect(app.purchaseRequest.get(foreign, requestId)).rejects.toMatchObject({ code: 'notFound' });
		expect(await app.purchaseRequest.countWaiting(foreign)).toBe(0);
	});

	it('a request that was not submitted, was rejected, or is changed while it waits', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId);
		await expect(app.purchaseRequest.approve(manager, requestId)).rejects.toMatchObject({
			code: 'purchaseNotSubmitted'
		});
		await app.purchaseRequest.submit(requester, requestId);
		await expect(at.draft(needId, { quantity: '1' })).rejects.toMatchObject({
			code: 'purchaseAlreadySubmitted'
		});
		await app.purchaseRequest.reject(manager, requestId, 'Bruk det dere har');
		await expect(app.purchaseRequest.approve(manager, requestId)).rejects.toMatchObject({
			code: 'purchaseAlreadyDecided'
		});
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'checking',
			nextStep: 'requestPurchase'
		});
	});

	it('a check whose finds were let go again', async () => {
		const { app } = running;
		await offer(app, world.librarian, world.itemTypes.chair, { title: 'Kontorstol', quantity: '2' });
		const needId = await aNeed(app, world.people.requester, world.itemTypes.chair);
		await weNeedIt(app, world.people.requester, needId);
		await app.reuseCheck.answerGroup(requester, needId, { groupNumber: 1, outcome: 'used', quantity: 2 });
		await app.reuseCheck.complete(requester, needId);
		const requestId = await submitted(app, world.people.requester, needId, { quantity: '3' });
		const [held] = (await app.need.getNeed(requester, needId)).reservations;
		await app.reservation.cancel(requester, held?.id ?? '');
		expect(await requestOf(requestId)).toMatchObject({ state: 'draft', sentBackReason: 'coverageFell' });
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'checkStale'
		});
	});
});

describe('new surplus', () => {
	it('sends the request back, seen with the requester’s eyes', async () => {
		const { app, db } = running;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.carpet, { quantity: '20' });
		await findNothing(app, world.people.requester, needId);
		const requestId = await submitted(app, world.people.requester, needId, { quantity: '20' });
		running.clock.set(new Date(TEST_NOW.getTime() + DAY));
		const listingId = await offer(app, world.librarian, world.itemTypes.carpet, {
			title: 'Teppeflis',
			quantity: '8',
			yearAcquired: 2015
		});
		expect(await app.purchaseRequest.approve(manager, requestId)).toEqual({
			outcome: 'sentBack',
			reason: 'newSurplus',
			listingIds: [listingId]
		});
		expect(await requestOf(requestId)).toMatchObject({ state: 'draft', sentBackReason: 'newSurplus' });
		const reruns = await db
			.selectFrom('reuseCheckRerun')
			.selectAll()
			.where('purchaseRequestId', '=', requestId)
			.execute();
		expect(reruns).toMatchObject([{ newSurplus: 1, ranBy: manager.personId }]);
		expect(await app.need.getNeed(requester, needId)).toMatchObject({
			state: 'checking',
			nextStep: 'checkAgain'
		});
		await app.reuseCheck.open(requester, needId);
		await findNothing(app, world.people.requester, needId);
		await app.purchaseRequest.submit(requester, requestId);
		expect((await app.purchaseRequest.approve(manager, requestId)).outcome).toBe('approved');
	});

	it('is not what only the approver can see', async () => {
		const { app } = running;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.laptop);
		await findNothing(app, world.people.requester, needId);
		const requestId = await submitted(app, world.people.requester, needId);
		running.clock.set(new Date(TEST_NOW.getTime() + DAY));
		await offer(app, world.librarian, world.itemTypes.laptop, {
			title: 'PC',
			isNarrowed: true,
			narrowedReason: 'Flyttes internt',
			narrowedUntil: '2026-12-20'
		});
		expect((await app.purchaseRequest.approve(manager, requestId)).outcome).toBe('approved');
	});
});

describe('at the same time', () => {
	it('two approvers give one clearance', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await submitted(app, world.people.requester, needId);
		const other = await actorOf(app, at.second);
		const answers = await Promise.allSettled(
			[manager, other, manager, other].map((actor) => app.purchaseRequest.approve(actor, requestId))
		);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const answer of answers)
			if (answer.status === 'rejected')
				expect(answer.reason).toMatchObject({ code: 'purchaseAlreadyDecided' });
		expect(await clearancesOf(needId)).toHaveLength(1);
	});

	it('an approval and a reservation never cover more than the need', async () => {
		const { app } = running;
		for (let round = 0; round < 5; round++) {
			const listingId = await offer(app, world.librarian, world.itemTypes.chair, {
				title: `Stol ${round}`,
				quantity: '5'
			});
			const needId = await aNeed(app, world.people.requester, world.itemTypes.chair);
			await findNothing(app, world.people.requester, needId);
			const requestId = await submitted(app, world.people.requester, needId);
			await Promise.allSettled([
				app.purchaseRequest.approve(manager, requestId),
				app.reservation.reserve(requester, {
					listingId,
					unitId: requester.homeUnitId,
					quantityMilli: 5000,
					needId
				})
			]);
			const need = await app.need.getNeed(requester, needId);
			const cleared = need.clearances.reduce((sum, row) => sum + row.quantityClearedMilli, 0);
			expect(need.coveredMilli + cleared).toBe(5000);
		}
	});
});
