import type { ItemType } from '../catalogue';
import { BUILDING_TYPES } from './building';
import { BUILDING_ELECTRICAL_TYPES } from './building-electrical';
import { BUILDING_INTERIOR_TYPES } from './building-interior';
import { BUILDING_OPENING_TYPES } from './building-openings';
import { BUILDING_PART_TYPES } from './building-parts';
import { BUILDING_ROOF_TYPES } from './building-roofs';
import { BUILDING_STRUCTURE_TYPES } from './building-structure';
import { BUILDING_TECHNICAL_TYPES } from './building-technical';
import { FURNITURE_TYPES } from './furniture';
import { CARE_FURNITURE_TYPES } from './furniture-care';
import { KITCHEN_TYPES } from './furniture-kitchen';
import { LEARNING_FURNITURE_TYPES } from './furniture-learning';
import { ROOM_FURNITURE_TYPES } from './furniture-rooms';
import { SEATING_TYPES } from './furniture-seating';
import { WALL_FURNITURE_TYPES } from './furniture-walls';
import { WORK_FURNITURE_TYPES } from './furniture-work';
import { IT_TYPES } from './it';
import { IT_ACCESSORY_TYPES } from './it-accessories';
import { COMPUTER_TYPES } from './it-computers';
import { IT_ROOM_TYPES } from './it-rooms';
import { OTHER_TYPES } from './other';
import { UNSPSC } from './unspsc';

/** Version of the mapping from item types to register rows; stored with each type. */
export const CATALOGUE_VERSION = '2026-11-22.1';

/** The shared catalogue as the product ships it: every type of the three packs. */
export const ITEM_TYPES: readonly ItemType[] = [
	...FURNITURE_TYPES,
	...SEATING_TYPES,
	...WORK_FURNITURE_TYPES,
	...ROOM_FURNITURE_TYPES,
	...LEARNING_FURNITURE_TYPES,
	...CARE_FURNITURE_TYPES,
	...WALL_FURNITURE_TYPES,
	...KITCHEN_TYPES,
	...IT_TYPES,
	...COMPUTER_TYPES,
	...IT_ACCESSORY_TYPES,
	...IT_ROOM_TYPES,
	...BUILDING_PART_TYPES,
	...BUILDING_OPENING_TYPES,
	...BUILDING_TYPES,
	...BUILDING_INTERIOR_TYPES,
	...BUILDING_STRUCTURE_TYPES,
	...BUILDING_ROOF_TYPES,
	...BUILDING_TECHNICAL_TYPES,
	...BUILDING_ELECTRICAL_TYPES,
	...OTHER_TYPES
].map((type): ItemType => ({ ...type, unspsc: UNSPSC[type.key] ?? type.unspsc }));
