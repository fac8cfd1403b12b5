import { sql } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { AttributeDefinition, LocalizedText } from './attribute';
import type { CatalogueType, Conversion, HazardQuestion, PackSize } from './catalogue';
import type { FileType } from './catalogue-file.schema';

type StoredType = FileType & { id: string };

const LOCALES = ['nb', 'nn', 'en'] as const;
const excluded = <T>(column: string) => sql<T>`excluded.${sql.ref(column)}`;

/** What tells this kind of attribute from others; names and options live in the text table. */
function settingsOf(attribute: AttributeDefinition): Record<string, unknown> {
	switch (attribute.kind) {
		case 'integer':
		case 'range':
			return { min: attribute.min, max: attribute.max };
		case 'choice':
			return { options: attribute.options.map(({ key }) => key) };
		case 'text':
			return { maxLength: attribute.maxLength };
		case 'identifier':
			return { format: attribute.format };
		default:
			return {};
	}
}

interface AttributeRow {
	key: string;
	kind: AttributeDefinition['kind'];
	unitSymbol: string | null;
	settings: Record<string, unknown>;
	texts: Record<string, { label: string; options: Record<string, string> }>;
}

const named = (read: (locale: 'nb' | 'nn' | 'en') => string | undefined): LocalizedText => ({
	nb: read('nb') ?? '',
	nn: read('nn') ?? '',
	en: read('en') ?? ''
});

const WITH_UNIT: ReadonlySet<string> = new Set(['integer', 'range', 'dimension']);

function attributeOf({ key, kind, unitSymbol, settings, texts }: AttributeRow): AttributeDefinition {
	const options = Array.isArray(settings.options) ? (settings.options as string[]) : [];
	return {
		key,
		kind,
		names: named((locale) => texts[locale]?.label),
		...(WITH_UNIT.has(kind) && { unit: unitSymbol }),
		...settings,
		...(kind === 'choice' && {
			options: options.map((option) => ({
				key: option,
				names: named((locale) => texts[locale]?.options[option])
			}))
		})
	} as AttributeDefinition;
}

/** SQL of the catalogue: item types with their texts, attributes and mappings. */
export const catalogueRepository = (db: Db) => {
	const texts = sql<Record<string, { name: string; plural: string }>>`(
		select jsonb_object_agg(locale, jsonb_build_object('name', name, 'plural', plural))
		from item_type_text where item_type_text.item_type_id = item_type.id)`;
	const attributes = sql<AttributeRow[]>`(
		select coalesce(jsonb_agg(jsonb_build_object('key', key, 'kind', kind, 'unitSymbol', unit_symbol,
			'settings', settings, 'texts', (
				select jsonb_object_agg(locale, jsonb_build_object('label', label, 'options', options))
				from item_attribute_text where item_attribute_text.item_attribute_id = item_attribute.id)) order by position), '[]')
		from item_attribute where item_attribute.item_type_id = item_type.id)`;

	return {
		/** Types in use, or the ones named whether in use or not; pack by pack in the order they were made. */
		listTypes: async (
			wanted: { ids?: readonly string[]; keys?: readonly string[]; isOffered?: boolean } = {}
		): Promise<CatalogueType[]> => {
			const rows = await db
				.selectFrom('itemType')
				.selectAll()
				.select([texts.as('texts'), attributes.as('attributes')])
				.$if(wanted.ids !== undefined, (query) => query.where('id', 'in', wanted.ids ?? []))
				.$if(wanted.keys !== undefined, (query) => query.where('key', 'in', wanted.keys ?? []))
				.$if(wanted.isOffered ?? (!wanted.ids && !wanted.keys), (query) =>
					query.where('retiredAt', 'is', null)
				)
				.orderBy('pack')
				.orderBy('createdAt')
				.orderBy('key')
				.execute();
			return rows.map((row) => ({
				id: row.id,
				key: row.key,
				pack: row.pack,
				names: named((locale) => row.texts[locale]?.name),
				plural: named((locale) => row.texts[locale]?.plural),
				words: row.words,
				countedMeasure: row.countedMeasure,
				factorMeasure: row.factorMeasure,
				conversion: row.conversion as Conversion,
				packSizes: row.packSizes as PackSize[],
				hasStorage: row.hasStorage,
				...(row.hazardRules ? { hazardQuestion: row.hazardRules as HazardQuestion } : {}),
				usePhaseRelevant: row.isUsePhaseRelevant,
				attributes: row.attributes.map(attributeOf)
			}));
		},

		/** Keys of the types that belong to the instance and no longer to what the product ships. */
		listImportedKeys: async (): Promise<string[]> => {
			const rows = await db.selectFrom('itemType').select('key').where('origin', '=', 'imported').execute();
			return rows.map(({ key }) => key);
		},

		/** Inserts or refreshes types by key; answers the id of each key. */
		upsertTypes: async (types: readonly StoredType[], origin: 'shipped' | 'imported', createdAt: Date) => {
			const rows = await db
				.insertInto('itemType')
				.values(
					types.map((type) => ({
						id: type.id,
						key: type.key,
						pack: type.pack,
						cpvCode: type.cpv?.code ?? null,
						isCpvVerified: type.cpv?.verified ?? false,
						unspscCode: type.unspsc?.code ?? null,
						isUnspscVerified: type.unspsc?.verified ?? false,
						origin,
						countedMeasure: type.countedMeasure,
						factorMeasure: type.factorMeasure,
						conversion: JSON.stringify(type.conversion),
						packSizes: JSON.stringify(type.packSizes),
						hasStorage: type.hasStorage,
						hazardRules: type.hazardQuestion ? JSON.stringify(type.hazardQuestion) : null,
						isUsePhaseRelevant: type.usePhaseRelevant,
						words: [...type.words],
						createdAt,
						retiredAt: null
					}))
				)
				.onConflict((conflict) =>
					conflict.column('key').doUpdateSet({
						pack: excluded('pack'),
						cpvCode: excluded('cpvCode'),
						isCpvVerified: excluded('isCpvVerified'),
						unspscCode: excluded('unspscCode'),
						isUnspscVerified: excluded('isUnspscVerified'),
						origin: excluded('origin'),
						conversion: excluded('conversion'),
						packSizes: excluded('packSizes'),
						hasStorage: excluded('hasStorage'),
						hazardRules: excluded('hazardRules'),
						isUsePhaseRelevant: excluded('isUsePhaseRelevant'),
						words: excluded('words')
					})
				)
				.returning(['id', 'key'])
				.execute();
			return new Map(rows.map(({ id, key }) => [key, id]));
		},

		upsertTypeTexts: (types: readonly StoredType[]) =>
			db
				.insertInto('itemTypeText')
				.values(
					types.flatMap(({ id, names, plural }) =>
						LOCALES.map((locale) => ({ itemTypeId: id, locale, name: names[locale], plural: plural[locale] }))
					)
				)
				.onConflict((conflict) =>
					conflict
						.columns(['itemTypeId', 'locale'])
						.doUpdateSet({ name: excluded('name'), plural: excluded('plural') })
				)
				.execute(),

		/** Attributes of types with their texts; `newId` names the ones that are new. */
		upsertAttributes: async (types: readonly StoredType[], newId: () => string) => {
			const attributeRows = types.flatMap(({ id: itemTypeId, attributes: definitions }) =>
				definitions.map((definition, position) => ({ itemTypeId, position, definition }))
			);
			const stored = await db
				.insertInto('itemAttribute')
				.values(
					attributeRows.map(({ itemTypeId, position, definition }) => ({
						id: newId(),
						itemTypeId,
						key: definition.key,
						kind: definition.kind,
						unitSymbol: 'unit' in definition ? definition.unit : null,
						position,
						settings: JSON.stringify(settingsOf(definition))
					}))
				)
				.onConflict((conflict) =>
					conflict.columns(['itemTypeId', 'key']).doUpdateSet({
						kind: excluded('kind'),
						unitSymbol: excluded('unitSymbol'),
						position: excluded('position'),
						settings: excluded('settings')
					})
				)
				.returning(['id', 'itemTypeId', 'key'])
				.execute();
			const idOf = new Map(stored.map(({ id, itemTypeId, key }) => [`${itemTypeId} ${key}`, id]));
			await db
				.insertInto('itemAttributeText')
				.values(
					attributeRows.flatMap(({ itemTypeId, definition }) =>
						LOCALES.map((locale) => ({
							itemAttributeId: idOf.get(`${itemTypeId} ${definition.key}`) ?? '',
							locale,
							label: definition.names[locale],
							options: JSON.stringify(
								definition.kind === 'choice'
									? Object.fromEntries(definition.options.map(({ key, names }) => [key, names[locale]]))
									: {}
							)
						}))
					)
				)
				.onConflict((conflict) =>
					conflict
						.columns(['itemAttributeId', 'locale'])
						.doUpdateSet({ label: excluded('label'), options: excluded('options') })
				)
				.execute();
		},

		/** Mappings of a version stay as they were first written. */
		insertMappings: (
			mappings: readonly {
				id: string;
				itemTypeId: string;
				version: string;
				factorKey: string | null;
				weightFactorKey: string | null;
				priceKey: string | null;
				lifetimeKey: string | null;
				quality: 'A' | 'B' | 'C';
				source: string;
				validFrom: string;
			}[]
		) =>
			db
				.insertInto('itemTypeMapping')
				.values(mappings.map((mapping) => ({ ...mapping, organisationId: null })))
				.onConflict((conflict) => conflict.doNothing())
				.execute()
	};
};
