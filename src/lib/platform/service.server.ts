import type { Clock } from './clock';
import type { Db } from './db.server';
import type { EventBus } from './events.server';
import type { Log } from './log.server';

/** What every service is built from. */
export interface ServiceDeps {
	db: Db;
	bus: EventBus;
	clock: Clock;
	log: Log;
}
