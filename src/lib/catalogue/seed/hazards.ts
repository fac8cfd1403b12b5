import type { HazardOutcome, HazardQuestion, HazardReason, HazardRule } from '../hazard';

const DIBK = 'dibk.no and sortere.no, as summarised in the domain brief of 22 November 2026';
const GENERAL = 'general knowledge, not confirmed by a source: a subject expert must review the rule';

const rule = (
	fromYear: number | null,
	toYear: number | null,
	outcome: HazardOutcome,
	reason: HazardReason,
	source: string,
	when?: { attribute: string; option: string }
): HazardRule => ({ fromYear, toYear, outcome, reason, source, ...(when && { when }) });

const question = (...rules: HazardRule[]): HazardQuestion => ({
	kind: 'yearDependent',
	unknownYear: 'expert',
	rules
});

/** Norwegian PCB glass 1965–1975, imported until 1980, chlorinated paraffins about 1975–1990. */
export const windowHazard = question(
	rule(null, 1964, 'expert', 'oldWindow', GENERAL),
	rule(1965, 1980, 'stop', 'pcbGlass', `${DIBK}; unstamped glass counts as PCB`),
	rule(1975, 1990, 'expert', 'chlorinatedParaffinGlass', DIBK),
	rule(1991, null, 'ok', 'noKnownHazard', DIBK)
);

export const interiorDoorHazard = question(
	rule(1940, 1975, 'expert', 'pcbPaint', DIBK),
	rule(null, 1984, 'expert', 'asbestosFireDoor', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);

export const fireDoorHazard = question(
	rule(null, 1984, 'stop', 'asbestosFireDoor', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);

export const partitionHazard = question(
	rule(null, 1959, 'expert', 'oldWindow', GENERAL),
	rule(1960, 1978, 'expert', 'pcbSealant', DIBK),
	rule(1979, null, 'ok', 'noKnownHazard', DIBK)
);

export const boardHazard = question(
	rule(null, 1984, 'stop', 'asbestosBoard', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);

export const ceramicTileHazard = question(
	rule(null, 1984, 'stop', 'asbestosTile', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);

export const vinylHazard = question(
	rule(null, 1984, 'stop', 'asbestosFlooring', GENERAL),
	rule(1985, 2015, 'expert', 'phthalates', `${DIBK} (the end year is ${GENERAL})`),
	rule(2016, null, 'ok', 'noKnownHazard', GENERAL)
);

export const gluedFlooringHazard = question(
	rule(null, 1984, 'expert', 'floorAdhesive', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);

export const foamHazard = question(
	rule(null, 2016, 'expert', 'flameRetardants', `${DIBK} (the end year is ${GENERAL})`),
	rule(2017, null, 'ok', 'noKnownHazard', GENERAL)
);

export const mineralWoolHazard = question(
	rule(null, 1999, 'expert', 'oldMineralWool', GENERAL),
	rule(2000, null, 'ok', 'noKnownHazard', GENERAL)
);

/** Creosote is hazardous waste at any age; CCA was common in Norwegian pressure-treated timber until 2002. */
export const timberHazard = question(
	rule(null, null, 'stop', 'creosote', DIBK, { attribute: 'treatment', option: 'creosote' }),
	rule(null, 2002, 'stop', 'ccaTimber', `${DIBK} (the end year is ${GENERAL})`, {
		attribute: 'treatment',
		option: 'pressureTreated'
	}),
	rule(2003, null, 'ok', 'noKnownHazard', GENERAL, { attribute: 'treatment', option: 'pressureTreated' }),
	rule(null, 1975, 'expert', 'pcbPaint', DIBK, { attribute: 'treatment', option: 'painted' }),
	rule(1976, null, 'ok', 'noKnownHazard', DIBK, { attribute: 'treatment', option: 'painted' }),
	rule(null, null, 'ok', 'noKnownHazard', DIBK, { attribute: 'treatment', option: 'untreated' })
);

/** Nobody knows what it is made of: whatever its age, an expert looks at it. */
export const unknownMaterialHazard = question(rule(null, null, 'expert', 'unknownMaterial', GENERAL));

export const paintedSteelHazard = question(
	rule(1940, 1975, 'expert', 'pcbPaint', DIBK),
	rule(null, 1939, 'expert', 'pcbPaint', GENERAL),
	rule(1976, null, 'ok', 'noKnownHazard', DIBK)
);

export const masonryHazard = question(
	rule(null, 1939, 'ok', 'noKnownHazard', DIBK),
	rule(1940, 1975, 'expert', 'pcbMortar', DIBK),
	rule(1960, 1978, 'expert', 'pcbSealant', DIBK),
	rule(1979, null, 'ok', 'noKnownHazard', DIBK)
);

/** Wood-based boards and panelling: what is known of old ones is their paint. */
export const woodBoardHazard = question(
	rule(null, 1975, 'expert', 'pcbPaint', GENERAL),
	rule(1976, null, 'ok', 'noKnownHazard', GENERAL)
);

export const roofingHazard = question(
	rule(null, 1984, 'expert', 'asbestosRoofing', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);

export const ductHazard = question(
	rule(null, 1984, 'expert', 'asbestosDuct', GENERAL),
	rule(1985, null, 'ok', 'noKnownHazard', GENERAL)
);
