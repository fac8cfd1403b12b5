import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/database';
import { startServer } from '../support/server';
import { createTestApp, createWorld } from '../support/world';
import { settableClock } from '$lib/platform/clock';
it('26 MB', async () => {
	const database = await createTestDatabase();
	const test = await createTestApp(database, settableClock(new Date()));
	const world = await createWorld(test.db, test.clock);
	const server = await startServer({ database });
	const cookie = await server.signInAs(world.people.requester.id);
	const got = await Promise.race([
		fetch(new URL('/listings/photos', server.origin), { method: 'POST', headers: { cookie, origin: server.origin, 'content-type': 'image/jpeg' }, body: Buffer.alloc(26 * 1024 * 1024) }).then((r) => r.status, (e) => String(e) + String(e.cause)),
		new Promise((r) => setTimeout(() => r('hangs'), 10000))
	]);
	console.log('RESULT', got);
	await server.stop(); await test.stop(); await database.drop();
	expect(1).toBe(1);
});
