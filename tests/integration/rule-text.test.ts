import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { settableClock } from '$lib/platform/clock';
import { writeRuleForm, type RuleInput } from '$lib/rule/rule.schema';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;
let rule: TestApp['app']['rule'];
let admin: Actor;
let operator: Actor;
let requester: Actor;
let neighbour: Actor;

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(test.db, test.clock);
	({ rule } = test.app);
	await rule.installRules();
	admin = await actorOf(test.app, world.people.orgAdmin);
	operator = await actorOf(test.app, world.people.operator);
	requester = await actorOf(test.app, world.people.requester);
	neighbour = await actorOf(test.app, world.strandvik);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const says = (body: string, over: Partial<RuleInput> = {}): RuleInput => ({
	ownerRole: 'buyer',
	sourceTitle: 'Vedtak 12/26',
	sourceUrl: 'https://example.org/vedtak',
	validFrom: '2026-11-23',
	reviewBy: '2027-06-01',
	texts: {
		nb: { title: 'Ombruk først', body },
		nn: { title: 'Ombruk først', body: `${body} (nn)` },
		en: { title: 'Reuse first', body: `${body} (en)` }
	},
	...over
});
const seen = async (actor: Actor, key = 'reuseFirst') => (await rule.getForAdmin(actor, key)).seen;
const shownTo = async (actor: Actor, locale: 'nb' | 'nn' | 'en' = 'nb') =>
	(await rule.listAt(actor, ['check'], locale))[0];

describe('the text of a rule', () => {
	it('is shipped in three languages with owner, source and the day it was read, where it applies', async () => {
		expect(await shownTo(requester, 'nn')).toMatchObject({
			key: 'reuseFirst',
			body: expect.stringContaining('Behovet skal først prøvast dekt'),
			ownerRole: 'buyer',
			sourceTitle: expect.stringContaining('195/22'),
			reviewedOn: '2026-11-22',
			isOverdue: false
		});
		const keys = (await rule.listAt(requester, ['hazard', 'custody'], 'en')).map(({ key }) => key);
		expect(keys).toEqual(['hazardousSubstances', 'buildingDocumentation', 'dataErasure', 'electricalWaste']);
	});

	it('is an organisation’s own from the day it says, and nobody else’s', async () => {
		const { own } = await seen(admin);
		const later = says('Spør innkjøp først.', { validFrom: '2026-12-01' });
		await rule.write(admin, { key: 'reuseFirst', scope: 'own', seen: own }, later);
		expect((await shownTo(requester))?.body).toContain('Behovet skal først');
		test.clock.set(new Date('2026-12-01T08:00:00Z'));
		expect((await shownTo(requester))?.body).toBe('Spør innkjøp først.');
		expect((await shownTo(requester, 'nn'))?.body).toBe('Spør innkjøp først. (nn)');
		expect((await shownTo(neighbour))?.body).toContain('Behovet skal først');
		await rule.installRules();
		expect((await shownTo(requester))?.body).toBe('Spør innkjøp først.');
	});

	it('gives way to the shared one again, which only the operator writes', async () => {
		const { own, shared } = await seen(admin);
		await expect(
			rule.write(
				admin,
				{ key: 'reuseFirst', scope: 'shared', seen: shared },
				says('Alle', { validFrom: '2026-12-01' })
			)
		).rejects.toMatchObject({ status: 404 });
		await rule.write(
			operator,
			{ key: 'reuseFirst', scope: 'shared', seen: shared },
			says('Ombruk for alle.', { validFrom: '2026-12-01' })
		);
		expect((await shownTo(neighbour))?.body).toBe('Ombruk for alle.');
		expect((await shownTo(requester))?.body).toBe('Spør innkjøp først.');
		await rule.withdraw(admin, { key: 'reuseFirst', seen: own });
		expect((await shownTo(requester))?.body).toBe('Ombruk for alle.');
	});

	it('is refused from a day that has been, and by whoever saw another version', async () => {
		const { shared } = await seen(operator);
		const attempt = (over: Partial<RuleInput>, of = shared) =>
			rule.write(operator, { key: 'reuseFirst', scope: 'shared', seen: of }, says('X', over));
		await expect(attempt({ validFrom: '2026-11-30' })).rejects.toMatchObject({ code: 'ruleDateInPast' });
		await expect(attempt({ validFrom: '2026-12-01', reviewBy: '2026-12-01' })).rejects.toMatchObject({
			code: 'ruleReviewPast'
		});
		const both = await Promise.allSettled([1, 2].map(() => attempt({ validFrom: '2026-12-01' })));
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'changedMeanwhile' }
		});
		await expect(rule.getForAdmin(operator, 'noSuchRule')).rejects.toMatchObject({ status: 404 });
		expect(writeRuleForm.safeParse({ sourceUrl: 'javascript:alert(1)' }).error?.issues).toContainEqual(
			expect.objectContaining({ path: ['sourceUrl'], message: 'ruleSourceInvalid' })
		);
	});
});

describe('the day a rule is to be read again', () => {
	it('is told to whoever administers when it has passed, until it is read', async () => {
		expect(await rule.countOverdue(admin)).toBe(0);
		test.clock.set(new Date('2027-11-23T08:00:00Z'));
		expect(await rule.countOverdue(admin)).toBeGreaterThan(5);
		expect(await rule.countOverdue(requester)).toBe(0);
		expect((await rule.listForAdmin(admin))[0]).toMatchObject({ isOverdue: true });
		expect(await shownTo(requester)).toMatchObject({ isOverdue: true });
		const before = await rule.countOverdue(admin);
		const { shared } = await seen(operator, 'fourEyes');
		await rule.review(operator, { key: 'fourEyes', scope: 'shared', seen: shared }, '2028-11-23');
		expect(await rule.countOverdue(admin)).toBe(before - 1);
		const [{ body, reviewedOn } = { body: '', reviewedOn: '' }] = await rule.listAt(
			requester,
			['approval'],
			'nb'
		);
		expect(reviewedOn).toBe('2027-11-23');
		expect(body).toContain('Den som ber om et kjøp');
	});
});

it('is written by administrators alone, and every change is in the log', async () => {
	for (const attempt of [
		rule.listForAdmin(requester),
		rule.getForAdmin(requester, 'fourEyes'),
		rule.withdraw(requester, { key: 'fourEyes', seen: 0 })
	])
		await expect(attempt).rejects.toMatchObject({ status: 404 });
	const logged = await test.db
		.selectFrom('auditEntry')
		.select(['event', 'reason', 'actorId'])
		.where('event', 'like', 'rule.%')
		.orderBy('occurredAt')
		.execute();
	expect(logged.map(({ event, reason }) => `${event} ${reason}`)).toEqual([
		'rule.written own',
		'rule.written shared',
		'rule.withdrawn own',
		'rule.written shared',
		'rule.reviewed shared'
	]);
	const rewriting = test.db.updateTable('ruleText').set({ body: 'Noe annet' }).execute();
	await expect(rewriting).rejects.toThrow(/permission denied/);
});
