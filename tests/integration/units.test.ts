import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, settableClock } from '$lib/platform/clock';
import { AppError } from '$lib/platform/errors';
import { newId } from '$lib/platform/ids';
import { aNeedWithQuote } from '../support/benefits';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { offer, reserve } from '../support/offers';
import {
	actorOf,
	anOrgnr,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from '../support/world';

let database: TestDatabase;
let test: TestApp;
let world: World;
const TODAY = '2026-11-23';
const TOMORROW = addDays(TODAY, 1);

beforeAll(async () => {
	database = await createTestDatabase();
	test = await createTestApp(database, settableClock(TEST_NOW));
	world = await createWorld(test.db, test.clock);
});
afterAll(async () => {
	await test.stop();
	await database.drop();
});

const admin = () => actorOf(test.app, world.people.orgAdmin);
/** The code a call is refused with, with the field it is about. */
const refusalOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'allowed',
		(error: unknown) => {
			if (!(error instanceof AppError)) throw error;
			const { field, fields } = error.details;
			return [error.code, field, ...Object.entries(fields ?? {}).flat()].filter(Boolean).join(' ');
		}
	);

describe('a new unit', () => {
	const kitchen = () => ({ name: 'Kantina', kind: 'unit' as const, parentId: world.units.school.id });

	it('hangs where it was put from today, and whoever reaches its parent reaches it at once', async () => {
		const orgnr = anOrgnr();
		const { unitId } = await test.app.unit.add(await admin(), { ...kitchen(), orgnr, district: 'Nordnes' });
		const units = await test.app.organisation.listUnits(await admin());
		expect(units.find(({ id }) => id === unitId)).toMatchObject({
			name: 'Kantina',
			parentId: world.units.school.id
		});
		const { grants } = await actorOf(test.app, world.people.manager);
		expect(grants.some(({ unitIds }) => unitIds.has(unitId))).toBe(true);
		const twin = { ...kitchen(), name: 'Kjøkkenet', orgnr };
		expect(await refusalOf(test.app.unit.add(await admin(), twin))).toBe('unitOrgnrTaken orgnr');
	});

	it('is refused with what is wrong beside the field', async () => {
		const { add } = test.app.unit;
		await add(await admin(), { ...kitchen(), name: 'Vaktmesteren' });
		expect(await refusalOf(add(await admin(), { ...kitchen(), name: 'VAKTMESTEREN' }))).toBe(
			'unitNameTaken name'
		);
		const wrong = { ...kitchen(), name: 'Ny', orgnr: '123456789', isAddressProtected: true };
		expect(await refusalOf(add(await admin(), wrong))).toBe(
			'invalid orgnr orgnrInvalid district unitDistrictNeeded'
		);
		const elsewhere = { ...kitchen(), parentId: world.units.strandvik.id };
		expect(await refusalOf(add(await admin(), elsewhere))).toBe('chooseOne parentId');
		const manager = await actorOf(test.app, world.people.manager);
		expect(await refusalOf(add(manager, kitchen()))).toBe('notFound');
	});

	it('is one of two when two add the same at once', async () => {
		const actor = await admin();
		const same = { ...kitchen(), name: 'Samtidig' };
		const answers = await Promise.all([1, 2, 3].map(() => refusalOf(test.app.unit.add(actor, same))));
		expect(answers.sort()).toEqual(['allowed', 'unitNameTaken name', 'unitNameTaken name']);
	});
});

/** Who reaches a unit today with a role, by name. */
const reachers = async (unitId: string, people: readonly TestPerson[]) => {
	const found: string[] = [];
	for (const person of people) {
		const { grants } = await actorOf(test.app, person);
		if (grants.some(({ unitIds }) => unitIds.has(unitId))) found.push(person.name);
	}
	return found;
};
const audited = async (subjectId: string) => {
	const rows = await test.db
		.selectFrom('auditEntry')
		.select(['event', 'fromState', 'toState', 'reason'])
		.where('subjectId', '=', subjectId)
		.orderBy('id')
		.execute();
	return rows.map(({ event, fromState, toState, reason }) => [event, fromState, toState, reason].join(' '));
};
const at = (day: string) => test.clock.set(new Date(`${day}T08:00:00Z`));
/** A department of its own with agencies below it, and a manager in each. */
async function aDepartment(mark: string) {
	const { make, organisations } = world;
	const organisationId = organisations.fjordvik.id;
	const department = await make.unit(organisationId, null, 'cityDepartment', `Byrådsavdeling ${mark}`);
	const agency = await make.unit(organisationId, department, 'agency', `Etat ${mark}`);
	const unit = await make.unit(organisationId, agency, 'unit', `Enhet ${mark}`);
	return {
		department,
		agency,
		unit,
		manager: await make.person(`Leder ${mark}`, agency, ['manager']),
		worker: await make.person(`Ansatt ${mark}`, unit, ['requester'])
	};
}

describe('a move', () => {
	it('tells who gains and who loses reach before it happens, and changes nothing by being looked at', async () => {
		const [from, to] = [await aDepartment('sett fra'), await aDepartment('sett til')];
		const state = () =>
			test.db.selectFrom('unitParent').selectAll().orderBy('id').execute().then(JSON.stringify);
		const before = await state();
		const entries = await audited(from.unit.id);
		const look = await test.app.unit.lookAtMove(await admin(), from.unit.id, {
			parentId: to.agency.id,
			validFrom: TODAY
		});
		expect(look.problem).toBeNull();
		expect(look.effects?.gains).toEqual([
			expect.objectContaining({ displayName: 'Leder sett til', units: 1 })
		]);
		expect(look.effects?.losses).toEqual([
			expect.objectContaining({ displayName: 'Leder sett fra', role: 'manager', units: 1 })
		]);
		expect(look.effects).toMatchObject({ units: 1, people: 1 });
		expect(await state()).toBe(before);
		expect(await audited(from.unit.id)).toEqual(entries);
	});

	it('takes effect at once for whoever acts today, and is on record', async () => {
		const [from, to] = [await aDepartment('straks fra'), await aDepartment('straks til')];
		const managers = [from.manager, to.manager];
		expect(await reachers(from.unit.id, managers)).toEqual(['Leder straks fra']);
		const listingId = await offer(test.app, from.worker, world.itemTypes.chair);
		const seen = async () =>
			(
				await test.app.search.search(await actorOf(test.app, world.librarian), {
					q: 'Kontorpult',
					condition: [],
					limit: 24
				})
			).total;
		const found = await seen();
		await test.app.unit.move(await admin(), from.unit.id, { parentId: to.agency.id, validFrom: TODAY });
		expect(await reachers(from.unit.id, managers)).toEqual(['Leder straks til']);
		expect(await seen()).toBe(found);
		expect((await test.app.listing.getListing(await actorOf(test.app, world.librarian), listingId)).id).toBe(
			listingId
		);
		expect(await audited(from.unit.id)).toEqual([`unit.moved ${from.agency.id} ${to.agency.id} 2026.11.23`]);
	});

	it('that is planned waits for its day, can be taken back, and stands in the way of an earlier one', async () => {
		const [from, to] = [await aDepartment('plan fra'), await aDepartment('plan til')];
		const { unit } = test.app;
		const managers = [from.manager, to.manager];
		const there = { parentId: to.agency.id, validFrom: '2026-12-01' };
		await unit.move(await admin(), from.unit.id, there);
		expect(await reachers(from.unit.id, managers)).toEqual(['Leder plan fra']);
		const earlier = unit.move(await admin(), from.unit.id, { ...there, validFrom: TOMORROW });
		expect(await refusalOf(earlier)).toBe('unitHasPlanned');
		at('2026-11-30');
		expect(await reachers(from.unit.id, managers)).toEqual(['Leder plan fra']);
		at('2026-12-01');
		expect(await reachers(from.unit.id, managers)).toEqual(['Leder plan til']);
		at(TODAY);
		await unit.takeBack(await admin(), from.unit.id, 'place');
		expect(await refusalOf(unit.takeBack(await admin(), from.unit.id, 'place'))).toBe('unitNothingPlanned');
		at('2026-12-01');
		expect(await reachers(from.unit.id, managers)).toEqual(['Leder plan fra']);
		at(TODAY);
	});

	it('is refused under itself, below itself, into the past, where it is, and abroad', async () => {
		const { department, agency, unit } = await aDepartment('nei');
		const move = async (parentId: string | null, validFrom = TODAY, unitId = agency.id) =>
			refusalOf(test.app.unit.move(await admin(), unitId, { parentId, validFrom }));
		expect(await move(agency.id)).toBe('unitUnderItself parentId');
		expect(await move(unit.id)).toBe('unitUnderItself parentId');
		expect(await move(agency.id, TODAY, department.id)).toBe('unitUnderItself parentId');
		expect(await move(null, '2026-11-22')).toBe('unitMoveInPast validFrom');
		expect(await move(null, '2040-01-01')).toBe('dateTooFar validFrom');
		expect(await move(department.id)).toBe('unitAlreadyThere parentId');
		expect(await move(world.units.strandvik.id)).toBe('chooseOne parentId');
		expect(await move(null, TODAY, world.units.strandvik.id)).toBe('notFound');
	});

	it('is refused to where another bears the name', async () => {
		const [from, to] = [await aDepartment('navnebror'), await aDepartment('navnesøster')];
		const { unitId } = await test.app.unit.add(await admin(), {
			name: 'enhet NAVNEBROR',
			kind: 'unit',
			parentId: to.agency.id
		});
		const there = { parentId: to.agency.id, validFrom: TODAY };
		expect(await refusalOf(test.app.unit.move(await admin(), from.unit.id, there))).toBe(
			'unitNameTaken parentId'
		);
		await test.app.unit.rename(await admin(), unitId, { name: 'Noe annet', validFrom: TODAY });
		expect(await refusalOf(test.app.unit.move(await admin(), from.unit.id, there))).toBe('allowed');
	});

	it('of A under B and of B under A at the same time: one of them', async () => {
		const actor = await admin();
		for (const round of ['en', 'to', 'tre', 'fire', 'fem']) {
			const [a, b] = [await aDepartment(`A ${round}`), await aDepartment(`B ${round}`)];
			const answers = await Promise.all([
				refusalOf(test.app.unit.move(actor, a.agency.id, { parentId: b.unit.id, validFrom: TODAY })),
				refusalOf(test.app.unit.move(actor, b.agency.id, { parentId: a.unit.id, validFrom: TODAY }))
			]);
			expect(answers.sort()).toEqual(['allowed', 'unitUnderItself parentId']);
			const ids = (await test.app.organisation.listUnits(actor)).map(({ id }) => id);
			expect(ids).toEqual(expect.arrayContaining([a.unit.id, b.unit.id, a.agency.id, b.agency.id]));
		}
	});

	it('that would close a circle on a later day is refused today', async () => {
		const [a, b] = [await aDepartment('ring A'), await aDepartment('ring B')];
		const under = (parentId: string, validFrom: string) => ({ parentId, validFrom });
		await test.app.unit.move(await admin(), a.agency.id, under(b.unit.id, '2027-01-01'));
		const other = test.app.unit.move(await admin(), b.agency.id, under(a.unit.id, '2026-12-01'));
		expect(await refusalOf(other)).toBe('unitUnderItself parentId');
	});
});

describe('a new name', () => {
	it('from today is borne at once; what it was called before stays known', async () => {
		const { unit } = await aDepartment('navn');
		await test.app.unit.rename(await admin(), unit.id, { name: 'Nytt navn', validFrom: TODAY });
		const { name, names } = await test.app.unit.get(await admin(), unit.id);
		expect(name).toBe('Nytt navn');
		expect(names.map((one) => [one.name, one.validTo])).toEqual([
			['Enhet navn', TODAY],
			['Nytt navn', null]
		]);
		expect(await audited(unit.id)).toEqual(['unit.renamed   2026.11.23']);
	});

	it('to come waits for its day', async () => {
		const { unit } = await aDepartment('ventenavn');
		await test.app.unit.rename(await admin(), unit.id, { name: 'Navn i morgen', validFrom: TOMORROW });
		const nameNow = async () => (await test.app.unit.get(await admin(), unit.id)).name;
		await test.app.unit.takeDueNames();
		expect(await nameNow()).toBe('Enhet ventenavn');
		at(TOMORROW);
		await test.app.unit.takeDueNames();
		expect(await nameNow()).toBe('Navn i morgen');
		at(TODAY);
		await test.app.unit.takeDueNames();
	});

	it('is refused before the last one, when it is the same, and when a sibling has it', async () => {
		const { unit, agency } = await aDepartment('avslag');
		const rename = async (name: string, validFrom: string) =>
			refusalOf(test.app.unit.rename(await admin(), unit.id, { name, validFrom }));
		expect(await rename('Rettet', '2026-03-01')).toBe('allowed');
		expect(await rename('For tidlig', '2026-02-28')).toBe('unitDateBeforeLast validFrom');
		expect(await rename('Rettet', TODAY)).toBe('unitSameName name');
		await test.app.unit.add(await admin(), { name: 'Nabo', kind: 'unit', parentId: agency.id });
		expect(await rename('NABO', TODAY)).toBe('unitNameTaken name');
	});
});

describe('facts', () => {
	it('are corrected, and what changed is on record without what it was', async () => {
		const { unit } = await aDepartment('fakta');
		const facts = { kind: 'agency', orgnr: null, district: 'Laksevåg', address: 'Vei 1' } as const;
		await test.app.unit.changeFacts(await admin(), unit.id, { ...facts, isAddressProtected: true });
		expect(await test.app.unit.get(await admin(), unit.id)).toMatchObject(facts);
		expect(await audited(unit.id)).toEqual(['unit.changed   address,district,isAddressProtected,kind']);
	});
});

describe('two units that become one', () => {
	it('are refused while something is under way, and it is told what', async () => {
		const [from, into] = [await aDepartment('opptatt'), await aDepartment('mottaker')];
		const listingId = await offer(test.app, from.worker, world.itemTypes.chair);
		await reserve(test.app, world.librarian, listingId);
		await aNeedWithQuote(test, from.worker, world.itemTypes.desk, '2');
		const look = await test.app.unit.lookAtMerge(await admin(), from.unit.id, into.unit.id);
		expect(look.blockers).toEqual([
			{ code: 'reservations', count: 1 },
			{ code: 'needs', count: 1 }
		]);
		const merge = (unitId: string, intoId: string) =>
			admin().then((actor) => refusalOf(test.app.unit.merge(actor, unitId, intoId)));
		expect(await merge(from.unit.id, into.unit.id)).toBe('unitMergeBlocked');
		expect(await merge(from.unit.id, from.unit.id)).toBe('unitIntoItself intoId');
		expect(await merge(from.agency.id, from.unit.id)).toBe('unitIntoOwnBranch intoId');
		expect(await merge(from.unit.id, world.units.strandvik.id)).toBe('chooseOne intoId');
	});

	it('keep the address of the protected one to itself', async () => {
		const [from, into] = [await aDepartment('skjult'), await aDepartment('åpen')];
		const address = 'Hemmeligveien 9';
		const listingId = await offer(test.app, from.worker, world.itemTypes.chair, { place: address });
		const seen = async () =>
			(await test.app.listing.getListing(await actorOf(test.app, world.librarian), listingId)).place;
		expect(await seen()).toContain(address);
		const facts = { kind: 'unit', orgnr: null, district: 'Årstad', address } as const;
		await test.app.unit.changeFacts(await admin(), from.unit.id, { ...facts, isAddressProtected: true });
		expect(await seen()).not.toContain(address);
		await test.app.unit.merge(await admin(), from.unit.id, into.unit.id);
		expect(await seen()).not.toContain(address);
	});

	it('share people, roles, things and what hangs below; nothing more is put into the one that closed', async () => {
		const [from, into] = [await aDepartment('gammel'), await aDepartment('ny')];
		const listingId = await offer(test.app, from.worker, world.itemTypes.chair, { quantity: '3' });
		const look = await test.app.unit.lookAtMerge(await admin(), from.agency.id, into.agency.id);
		expect(look.blockers).toEqual([]);
		const told = (rows?: readonly { displayName: string }[]) => rows?.map(({ displayName }) => displayName);
		expect(told(look.effects?.gains)).toEqual(['Leder ny', 'Leder gammel']);
		expect(told(look.effects?.losses)).toEqual([]);

		await test.app.unit.merge(await admin(), from.unit.id, into.unit.id);
		const { homeUnitId, grants } = await actorOf(test.app, from.worker);
		expect(homeUnitId).toBe(into.unit.id);
		expect(grants.map(({ role, unitId }) => [role, unitId])).toEqual([['requester', into.unit.id]]);
		const listing = await test.db
			.selectFrom('listing')
			.innerJoin('lot', 'lot.id', 'listing.lotId')
			.select(['listing.unitId', 'lot.unitId as lotUnitId', 'listing.state'])
			.where('listing.id', '=', listingId)
			.executeTakeFirstOrThrow();
		expect(listing).toEqual({ unitId: into.unit.id, lotUnitId: into.unit.id, state: 'published' });
		expect((await audited(listingId)).at(-1)).toBe(
			`listing.takenOver ${from.unit.id} ${into.unit.id} merged`
		);
		const { units, closed } = await test.app.unit.tree(await admin());
		expect(units.map(({ id }) => id)).not.toContain(from.unit.id);
		expect(closed.map(({ id }) => id)).toContain(from.unit.id);
		const late = test.app.need.state(await actorOf(test.app, into.worker), {
			...{ id: newId(), unitId: from.unit.id, itemTypeId: world.itemTypes.desk.id, title: 'Pult' },
			...{
				quantity: '1',
				neededBy: '2027-02-01',
				reason: 'For sent',
				priceEvidence: 'none',
				wouldBuyNew: 'no'
			}
		});
		expect(await refusalOf(late)).toBe('unitClosed unitId');
		expect(await refusalOf(test.app.unit.merge(await admin(), from.unit.id, into.unit.id))).toBe(
			'unitClosed'
		);

		await test.app.unit.merge(await admin(), from.department.id, into.department.id);
		const after = await test.app.unit.tree(await admin());
		expect(after.units.find(({ id }) => id === from.agency.id)?.parentId).toBe(into.department.id);
	});

	it('leave nobody standing between them when somebody asks for a thing at the same moment', async () => {
		const [from, into] = [await aDepartment('løp fra'), await aDepartment('løp til')];
		const listingId = await offer(test.app, from.worker, world.itemTypes.chair);
		const actor = await admin();
		const [merged, reserved] = await Promise.all([
			refusalOf(test.app.unit.merge(actor, from.unit.id, into.unit.id)),
			refusalOf(reserve(test.app, world.librarian, listingId))
		]);
		expect(reserved).toBe('allowed');
		expect(['allowed', 'unitMergeBlocked']).toContain(merged);
		const { unitId } = await test.db
			.selectFrom('listing')
			.select('unitId')
			.where('id', '=', listingId)
			.executeTakeFirstOrThrow();
		expect(unitId).toBe(merged === 'allowed' ? into.unit.id : from.unit.id);
	});
});

describe('closing', () => {
	it('waits until the unit is empty, and is told what is left', async () => {
		const { department, unit, worker } = await aDepartment('stenges');
		const { close, lookAtClose } = test.app.unit;
		await offer(test.app, worker, world.itemTypes.chair);
		const left = (await lookAtClose(await admin(), unit.id)).map(({ code, count }) => `${code} ${count}`);
		expect(left).toEqual(['people 1', 'roles 1', 'listings 1', 'lots 1']);
		expect(await refusalOf(close(await admin(), unit.id))).toBe('unitNotEmpty');
		expect((await lookAtClose(await admin(), department.id)).map(({ code }) => code)).toEqual(['children']);
		const { unitId } = await test.app.unit.add(await admin(), {
			name: 'Tom enhet',
			kind: 'unit',
			parentId: department.id
		});
		await close(await admin(), unitId);
		expect((await test.app.unit.get(await admin(), unitId)).closedOn).toBe(TODAY);
		expect((await audited(unitId)).at(-1)).toBe('unit.closed open closed ');
	});

	it('is refused for the last unit at the top', async () => {
		const tops = (await test.app.unit.tree(await admin())).units.filter(({ parentId }) => parentId === null);
		expect(tops.length).toBeGreaterThan(1);
		const alone = await world.make.organisation('Alene kommune');
		const boss = await world.make.person('Alma Alene', alone.root, ['orgAdmin']);
		const look = await test.app.unit.lookAtClose(await actorOf(test.app, boss), alone.root.id);
		expect(look.map(({ code }) => code)).toContain('lastTop');
	});
});
