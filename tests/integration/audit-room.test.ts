import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '$lib/audit/audit-csv';
import type { AuditFilter } from '$lib/audit/audit-filter';
import { eventText, knownEvents, reasonText, stateText, subjectText } from '$lib/audit/audit-text';
import type { Actor } from '$lib/organisation/permission';
import { settableClock } from '$lib/platform/clock';
import { csvStreamResponse } from '$lib/platform/csv.server';
import { AppError } from '$lib/platform/errors';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { aNeed, findNothing, submitted } from '../support/needs';
import { offer, reserve } from '../support/offers';
import { actorOf, createTestApp, createWorld, TEST_NOW, type TestApp, type World } from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;
let admin: Actor;
let auditor: Actor;
let operator: Actor;
let chairs: string;
let need: string;

const hoursLater = (hours: number) => test.clock.set(new Date(TEST_NOW.getTime() + hours * 3_600_000));

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(test.db, test.clock);
	const { app } = test;
	const { people, itemTypes, librarian, strandvik } = world;
	admin = await actorOf(app, people.orgAdmin);
	auditor = await actorOf(app, people.auditor);
	operator = await actorOf(app, people.operator);
	chairs = await offer(app, librarian, itemTypes.chair, { title: 'Stoler fra lesesalen', quantity: '6' });
	await offer(app, strandvik, itemTypes.chair, { title: 'Strandviks stoler' });
	hoursLater(1);
	const desks = await offer(app, librarian, itemTypes.desk);
	await reserve(app, people.requester, desks, 1);
	hoursLater(2);
	need = await aNeed(app, people.requester, itemTypes.carpet, { title: 'Teppe til gangen' });
	await findNothing(app, people.requester, need);
	const requestId = await submitted(app, people.requester, need);
	await app.purchaseRequest.approve(await actorOf(app, people.manager), requestId);
	hoursLater(3);
	await app.people.giveRole(admin, librarian.id, 'storageKeeper', world.units.library.id);
	const { version } = await test.db
		.selectFrom('listing')
		.select('version')
		.where('id', '=', chairs)
		.executeTakeFirstOrThrow();
	await app.listing.withdraw(await actorOf(app, librarian), { id: chairs, version, reason: 'stillNeeded' });
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const read = async (filter: AuditFilter = {}, as: Actor = admin) =>
	(await test.app.audit.list(as, 'organisation', filter)).lines;
const eventsOf = async (filter: AuditFilter, as: Actor = admin) =>
	(await read(filter, as)).map(({ event }) => event);
const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => 'allowed',
		(error: unknown) => (error instanceof AppError ? error.code : String(error))
	);

describe('who reads the log', () => {
	it('is the administrator and the auditor, of their own organisation', async () => {
		for (const actor of [admin, auditor]) {
			const lines = await read({}, actor);
			expect(lines.length).toBeGreaterThan(10);
			expect(new Set(lines.map(({ organisationName }) => organisationName))).toEqual(
				new Set(['Fjordvik kommune'])
			);
		}
		for (const person of [world.people.manager, world.people.operator, world.strandvik])
			expect(await codeOf(test.app.audit.list(await actorOf(test.app, person), 'organisation', {}))).toBe(
				'notFound'
			);
	});

	it('is not the administrator, for what belongs to the installation', async () => {
		expect(await codeOf(test.app.audit.list(admin, 'instance', {}))).toBe('notFound');
		expect(await codeOf(test.app.audit.export(auditor, 'instance', {}))).toBe('notFound');
	});
});

describe('a line', () => {
	it('says in words what happened, who did it, and leads to the thing', async () => {
		const [line] = await read({ event: 'listing.withdrawn' });
		expect(line).toMatchObject({
			fromState: 'published',
			toState: 'withdrawn',
			reason: 'stillNeeded',
			actor: { name: 'Lise Librarian' }
		});
		const [granted] = await read({ event: 'membership.granted' });
		expect(granted?.subject).toEqual({
			title: 'Lise Librarian',
			href: `/admin/people/${world.librarian.id}`
		});
		const [stated] = await read({ event: 'need.stated' });
		expect(stated?.subject).toEqual({ title: 'Teppe til gangen', href: `/needs/${need}` });
	});

	it('leads only where the reader may go', async () => {
		const [granted] = await read({ event: 'membership.granted' }, auditor);
		expect(granted?.subject).toEqual({ title: 'Lise Librarian', href: null });
		// What was taken down is its unit's and the auditor's.
		const [seen] = await read({ event: 'listing.withdrawn' }, auditor);
		expect(seen?.subject.href).toBe(`/listings/${chairs}`);
		const [hidden] = await read({ event: 'listing.withdrawn' }, admin);
		expect(hidden?.subject).toEqual({ title: null, href: null });
	});

	it('has words for everything in it', async () => {
		for (const { event, subjectKind, fromState, toState, reason } of await read()) {
			expect(eventText(event)).not.toBe(event);
			expect(subjectText(subjectKind)).not.toBe(subjectKind);
			for (const state of [fromState, toState])
				if (state !== null) expect(stateText(event, subjectKind, state), event).not.toBe(state);
			if (reason !== null) expect(reasonText(event, subjectKind, reason), event).not.toBe(reason);
		}
		expect(knownEvents()).toContain('audit.exported');
	});

	it('names nobody of another organisation, only where they work', async () => {
		const guest = await world.make.person('Gjest Gjestesen', world.units.strandvik, []);
		await test.db
			.insertInto('auditEntry')
			.values({
				id: '01930000-0000-7000-8000-0000000000aa',
				event: 'reservation.approved',
				organisationId: admin.organisationId,
				actorId: guest.id,
				subjectKind: 'person',
				subjectId: guest.id,
				fromState: null,
				toState: null,
				reason: null,
				occurredAt: new Date('2020-01-01T12:00:00Z')
			})
			.execute();
		const [line] = await read({ to: '2020-12-31' });
		expect(line?.actor).toMatchObject({ name: null, organisationName: 'Strandvik kommune' });
		expect(line?.subject).toEqual({ title: null, href: null });
		expect(await read({ who: 'Gjestesen' })).toEqual([]);
	});
});

describe('the filters', () => {
	it('pick by day in Oslo, both included', async () => {
		const all = await read({ from: '2026-11-23', to: '2026-11-23' });
		expect(all.length).toBeGreaterThan(10);
		expect(await read({ from: '2026-11-24' })).toEqual([]);
		const midnight = new Date('2026-11-22T23:30:00Z');
		await test.db
			.insertInto('auditEntry')
			.values({
				id: '01930000-0000-7000-8000-0000000000ab',
				event: 'need.reduced',
				organisationId: admin.organisationId,
				actorId: null,
				subjectKind: 'need',
				subjectId: need,
				fromState: null,
				toState: null,
				reason: null,
				occurredAt: midnight
			})
			.execute();
		expect(await eventsOf({ from: '2026-11-23', to: '2026-11-23', event: 'need.reduced' })).toHaveLength(1);
		expect(await eventsOf({ to: '2026-11-22', event: 'need.reduced' })).toEqual([]);
	});

	it('pick by who, by kind of event, by kind of thing and by thing', async () => {
		expect(new Set((await read({ who: 'lise' })).map(({ actor }) => actor?.name))).toEqual(
			new Set(['Lise Librarian'])
		);
		expect(await read({ who: world.librarian.id })).toEqual(await read({ who: 'lise' }));
		expect(await eventsOf({ event: 'purchaseRequest.approved' })).toEqual(['purchaseRequest.approved']);
		expect(new Set(await eventsOf({ kind: 'membership' }))).toEqual(new Set(['membership.granted']));
		expect(await eventsOf({ subject: chairs })).toEqual([
			'listing.withdrawn',
			'listing.published',
			'listing.created'
		]);
	});

	it('pick by unit, with what lies below it', async () => {
		const library = await read({ unit: world.units.library.id });
		expect(library.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['listing.published', 'membership.granted'])
		);
		expect(library.some(({ event }) => event === 'need.stated')).toBe(false);
		const agency = await eventsOf({ unit: world.units.agency.id });
		expect(agency).toEqual(expect.arrayContaining(['listing.published', 'need.stated', 'clearance.issued']));
	});

	it('find nothing of what is foreign or unknown', async () => {
		for (const filter of [
			{ unit: world.units.strandvik.id },
			{ unit: '01930000-0000-7000-8000-000000000000' },
			{ who: world.strandvik.id },
			{ who: 'nobody is called this' }
		])
			expect(await read(filter)).toEqual([]);
	});
});

it('turns page after page without losing or repeating a line', async () => {
	const { db } = test;
	await db
		.insertInto('auditEntry')
		.values(
			Array.from({ length: 130 }, (_, index) => ({
				id: `01940000-0000-7000-8000-${String(index).padStart(12, '0')}`,
				event: 'listing.edited',
				organisationId: admin.organisationId,
				actorId: world.librarian.id,
				subjectKind: 'listing',
				subjectId: chairs,
				// Several of the same instant.
				occurredAt: new Date(Date.UTC(2024, 0, 1 + Math.floor(index / 40)))
			}))
		)
		.execute();
	const seen: string[] = [];
	let before: string | undefined;
	do {
		const page = await test.app.audit.list(
			admin,
			'organisation',
			{ to: '2024-12-31', from: '2024-01-01' },
			before
		);
		seen.push(...page.lines.map(({ id }) => id));
		before = page.next ?? undefined;
	} while (before);
	expect(seen).toHaveLength(130);
	expect(new Set(seen).size).toBe(130);
	expect(seen).toEqual([...seen].sort().reverse());
});

describe('the file', () => {
	async function fileOf(as: Actor, filter: AuditFilter, scope: 'organisation' | 'instance' = 'organisation') {
		const { batches } = await test.app.audit.export(as, scope, filter);
		const bytes = await csvStreamResponse('logg.csv', auditRows(batches)).arrayBuffer();
		return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	}

	it('has what the filters pick, in words and codes, and says in the log that it was taken out', async () => {
		hoursLater(5);
		const before = (await eventsOf({ event: 'audit.exported' })).length;
		const text = await fileOf(auditor, { subject: chairs, from: '2026-01-01' });
		const lines = text.trimEnd().split('\r\n');
		expect(text.startsWith('\ufeffid;')).toBe(true);
		expect(lines).toHaveLength(4);
		expect(lines[1]).toContain('2026-11-23 12:00:00;listing.withdrawn;Annonse tatt ned;');
		expect(lines[1]).toContain(`;${world.librarian.id};Lise Librarian;Fjordvik kommune;`);
		expect(lines[1]).toContain(';stillNeeded;Vi trenger det selv');
		expect(await eventsOf({ event: 'audit.exported' })).toHaveLength(before + 1);
		const [entry] = await read({ event: 'audit.exported' });
		expect(entry).toMatchObject({ reason: 'filtered', actor: { name: 'Audun Auditor' } });
	});

	it('is whole over its batches', async () => {
		const text = await fileOf(admin, { from: '2024-01-01', to: '2024-12-31' });
		expect(text.trimEnd().split('\r\n')).toHaveLength(131);
	});

	it('runs nothing in a spreadsheet', async () => {
		const evil = await world.make.person('=HYPERLINK("http://x.example")', world.units.school, []);
		await test.db
			.insertInto('auditEntry')
			.values({
				id: '01930000-0000-7000-8000-0000000000ac',
				event: 'person.moved',
				organisationId: admin.organisationId,
				actorId: evil.id,
				subjectKind: 'person',
				subjectId: evil.id,
				occurredAt: new Date('2021-01-01T12:00:00Z')
			})
			.execute();
		const text = await fileOf(admin, { from: '2021-01-01', to: '2021-12-31' });
		expect(text).toContain(`;"'=HYPERLINK`);
	});

	it('is only taken out by a person who is signed in', async () => {
		const via = { kind: 'token', tokenId: 't', unitId: 'u', scopes: [] } as const;
		expect(await codeOf(test.app.audit.export({ ...admin, via }, 'organisation', {}))).toBe('notFound');
	});
});

it('shows the operator what belongs to the installation, of every organisation and without names', async () => {
	const entry = (id: string, person: string, organisationId: string) => ({
		id,
		event: 'itemType.imported',
		organisationId,
		actorId: person,
		subjectKind: 'itemType',
		subjectId: world.itemTypes.desk.id,
		toState: 'active',
		reason: 'changed',
		occurredAt: test.clock.now()
	});
	await test.db
		.insertInto('auditEntry')
		.values([
			entry('01930000-0000-7000-8000-0000000000ba', world.people.operator.id, admin.organisationId),
			entry('01930000-0000-7000-8000-0000000000bb', world.strandvik.id, world.strandvik.organisationId)
		])
		.execute();
	const { lines } = await test.app.audit.list(operator, 'instance', {});
	expect(lines.map(({ event }) => event)).toEqual(['itemType.imported', 'itemType.imported']);
	expect(lines[0]).toMatchObject({
		actor: { name: null, organisationName: 'Strandvik kommune' },
		subject: { title: expect.stringMatching(/pult/i) as string }
	});
});
