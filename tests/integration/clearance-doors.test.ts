import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '$lib/platform/ids';
import { settableClock } from '$lib/platform/clock';
import type { Actor } from '$lib/organisation/permission';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, aRequest, findNothing, submitted, weNeedIt } from '../support/needs';
import { offer } from '../support/offers';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

const DAY = 86_400_000;

let database: TestDatabase;
let running: TestApp;
let world: World;
let requester: Actor;
let manager: Actor;
/** A manager of the same units who also states needs. */
let both: TestPerson;
/** A second manager. */
let second: TestPerson;

beforeAll(async () => {
	database = await createTestDatabase();
	running = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(running.db, running.clock);
	both = await world.make.person('Berit Begge', world.units.school, ['requester', 'manager']);
	second = await world.make.person('Nora Nummerto', world.units.agency, ['manager']);
	requester = await actorOf(running.app, world.people.requester);
	manager = await actorOf(running.app, world.people.manager);
});
beforeEach(() => running.clock.set(TEST_NOW));
afterEach(async () => {
	const { total } = await running.db
		.selectFrom('clearance')
		.innerJoin('purchaseRequest', 'purchaseRequest.id', 'clearance.purchaseRequestId')
		.innerJoin('reuseCheck', 'reuseCheck.id', 'purchaseRequest.checkId')
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.where((eb) =>
			eb.or([
				eb('purchaseRequest.state', '<>', 'approved'),
				eb('reuseCheck.state', '<>', 'completed'),
				eb('purchaseRequest.decidedBy', '=', eb.ref('purchaseRequest.requestedBy')),
				eb('clearance.quantityClearedMilli', '<>', eb.ref('purchaseRequest.quantityMilli'))
			])
		)
		.executeTakeFirstOrThrow();
	expect(total).toBe(0);
});
afterAll(async () => {
	await running.stop();
	await database.drop();
});

const aCheckedNeed = async (person: TestPerson = world.people.requester): Promise<string> => {
	const needId = await aNeed(running.app, person, world.itemTypes.desk);
	await findNothing(running.app, person, needId);
	return needId;
};
const requestOf = async (requestId: string) =>
	running.db.selectFrom('purchaseRequest').selectAll().where('id', '=', requestId).executeTakeFirstOrThrow();
const clearancesOf = async (needId: string) =>
	(await running.app.clearance.get(requester, needId)).clearances;
const draft = async (needId: string, input = {}) =>
	(await running.app.purchaseRequest.save(requester, needId, aRequest(input))).requestId;

describe('the way that is open', () => {
	it('goes over a completed check and another person to one clearance anyone can verify', async () => {
		const { app } = running;
		const needId = await aCheckedNeed();
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
		expect(JSON.stringify(told)).not.toMatch(/Nordnes|Randi|Fjordvik|skole/i);
		running.clock.set(new Date(TEST_NOW.getTime() + 61 * DAY));
		expect((await app.clearance.find(number, 'anyone')).status).toBe('expired');
		expect((await app.clearance.find('7K3M-90XQ-4RTD', 'anyone')).status).toBe('unknown');
		expect((await app.clearance.find('<script>', 'anyone')).number).toBeNull();
	});

	it('lets what an expired clearance held be asked for again, over a new check', async () => {
		const { app } = running;
		const needId = await aCheckedNeed();
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
		const needId = await aCheckedNeed();
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
		const requestId = await draft(needId);
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'checkRungMissing'
		});
	});

	it('an unfinished check', async () => {
		const { app } = running;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		await weNeedIt(app, world.people.requester, needId);
		const requestId = await draft(needId);
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'checkNotCompleted'
		});
	});

	it('a stale check, which a new one mends', async () => {
		const { app } = running;
		const needId = await aCheckedNeed();
		const requestId = await draft(needId);
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
		const requestId = await draft(await aCheckedNeed(), { spareParts: null, warrantyMonths: null });
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			details: { fields: { spareParts: 'required', warrantyMonths: 'required' } }
		});
	});

	it('too much, at once or in parts', async () => {
		const { app } = running;
		const needId = await aCheckedNeed();
		const requestId = await draft(needId, { quantity: '6' });
		await expect(app.purchaseRequest.submit(requester, requestId)).rejects.toMatchObject({
			code: 'purchaseTooMuch'
		});
		await draft(needId, { quantity: '3' });
		await app.purchaseRequest.submit(requester, requestId);
		await app.purchaseRequest.approve(manager, requestId);
		// The check has been the ground for one purchase; the rest is looked for again.
		const rest = await draft(needId, { quantity: '2' });
		await expect(app.purchaseRequest.submit(requester, rest)).rejects.toMatchObject({ code: 'checkStale' });
		await app.reuseCheck.open(requester, needId);
		await findNothing(app, world.people.requester, needId);
		await draft(needId, { quantity: '3' });
		await expect(app.purchaseRequest.submit(requester, rest)).rejects.toMatchObject({
			code: 'purchaseTooMuch'
		});
		await draft(needId, { quantity: '2' });
		await app.purchaseRequest.submit(requester, rest);
		await app.purchaseRequest.approve(manager, rest);
		expect((await clearancesOf(needId)).reduce((sum, row) => sum + row.quantityClearedMilli, 0)).toBe(5000);
		expect((await app.need.getNeed(requester, needId)).state).toBe('cleared');
	});

	it('the same person, as requester or as the one who stated the need', async () => {
		const { app } = running;
		const actor = await actorOf(app, both);
		const own = await submitted(app, both, await aCheckedNeed(both));
		await expect(app.purchaseRequest.approve(actor, own)).rejects.toMatchObject({ code: 'fourEyes' });
		await expect(app.purchaseRequest.reject(actor, own, 'nei')).rejects.toMatchObject({ code: 'fourEyes' });
		const needId = await aNeed(app, both, world.itemTypes.desk);
		await findNothing(app, world.people.requester, needId);
		const others = await submitted(app, world.people.requester, needId);
		await expect(app.purchaseRequest.approve(actor, others)).rejects.toMatchObject({ code: 'fourEyes' });
	});

	it('someone without the right, here or in another organisation', async () => {
		const { app } = running;
		const requestId = await submitted(app, world.people.requester, await aCheckedNeed());
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
		const needId = await aCheckedNeed();
		const requestId = await draft(needId);
		await expect(app.purchaseRequest.approve(manager, requestId)).rejects.toMatchObject({
			code: 'purchaseNotSubmitted'
		});
		await app.purchaseRequest.submit(requester, requestId);
		await expect(draft(needId, { quantity: '1' })).rejects.toMatchObject({
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
		const needId = await aCheckedNeed();
		const requestId = await submitted(app, world.people.requester, needId);
		const other = await actorOf(app, second);
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

describe('doors through SQL as the server’s own role', () => {
	const run = (query: ReturnType<typeof sql>) => query.execute(running.db);
	const refusedBy = async (query: ReturnType<typeof sql>, constraint: string) =>
		expect(run(query)).rejects.toMatchObject({ constraint });
	const now = sql`now()`;
	const clearanceFor = (
		requestId: string,
		change: { quantity?: number; type?: string; number?: string } = {}
	) => sql`
		insert into clearance (id, number, purchase_request_id, organisation_id, unit_id, item_type_id, quantity_cleared_milli,
			measure, state, issued_at, issued_by, valid_until)
		values (${newId()}, ${change.number ?? '7K3M-90XQ-4RTD'}, ${requestId}, ${requester.organisationId}, ${requester.homeUnitId},
			${change.type ?? world.itemTypes.desk.id}, ${change.quantity ?? 5000}, 'pcs', 'valid', ${now}, ${manager.personId}, now() + interval '1 day')`;
	const approveBySql = (requestId: string, by: string, rerunId: string | null) => sql`
		update purchase_request set state = 'approved', decided_by = ${by}, decided_at = ${now}, rerun_id = ${rerunId} where id = ${requestId}`;
	const rerun = async (requestId: string, surplus = 0) => {
		const id = newId();
		await run(
			sql`insert into reuse_check_rerun (id, purchase_request_id, new_surplus, ran_at, ran_by) values (${id}, ${requestId}, ${surplus}, ${now}, ${manager.personId})`
		);
		return id;
	};
	const submitBySql = (
		requestId: string,
		validUntil = sql`(select valid_until from reuse_check where id = check_id)`
	) => sql`
		update purchase_request set state = 'submitted', submitted_at = ${TEST_NOW}, check_valid_until = ${validUntil} where id = ${requestId}`;

	it('completing a check without its rungs or groups', async () => {
		const { app, db } = running;
		const complete = (needId: string) => sql`
			update reuse_check set state = 'completed', completed_at = ${now}, completed_by = ${requester.personId}, valid_until = now() + interval '1 day'
			where need_id = ${needId}`;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		await refusedBy(complete(needId), 'reuse_check_five_rungs');
		await refusedBy(
			sql`insert into reuse_check (id, need_id, state, query, engine_version, rule_version, total, started_at, completed_at, completed_by, valid_until)
				values (${newId()}, ${needId}, 'completed', '{}', '1', '1', 0, ${now}, ${now}, ${requester.personId}, now() + interval '1 day')`,
			'reuse_check_five_rungs'
		);
		const { checkId } = await app.reuseCheck.open(requester, needId);
		const answer = (rung: string, position: number, outcome: string) =>
			sql`insert into rung_answer (check_id, rung, position, outcome, reason, answered_by, answered_at)
				values (${checkId}, ${rung}, ${position}, ${outcome}, ${outcome === 'none' ? 'noOffer' : null}, ${requester.personId}, ${now})`;
		await refusedBy(answer('reuse', 2, 'none'), 'rung_answer_in_order');
		await refusedBy(answer('avoid', 1, 'notAvailable'), 'rung_with_source_is_answered');
		await refusedBy(answer('share', 1, 'notAvailable'), 'rung_position');

		await offer(app, world.librarian, world.itemTypes.chair, { title: 'Stol' });
		const withOffer = await aNeed(app, world.people.requester, world.itemTypes.chair);
		const opened = await app.reuseCheck.open(requester, withOffer);
		for (const [index, rung] of ['avoid', 'reuse', 'share', 'repair', 'cooperate'].entries())
			await run(sql`insert into rung_answer (check_id, rung, position, outcome, reason, answered_by, answered_at)
				values (${opened.checkId}, ${rung}, ${index + 1}, 'none', 'noOffer', ${requester.personId}, ${now})`);
		await refusedBy(complete(withOffer), 'reuse_check_groups_answered');
		expect(
			await db.selectFrom('reuseCheck').selectAll().where('needId', '=', withOffer).execute()
		).toMatchObject([{ state: 'open' }]);
	});

	it('changing a completed check or its answers', async () => {
		const needId = await aCheckedNeed();
		const check = await running.app.reuseCheck.getCheck(requester, needId);
		await refusedBy(
			sql`update reuse_check set valid_until = valid_until + interval '30 days' where id = ${check.id}`,
			'reuse_check_is_evidence'
		);
		await refusedBy(
			sql`update reuse_check set state = 'open', completed_at = null, completed_by = null, valid_until = null where id = ${check.id}`,
			'reuse_check_is_evidence'
		);
		await refusedBy(
			sql`update reuse_check set rest_reason = 'tooFar' where id = ${check.id}`,
			'reuse_check_is_evidence'
		);
		await refusedBy(
			sql`update rung_answer set outcome = 'none', reason = 'tooFar' where check_id = ${check.id}`,
			'reuse_check_is_evidence'
		);
		await expect(run(sql`delete from rung_answer where check_id = ${check.id}`)).rejects.toThrow(
			/permission denied/
		);
		await expect(run(sql`delete from reuse_check where id = ${check.id}`)).rejects.toThrow(
			/permission denied/
		);
	});

	it('submitting on an open, a stale or another need’s check', async () => {
		const { app } = running;
		const open = await aNeed(app, world.people.requester, world.itemTypes.desk);
		const onOpen = await draft(open);
		await refusedBy(
			submitBySql(onOpen, sql`${new Date(TEST_NOW.getTime() + DAY)}::timestamptz`),
			'purchase_request_check_completed'
		);
		await refusedBy(submitBySql(onOpen), 'purchase_request_check_fresh');
		const other = await app.reuseCheck.getCheck(requester, await aCheckedNeed());
		await expect(
			run(sql`update purchase_request set check_id = ${other.id} where id = ${onOpen}`)
		).rejects.toMatchObject({
			code: '23503'
		});

		const needId = await aCheckedNeed();
		const requestId = await draft(needId);
		await refusedBy(
			sql`update purchase_request set state = 'submitted', submitted_at = ${new Date(TEST_NOW.getTime() + 15 * DAY)},
				check_valid_until = (select valid_until from reuse_check where id = check_id) where id = ${requestId}`,
			'purchase_request_check_fresh'
		);
		await run(sql`update reuse_check set state = 'stale' where need_id = ${needId}`);
		await refusedBy(submitBySql(requestId), 'purchase_request_check_completed');
	});

	it('submitting too much, without criteria, or on a check that found all of it', async () => {
		const { app } = running;
		const needId = await aCheckedNeed();
		await refusedBy(submitBySql(await draft(needId, { quantity: '6' })), 'purchase_request_within_need');
		await refusedBy(submitBySql(await draft(needId, { takeBack: null })), 'purchase_request_criteria');
		await refusedBy(
			sql`update need set quantity_milli = 50000 where id = ${needId}`,
			'need_stays_what_was_asked'
		);
		await refusedBy(
			sql`update need set item_type_id = ${world.itemTypes.laptop.id} where id = ${needId}`,
			'need_stays_what_was_asked'
		);
		await refusedBy(
			sql`update need set reduced_from_milli = 50000 where id = ${needId}`,
			'need_stays_what_was_asked'
		);
		await refusedBy(sql`update need set state = 'draft' where id = ${needId}`, 'need_stays_what_was_asked');

		await offer(app, world.librarian, world.itemTypes.laptop, { title: 'Bærbar PC', quantity: '5' });
		const covered = await aNeed(app, world.people.requester, world.itemTypes.laptop);
		await weNeedIt(app, world.people.requester, covered);
		await app.reuseCheck.answerGroup(requester, covered, { groupNumber: 1, outcome: 'used', quantity: 5 });
		await app.reuseCheck.complete(requester, covered);
		await run(sql`update need set covered_milli = 0 where id = ${covered}`);
		await refusedBy(submitBySql(await draft(covered)), 'purchase_request_something_missing');

		await offer(app, world.librarian, world.itemTypes.laptop, { title: 'Liten PC', quantity: '2' });
		const partly = await aNeed(app, world.people.requester, world.itemTypes.laptop);
		await weNeedIt(app, world.people.requester, partly);
		await app.reuseCheck.answerGroup(requester, partly, { groupNumber: 1, outcome: 'used', quantity: 2 });
		await app.reuseCheck.complete(requester, partly);
		await run(sql`update need set covered_milli = 0 where id = ${partly}`);
		await refusedBy(submitBySql(await draft(partly)), 'purchase_request_within_need');
	});

	it('approving one’s own, one not submitted, without a look or over new surplus, or otherwise than submitted', async () => {
		const { app } = running;
		const needId = await aCheckedNeed();
		const requestId = await draft(needId);
		await refusedBy(approveBySql(requestId, manager.personId, null), 'purchase_request_submitted_first');
		await app.purchaseRequest.submit(requester, requestId);
		await refusedBy(
			approveBySql(requestId, requester.personId, await rerun(requestId)),
			'purchase_request_four_eyes'
		);
		await refusedBy(approveBySql(requestId, manager.personId, null), 'purchase_request_rerun_needed');
		await refusedBy(
			approveBySql(requestId, manager.personId, await rerun(requestId, 2)),
			'purchase_request_rerun_clean'
		);
		const foreign = await rerun(await draft(await aCheckedNeed()));
		await refusedBy(approveBySql(requestId, manager.personId, foreign), 'purchase_request_rerun_clean');
		await refusedBy(
			sql`update purchase_request set quantity_milli = 1000 where id = ${requestId}`,
			'purchase_request_as_submitted'
		);
		await refusedBy(
			sql`update reuse_check set state = 'stale' where need_id = ${needId}`,
			'purchase_request_check_completed'
		);

		const statedByManager = await aNeed(app, both, world.itemTypes.desk);
		await findNothing(app, world.people.requester, statedByManager);
		const others = await submitted(app, world.people.requester, statedByManager);
		await refusedBy(approveBySql(others, both.id, await rerun(others)), 'purchase_request_four_eyes');
	});

	it('issuing a clearance for nothing, for more, for something else, or twice', async () => {
		const { app } = running;
		await refusedBy(clearanceFor(newId()), 'clearance_of_its_need');
		const needId = await aCheckedNeed();
		const requestId = await submitted(app, world.people.requester, needId);
		await refusedBy(clearanceFor(requestId), 'clearance_of_approved_request');
		await run(approveBySql(requestId, manager.personId, await rerun(requestId)));
		await refusedBy(clearanceFor(requestId, { quantity: 6000 }), 'clearance_of_approved_request');
		await refusedBy(clearanceFor(requestId, { type: world.itemTypes.laptop.id }), 'clearance_of_its_need');
		await run(clearanceFor(requestId));
		await refusedBy(
			clearanceFor(requestId, { number: '7K3M-90XQ-4RTE' }),
			'clearance_purchase_request_id_key'
		);
		await refusedBy(clearanceFor(requestId, { number: '7K3M-90XQ' }), 'clearance_number_check');
		await refusedBy(
			sql`update clearance set quantity_cleared_milli = 9000 where purchase_request_id = ${requestId}`,
			'clearance_is_as_issued'
		);
		await refusedBy(
			sql`update clearance set valid_until = now() + interval '9 years' where purchase_request_id = ${requestId}`,
			'clearance_is_as_issued'
		);
		await refusedBy(
			sql`update clearance set quantity_consumed_milli = 6000 where purchase_request_id = ${requestId}`,
			'clearance_never_overdrawn'
		);
		await refusedBy(
			sql`update purchase_request set quantity_milli = 9000 where id = ${requestId}`,
			'purchase_request_is_decided'
		);
		await expect(run(sql`delete from clearance`)).rejects.toThrow(/permission denied/);
		await expect(run(sql`alter table clearance drop constraint clearance_never_overdrawn`)).rejects.toThrow(
			/must be owner/
		);
		await expect(run(sql`alter table purchase_request disable trigger all`)).rejects.toThrow(/must be owner/);
		await expect(run(sql`set session_replication_role = replica`)).rejects.toThrow(/permission denied/);
	});
});
