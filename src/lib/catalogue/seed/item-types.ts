import type { ItemType } from '../catalogue';
import { BUILDING_TYPES } from './building';
import { BUILDING_PART_TYPES } from './building-parts';
import { FURNITURE_TYPES } from './furniture';
import { SEATING_TYPES } from './furniture-seating';
import { IT_TYPES } from './it';
import { OTHER_TYPES } from './other';

/** Version of the mapping from item types to register rows; stored with each type. */
export const CATALOGUE_VERSION = '2026-11-22.1';

/** The shared catalogue as the product ships it: every type of the three packs. */
export const ITEM_TYPES: readonly ItemType[] = [
	...FURNITURE_TYPES,
	...SEATING_TYPES,
	...IT_TYPES,
	...BUILDING_PART_TYPES,
	...BUILDING_TYPES,
	...OTHER_TYPES
];
