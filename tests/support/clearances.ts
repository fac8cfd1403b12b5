import { expect } from 'vitest';
import type { SaveRequestInput } from '$lib/need/purchase-request.service.server';
import type { Actor } from '$lib/organisation/permission';
import { settableClock } from '$lib/platform/clock';
import { createTestDatabase, type TestDatabase } from './database';
import { aNeed, aRequest, findNothing } from './needs';
import {
	actorOf,
	createTestApp,
	createWorld,
	TEST_NOW,
	type TestApp,
	type TestPerson,
	type World
} from './world';

/** A world of its own with those who ask for purchases and those who approve them. */
export interface ClearanceWorld {
	running: TestApp;
	world: World;
	requester: Actor;
	manager: Actor;
	/** A manager of the same units who also states needs. */
	both: TestPerson;
	/** A second manager. */
	second: TestPerson;
	/** A need of five desks whose check is completed and found nothing. @returns its id */
	aCheckedNeed(person?: TestPerson): Promise<string>;
	/** The requester's draft. @returns its id */
	draft(needId: string, input?: Partial<SaveRequestInput>): Promise<string>;
	stop(): Promise<void>;
}

export async function clearanceWorld(): Promise<ClearanceWorld> {
	const database: TestDatabase = await createTestDatabase();
	const running = await createTestApp(database, settableClock(TEST_NOW));
	const { app } = running;
	const world = await createWorld(running.db, running.clock);
	const both = await world.make.person('Berit Begge', world.units.school, ['requester', 'manager']);
	const second = await world.make.person('Nora Nummerto', world.units.agency, ['manager']);
	const requester = await actorOf(app, world.people.requester);
	return {
		running,
		world,
		requester,
		manager: await actorOf(app, world.people.manager),
		both,
		second,
		aCheckedNeed: async (person = world.people.requester) => {
			const needId = await aNeed(app, person, world.itemTypes.desk);
			await findNothing(app, person, needId);
			return needId;
		},
		draft: async (needId, input = {}) =>
			(await app.purchaseRequest.save(requester, needId, aRequest(input))).requestId,
		stop: async () => {
			await running.stop();
			await database.drop();
		}
	};
}

/** I1 and I8, read from the rows: whatever a test did, no clearance stands without its check and another's yes. */
export async function expectSoundClearances({ db }: TestApp): Promise<void> {
	const { total } = await db
		.selectFrom('clearance')
		.innerJoin('purchaseRequest', 'purchaseRequest.id', 'clearance.purchaseRequestId')
		.innerJoin('reuseCheck', 'reuseCheck.id', 'purchaseRequest.checkId')
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.where((eb) =>
			eb.or([
				eb('purchaseRequest.state', '<>', 'approved'),
				eb('reuseCheck.state', '<>', 'completed'),
				eb('purchaseRequest.decidedBy', '=', eb.ref('purchaseRequest.requestedBy')),
				eb('purchaseRequest.decidedBy', '=', eb.fn.any('purchaseRequest.makers')),
				eb('clearance.quantityClearedMilli', '<>', eb.ref('purchaseRequest.quantityMilli'))
			])
		)
		.executeTakeFirstOrThrow();
	expect(total).toBe(0);
}
