import type { Draw } from '../subject';
import { tables } from './tables';
import { seating } from './seating';
import { storage } from './storage';
import { boards } from './boards';
import { ceiling } from './ceiling';
import { computers } from './computers';
import { devices } from './devices';
import { openings } from './openings';
import { fittings } from './fittings';
import { flooring } from './flooring';
import { structure } from './structure';

/** Every item type that has a drawing of its own. */
export const THINGS: ReadonlyMap<string, Draw> = new Map(
	[
		tables,
		seating,
		storage,
		boards,
		computers,
		devices,
		openings,
		fittings,
		flooring,
		structure,
		ceiling
	].flatMap((table) => Object.entries(table))
);
