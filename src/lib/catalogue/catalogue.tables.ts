import type { Generated } from 'kysely';

export interface ItemTypeTable {
	id: string;
	key: string;
	pack: 'furniture' | 'it' | 'building';
	cpvCode: string | null;
	isCpvVerified: Generated<boolean>;
	unspscCode: string | null;
	isUnspscVerified: Generated<boolean>;
	countedMeasure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	factorMeasure: 'pcs' | 'm2' | 'm' | 'm3' | 'kg';
	conversion: unknown;
	packSizes: Generated<unknown>;
	hasStorage: Generated<boolean>;
	hazardRules: unknown | null;
	isUsePhaseRelevant: Generated<boolean>;
	words: Generated<string[]>;
	createdAt: Date;
	retiredAt: Date | null;
	/** An imported type belongs to the instance: the product no longer refreshes it. */
	origin: Generated<'shipped' | 'imported'>;
}

export interface ItemTypeTextTable {
	itemTypeId: string;
	locale: 'nb' | 'nn' | 'en';
	name: string;
	plural: string;
}

export interface ItemAttributeTable {
	id: string;
	itemTypeId: string;
	key: string;
	kind: 'integer' | 'range' | 'choice' | 'text' | 'boolean' | 'identifier' | 'dimension' | 'year';
	unitSymbol: string | null;
	isRequired: Generated<boolean>;
	position: number;
	settings: Generated<unknown>;
}

export interface ItemAttributeTextTable {
	itemAttributeId: string;
	locale: 'nb' | 'nn' | 'en';
	label: string;
	options: Generated<unknown>;
}

export interface ItemTypeMappingTable {
	id: string;
	itemTypeId: string;
	organisationId: string | null;
	version: string;
	factorKey: string | null;
	weightFactorKey: string | null;
	priceKey: string | null;
	lifetimeKey: string | null;
	quality: 'A' | 'B' | 'C';
	source: string;
	validFrom: string;
}

/** What a type said from a day on; only added to. */
export interface ItemTypeVersionTable {
	id: string;
	itemTypeId: string;
	/** From 1; the first is what stood before the first change, where the type came with the product. */
	version: number;
	/** The type as a catalogue file has it, as canonical JSON. */
	content: string;
	/** Fields that became other than in the version before; empty for the first. */
	fields: string[];
	validFrom: string;
	changedBy: string | null;
	changedAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		itemType: ItemTypeTable;
		itemTypeText: ItemTypeTextTable;
		itemAttribute: ItemAttributeTable;
		itemAttributeText: ItemAttributeTextTable;
		itemTypeMapping: ItemTypeMappingTable;
		itemTypeVersion: ItemTypeVersionTable;
	}
}
