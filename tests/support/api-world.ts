import { addDays, osloDate, settableClock } from '$lib/platform/clock';
import { aToken, apiClient, type ApiClient } from './api';
import { createTestDatabase } from './database';
import { startServer, type RunningServer } from './server';
import { createTestApp, createWorld, type TestApp, type World } from './world';

export const UNKNOWN_ID = '01930000-0000-7000-8000-000000000000';
export const CRITERIA = {
	quality: 'Møbelfakta',
	expectedLifetimeYears: 15,
	warrantyMonths: 60,
	spareParts: 'I ti år',
	repairability: 'Skrudd, ikke limt',
	recyclability: 'Kan tas fra hverandre',
	takeBack: 'Leverandøren henter'
};
export const AVOID = {
	decision: 'needed',
	answers: { usedFor: 'Arbeidsplasser', howLong: 'Mange år', ifNot: 'Ingen pult' }
};

/** The built server on a small world, with a client for each who calls the API. */
export interface ApiWorld {
	test: TestApp;
	world: World;
	server: RunningServer;
	giver: ApiClient;
	requester: ApiClient;
	manager: ApiClient;
	aListing(change?: Record<string, unknown>): Record<string, unknown>;
	aNeed(change?: Record<string, unknown>): Record<string, unknown>;
	/** States a need. @returns its id */
	stated(change?: Record<string, unknown>): Promise<string>;
	/** A need for which nothing was found, asked to be bought. @returns the id of the purchase request */
	requested(change?: Record<string, unknown>): Promise<string>;
	/** In two months, as a date. */
	neededBy: string;
	stop(): Promise<void>;
}

let serial = 0;

export async function createApiWorld(): Promise<ApiWorld> {
	const database = await createTestDatabase();
	// The server beside us tells the time by itself.
	const test = await createTestApp(database, settableClock(new Date()));
	const world = await createWorld(test.db, test.clock);
	const server = await startServer({ database });
	const neededBy = addDays(osloDate(new Date()), 60);
	const { app } = test;
	const giver = apiClient(server, await aToken(app, world.librarian, 'listings:read', 'listings:write'));
	const requester = apiClient(
		server,
		await aToken(
			app,
			world.people.requester,
			'listings:read',
			'needs:read',
			'needs:write',
			'benefits:read',
			'reports:read'
		)
	);
	const manager = apiClient(
		server,
		await aToken(app, world.people.manager, 'needs:read', 'needs:write', 'clearances:read')
	);
	const aNeed = (change: Record<string, unknown> = {}) => ({
		title: 'Kontorpulter',
		type: world.itemTypes.desk.key,
		quantity: 5,
		neededBy,
		reason: 'Fem nye lærere',
		...change
	});
	async function stated(change: Record<string, unknown> = {}): Promise<string> {
		const { status, body } = await requester('POST', '/needs', { json: aNeed(change) });
		if (status !== 201) throw new Error(`The need was not taken: ${JSON.stringify(body)}`);
		return String(body.id);
	}
	return {
		test,
		world,
		server,
		giver,
		requester,
		manager,
		neededBy,
		aListing: (change = {}) => ({
			externalId: `FDV-${++serial}`,
			title: 'Hev- og senkbar kontorpult',
			pack: 'furniture',
			quantity: 8,
			condition: 'good',
			...change
		}),
		aNeed,
		stated,
		async requested(change = {}) {
			const id = await stated({
				title: 'Innerdører',
				type: world.itemTypes.door.key,
				quantity: 2,
				...change
			});
			await requester('POST', `/needs/${id}/check/rungs/avoid`, { json: AVOID });
			const done = await requester('POST', `/needs/${id}/check/complete`);
			if (done.body.outcome !== 'completed')
				throw new Error(`The check is not done: ${JSON.stringify(done.body)}`);
			await requester('POST', `/needs/${id}/purchase-request`, {
				json: { kind: 'new', quantity: 2, ...CRITERIA }
			});
			return id;
		},
		async stop() {
			await server.stop();
			await test.stop();
			await database.drop();
		}
	};
}
