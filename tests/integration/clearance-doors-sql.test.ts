import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { newId } from '$lib/platform/ids';
import { clearanceWorld, expectSoundClearances, type ClearanceWorld } from '../support/clearances';
import { aNeed, aRequest, findNothing, submitted, weNeedIt } from '../support/needs';
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

describe('doors through SQL as the server’s own role', () => {
	const run = (query: ReturnType<typeof sql>) => query.execute(running.db);
	const refusedBy = async (query: ReturnType<typeof sql>, constraint: string) =>
		expect(run(query)).rejects.toMatchObject({ constraint });
	const now = sql`now()`;
	const clearanceFor = (
		requestId: string,
		change: { quantity?: number; type?: string; number?: string; days?: number } = {}
	) => sql`
		insert into clearance (id, number, purchase_request_id, organisation_id, unit_id, item_type_id, quantity_cleared_milli,
			measure, state, issued_at, issued_by, valid_until)
		values (${newId()}, ${change.number ?? '7K3M-90XQ-4RTD'}, ${requestId}, ${requester.organisationId}, ${requester.homeUnitId},
			${change.type ?? world.itemTypes.desk.id}, ${change.quantity ?? 5000}, 'pcs', 'valid', ${now}, ${manager.personId}, now() + make_interval(days => ${change.days ?? 1}))`;
	const approveBySql = (requestId: string, by: string, rerunId: string | null) => sql`
		update purchase_request set state = 'approved', decided_by = ${by}, decided_at = ${now}, rerun_id = ${rerunId} where id = ${requestId}`;
	const rerun = async (requestId: string, surplus = 0, ranAt = TEST_NOW) => {
		const id = newId();
		await run(
			sql`insert into reuse_check_rerun (id, purchase_request_id, new_surplus, ran_at, ran_by) values (${id}, ${requestId}, ${surplus}, ${ranAt}, ${manager.personId})`
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
		const needId = await at.aCheckedNeed();
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
		const onOpen = await at.draft(open);
		await refusedBy(
			submitBySql(onOpen, sql`${new Date(TEST_NOW.getTime() + DAY)}::timestamptz`),
			'purchase_request_check_completed'
		);
		await refusedBy(submitBySql(onOpen), 'purchase_request_check_fresh');
		const other = await app.reuseCheck.getCheck(requester, await at.aCheckedNeed());
		await expect(
			run(sql`update purchase_request set check_id = ${other.id} where id = ${onOpen}`)
		).rejects.toMatchObject({
			code: '23503'
		});

		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId);
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
		const needId = await at.aCheckedNeed();
		await refusedBy(submitBySql(await at.draft(needId, { quantity: '6' })), 'purchase_request_within_need');
		await refusedBy(submitBySql(await at.draft(needId, { takeBack: null })), 'purchase_request_criteria');
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
		await refusedBy(submitBySql(await at.draft(covered)), 'purchase_request_something_missing');

		await offer(app, world.librarian, world.itemTypes.laptop, { title: 'Liten PC', quantity: '2' });
		const partly = await aNeed(app, world.people.requester, world.itemTypes.laptop);
		await weNeedIt(app, world.people.requester, partly);
		await app.reuseCheck.answerGroup(requester, partly, { groupNumber: 1, outcome: 'used', quantity: 2 });
		await app.reuseCheck.complete(requester, partly);
		await run(sql`update need set covered_milli = 0 where id = ${partly}`);
		await refusedBy(submitBySql(await at.draft(partly)), 'purchase_request_within_need');
	});

	it('approving one’s own, one not submitted, without a look or over new surplus, or otherwise than submitted', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId);
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
		const foreign = await rerun(await at.draft(await at.aCheckedNeed()));
		await refusedBy(approveBySql(requestId, manager.personId, foreign), 'purchase_request_rerun_clean');
		await refusedBy(
			sql`update purchase_request set quantity_milli = 1000 where id = ${requestId}`,
			'purchase_request_as_submitted'
		);
		await refusedBy(
			sql`update reuse_check set state = 'stale' where need_id = ${needId}`,
			'purchase_request_check_completed'
		);

		const statedByManager = await aNeed(app, at.both, world.itemTypes.desk);
		await findNothing(app, world.people.requester, statedByManager);
		const others = await submitted(app, world.people.requester, statedByManager);
		await refusedBy(approveBySql(others, at.both.id, await rerun(others)), 'purchase_request_four_eyes');
	});

	it('issuing a clearance for nothing, for more, for something else, or twice', async () => {
		const { app } = running;
		await refusedBy(clearanceFor(newId()), 'clearance_of_its_need');
		const needId = await at.aCheckedNeed();
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

	it('approving by a look that was made before the request was submitted, or dating the one around the other', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await submitted(app, world.people.requester, needId);
		const early = await rerun(requestId, 0, new Date(TEST_NOW.getTime() + 60_000));
		await run(
			sql`update purchase_request set state = 'draft', submitted_at = null, check_valid_until = null where id = ${requestId}`
		);
		// Submitted again an hour later, as the service dates it; what was looked at before does not carry over.
		running.clock.set(new Date(TEST_NOW.getTime() + 60 * 60_000));
		await refusedBy(submitBySql(requestId), 'purchase_request_rerun_after_submission');
		await app.purchaseRequest.submit(requester, requestId);
		await refusedBy(
			approveBySql(requestId, manager.personId, early),
			'purchase_request_rerun_after_submission'
		);
		await refusedBy(
			sql`update purchase_request set submitted_at = ${TEST_NOW} where id = ${requestId}`,
			'purchase_request_as_submitted'
		);
		await run(
			approveBySql(
				requestId,
				manager.personId,
				await rerun(requestId, 0, new Date(TEST_NOW.getTime() + 61 * 60_000))
			)
		);
	});

	it('submitting or approving on another check than the newest of the need', async () => {
		const { app } = running;
		const newer = (needId: string) =>
			sql`insert into reuse_check (id, need_id, state, query, engine_version, rule_version, total, started_at)
				values (${newId()}, ${needId}, 'open', '{}', '1', '1', 0, ${new Date(TEST_NOW.getTime() + 1000)})`;
		const needId = await at.aCheckedNeed();
		const requestId = await submitted(app, world.people.requester, needId);
		await run(newer(needId));
		await refusedBy(
			approveBySql(requestId, manager.personId, await rerun(requestId)),
			'purchase_request_newest_check'
		);
		const other = await at.aCheckedNeed();
		const onOld = await at.draft(other);
		await run(newer(other));
		await refusedBy(submitBySql(onOld), 'purchase_request_newest_check');
	});

	it('handing a request on so that who made it may approve it', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const both = await actorOf(app, at.both);
		const { requestId } = await app.purchaseRequest.save(both, needId, aRequest());
		const handTo = (personId: string) =>
			sql`update purchase_request set requested_by = ${personId}, makers = array[${personId}]::uuid[] where id = ${requestId}`;
		await run(handTo(requester.personId));
		await run(sql`update purchase_request set makers = '{}' where id = ${requestId}`);
		await run(submitBySql(requestId));
		await refusedBy(handTo(manager.personId), 'purchase_request_stays');
		await refusedBy(
			approveBySql(requestId, at.both.id, await rerun(requestId)),
			'purchase_request_four_eyes'
		);
		await run(approveBySql(requestId, manager.personId, await rerun(requestId)));
	});

	it('rewriting what a need was stated with: its price, its evidence, its day', async () => {
		const { app } = running;
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk, {
			unitPriceOre: 400_000,
			priceEvidence: 'quote',
			priceReference: 'Tilbud 12'
		});
		for (const change of [
			sql`unit_price_ore = 9000000`,
			sql`price_evidence = 'agreement'`,
			sql`price_reference = 'Avtale 7'`,
			sql`would_buy_new = 'no'`,
			sql`stated_at = stated_at - interval '30 days'`,
			sql`created_at = created_at - interval '30 days'`,
			sql`needed_by = needed_by + 30`,
			sql`attributes = '{"widthMm": 1}'`
		])
			await refusedBy(sql`update need set ${change} where id = ${needId}`, 'need_stays_what_was_asked');
		// What people wrote may hold names, and can be erased.
		await run(sql`update need set title = '(slettet)', reason = '(slettet)' where id = ${needId}`);
	});

	it('a clearance that never ends', async () => {
		const { app } = running;
		const requestId = await submitted(app, world.people.requester, await at.aCheckedNeed());
		await run(approveBySql(requestId, manager.personId, await rerun(requestId)));
		await refusedBy(clearanceFor(requestId, { days: 366 }), 'clearance_validity');
		await refusedBy(clearanceFor(requestId, { days: -1 }), 'clearance_validity');
		await run(clearanceFor(requestId, { days: 365, number: '7K3M-90XQ-4RTF' }));
	});

	it('writing what a person said into the audit log', async () => {
		await refusedBy(
			sql`insert into audit_entry (id, event, organisation_id, subject_kind, subject_id, reason, occurred_at)
				values (${newId()}, 'need.moved', ${requester.organisationId}, 'need', ${newId()}, 'Kari har sluttet', ${now})`,
			'audit_entry_reason_check'
		);
	});
});
