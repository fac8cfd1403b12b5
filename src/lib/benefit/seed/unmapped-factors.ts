/** Why no item type uses a factor row directly: shown through `factorsUnmapped_<code>`. */
export type UnmappedReason = 'oneRowForAllSizes' | 'deduction' | 'fallback' | 'otherMeasure' | 'castInPlace';

/** Rows of the register that no type of the shipped catalogue maps to. */
export const UNMAPPED_FACTORS: Readonly<Record<string, UnmappedReason>> = {
	laptop_13: 'oneRowForAllSizes',
	laptop_14: 'oneRowForAllSizes',
	laptop_15_plus: 'oneRowForAllSizes',
	laptop_battery: 'deduction',
	ram_module: 'deduction',
	ssd_internal: 'deduction',
	paint_m2: 'deduction',
	it_equipment_kg: 'fallback',
	small_electrical_kg: 'fallback',
	furniture_kg: 'fallback',
	metal_construction_kg: 'fallback',
	insulation_kg: 'fallback',
	wood_construction_kg: 'fallback',
	glass_kg: 'fallback',
	elevator_component: 'fallback',
	interior_door_wood_pcs: 'otherMeasure',
	brick_m3: 'otherMeasure',
	concrete_b30_m3: 'castInPlace'
};

/** The reason for a row nobody maps to; undefined where there is none on record. */
export const unmappedReason = (key: string): UnmappedReason | undefined =>
	Object.hasOwn(UNMAPPED_FACTORS, key) ? UNMAPPED_FACTORS[key] : undefined;
