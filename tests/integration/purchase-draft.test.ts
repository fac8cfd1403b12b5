import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/organisation/permission';
import { clearanceWorld, expectSoundClearances, type ClearanceWorld } from '../support/clearances';
import { aNeed, aRequest, findNothing } from '../support/needs';
import { actorOf, type TestApp, type TestPerson, type World } from '../support/world';

let at: ClearanceWorld;
let running: TestApp;
let world: World;
let requester: Actor;
let manager: Actor;
/** Another who asks for things in the requester's unit. */
let colleague: TestPerson;

beforeAll(async () => {
	at = await clearanceWorld();
	({ running, world, requester, manager } = at);
	colleague = await world.make.person('Kaja Kollega', world.units.school, ['requester']);
});
afterEach(() => expectSoundClearances(running));
afterAll(() => at.stop());

const eventsOf = (requestId: string) =>
	running.db
		.selectFrom('auditEntry')
		.select(['event', 'actorId', 'fromState', 'toState'])
		.where('subjectId', '=', requestId)
		.orderBy('id')
		.execute();

describe('a draft whose maker is away', () => {
	it('is sent by a colleague, who becomes its maker', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId);
		const other = await actorOf(app, colleague);
		expect(await app.need.getNeed(other, needId)).toMatchObject({
			nextStep: 'submitPurchase',
			draftOf: 'Randi Requester'
		});
		expect((await app.need.getNeed(requester, needId)).draftOf).toBeNull();
		expect(await app.purchaseRequest.findOpen(other, needId)).toMatchObject({
			isOwn: false,
			requestedByName: 'Randi Requester'
		});
		await app.purchaseRequest.submit(other, requestId);
		expect(await app.purchaseRequest.findOpen(requester, needId)).toMatchObject({
			state: 'submitted',
			requestedBy: colleague.id,
			makers: [requester.personId, colleague.id],
			isOwn: false
		});
		expect(await eventsOf(requestId)).toMatchObject([
			{ event: 'purchaseRequest.takenOver', actorId: colleague.id, fromState: 'draft', toState: 'draft' },
			{ event: 'purchaseRequest.submitted', actorId: colleague.id, fromState: 'draft', toState: 'submitted' }
		]);
		expect((await app.purchaseRequest.approve(manager, requestId)).outcome).toBe('approved');
	});

	it('is written on by a colleague, who has it from then on, and back again', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId);
		const other = await actorOf(app, colleague);
		const saved = await app.purchaseRequest.save(other, needId, aRequest({ quality: 'Svanemerket' }));
		expect(saved.requestId).toBe(requestId);
		expect(await app.purchaseRequest.findOpen(other, needId)).toMatchObject({
			isOwn: true,
			quality: 'Svanemerket'
		});
		await app.purchaseRequest.submit(requester, requestId);
		const { request } = await app.purchaseRequest.get(requester, requestId);
		expect(request).toMatchObject({
			requestedBy: requester.personId,
			makers: [requester.personId, colleague.id]
		});
	});

	it('stays where it is when it cannot be sent yet', async () => {
		const { app } = running;
		const needId = await at.aCheckedNeed();
		const requestId = await at.draft(needId, { quantity: '6' });
		const other = await actorOf(app, colleague);
		await expect(app.purchaseRequest.submit(other, requestId)).rejects.toMatchObject({
			code: 'purchaseTooMuch'
		});
		expect(await app.purchaseRequest.findOpen(other, needId)).toMatchObject({
			requestedBy: requester.personId,
			makers: [requester.personId]
		});
	});

	it('is not taken over from another unit', async () => {
		const { app } = running;
		const requestId = await at.draft(await at.aCheckedNeed());
		for (const person of [world.librarian, world.utland, world.people.manager])
			await expect(app.purchaseRequest.submit(await actorOf(app, person), requestId)).rejects.toMatchObject({
				status: expect.toBeOneOf([403, 404])
			});
	});
});

describe('four eyes on a draft that changed hands', () => {
	it('keep out everyone whose it has been, and who stated the need', async () => {
		const { app } = running;
		const both = await actorOf(app, at.both);
		// The manager wrote it; a colleague put their name to it.
		const needId = await aNeed(app, world.people.requester, world.itemTypes.desk);
		await findNothing(app, world.people.requester, needId);
		const { requestId } = await app.purchaseRequest.save(both, needId, aRequest());
		await app.purchaseRequest.submit(await actorOf(app, colleague), requestId);
		await expect(app.purchaseRequest.approve(both, requestId)).rejects.toMatchObject({ code: 'fourEyes' });
		await expect(app.purchaseRequest.reject(both, requestId, 'nei')).rejects.toMatchObject({
			code: 'fourEyes'
		});
		expect((await app.purchaseRequest.listWaiting(both)).map(({ id }) => id)).not.toContain(requestId);
		expect(await app.purchaseRequest.get(both, requestId)).toMatchObject({ isOwn: true, canDecide: false });

		// The manager took it over: the new submitter does not approve either.
		const second = await at.aCheckedNeed();
		const taken = await at.draft(second);
		await app.purchaseRequest.submit(both, taken);
		await expect(app.purchaseRequest.approve(both, taken)).rejects.toMatchObject({ code: 'fourEyes' });
		expect((await app.purchaseRequest.approve(manager, taken)).outcome).toBe('approved');
		expect((await app.purchaseRequest.approve(manager, requestId)).outcome).toBe('approved');
	});
});
