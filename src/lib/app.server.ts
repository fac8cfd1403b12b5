import { recordEveryEvent } from './audit/audit.server';
import { organisationService } from './organisation/organisation.service.server';
import type { Clock } from './platform/clock';
import { isReachable, type Db } from './platform/db.server';
import { EventBus } from './platform/events.server';
import type { Log } from './platform/log.server';
import { searchService } from './search/search.service.server';

export interface AppDeps {
	db: Db;
	clock: Clock;
	log: Log;
	/** Folder of the photos, by content address. */
	photoDir: string;
	/** Where the browser reaches us, without a trailing slash. */
	origin: string;
	/** Demo sign-in by one tap is open. */
	isDemo: boolean;
}

/** The composition root: builds every service once and wires the domain events. */
export function createApp({ db, clock, log, isDemo, origin }: AppDeps) {
	const bus = new EventBus();
	const deps = { db, bus, clock, log };
	recordEveryEvent(bus);

	const organisation = organisationService(deps);
	const search = searchService(deps);

	return { log, clock, isDemo, origin, organisation, search, isReady: () => isReachable(db), close: () => db.destroy() };
}
export type App = ReturnType<typeof createApp>;

/** The running server's services; set once by `hooks.server.ts` before the first request. */
export let app: App;

export function setApp(running: App): void {
	app = running;
}
