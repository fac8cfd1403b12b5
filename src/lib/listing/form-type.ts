import {
	isOtherType,
	type AttributeDefinition,
	type CatalogueType,
	type Measure,
	type Pack
} from '$lib/catalogue/catalogue';
import { phrasesOf } from '$lib/catalogue/suggest-types';

type Locale = 'nb' | 'nn' | 'en';

/** An attribute as a form asks for it, in the reader's language. */
export interface FormAttribute {
	key: string;
	kind: AttributeDefinition['kind'];
	label: string;
	unit: string | null;
	options: { value: string; label: string }[];
}

/** An item type as a form needs it, in the reader's language. */
export interface FormType {
	id: string;
	pack: Pack;
	name: string;
	measure: Measure;
	phrases: string[];
	hasStorage: boolean;
	hasHazard: boolean;
	/** The rest of its pack. */
	isOther: boolean;
	attributes: FormAttribute[];
}

export const formAttribute = (attribute: AttributeDefinition, locale: Locale): FormAttribute => ({
	key: attribute.key,
	kind: attribute.kind,
	label: attribute.names[locale],
	unit: 'unit' in attribute && attribute.kind !== 'dimension' ? attribute.unit : null,
	options:
		attribute.kind === 'choice'
			? attribute.options.map(({ key, names }) => ({ value: key, label: names[locale] }))
			: []
});

const formType = (type: CatalogueType, locale: Locale): FormType => ({
	id: type.id,
	pack: type.pack,
	name: type.names[locale],
	measure: type.countedMeasure,
	phrases: phrasesOf(type),
	hasStorage: type.hasStorage,
	hasHazard: type.hazardQuestion !== undefined,
	isOther: isOtherType(type),
	attributes: type.attributes.map((attribute) => formAttribute(attribute, locale))
});

/**
 * Types as a form needs them. What several types ask alike is one and the same object: a page is sent it once.
 */
export function formTypes(types: readonly CatalogueType[], locale: Locale): FormType[] {
	const known = new Map<string, FormAttribute>();
	const once = (attribute: FormAttribute): FormAttribute => {
		const said = JSON.stringify(attribute);
		const first = known.get(said) ?? attribute;
		known.set(said, first);
		return first;
	};
	return types.map((type) => {
		const form = formType(type, locale);
		return { ...form, attributes: form.attributes.map(once) };
	});
}

/** What stands in the fields of a listing form; `attributes` by key, as typed. */
export interface ListingDraft {
	title: string;
	itemTypeId: string;
	quantity: string;
	condition: string;
	description: string;
	attributes: Record<string, string>;
	yearAcquired: string;
	availableFrom: string;
	mustBeGoneBy: string;
	wouldBe: string;
	wouldBeEvidence: string;
	unitId: string;
	place: string;
	district: string;
	/** Empty for the unit's own place. */
	storageSiteId: string;
	shelf: string;
	isPlaceHidden: boolean;
	isNarrowed: boolean;
	narrowedReason: string;
	narrowedUntil: string;
}

export const EMPTY_DRAFT: ListingDraft = {
	title: '',
	itemTypeId: '',
	quantity: '1',
	condition: '',
	description: '',
	attributes: {},
	yearAcquired: '',
	availableFrom: '',
	mustBeGoneBy: '',
	wouldBe: 'unknown',
	wouldBeEvidence: '',
	unitId: '',
	place: '',
	district: '',
	storageSiteId: '',
	shelf: '',
	isPlaceHidden: false,
	isNarrowed: false,
	narrowedReason: '',
	narrowedUntil: ''
};

/** Whether two drafts say the same: an attribute left empty is one not filled in. */
export function sameDraft(a: ListingDraft, b: ListingDraft): boolean {
	const said = ({ attributes, ...rest }: ListingDraft) =>
		JSON.stringify([
			Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)),
			Object.entries(attributes)
				.filter(([, value]) => value !== '')
				.sort(([one], [other]) => (one < other ? -1 : 1))
		]);
	return said(a) === said(b);
}

/** A draft with what came back from the server written over it, so that nothing typed is lost without JavaScript either. */
export function draftWith(draft: ListingDraft, values: Record<string, unknown> | undefined): ListingDraft {
	if (!values) return draft;
	const attributes: Record<string, string> = {};
	for (const [name, value] of Object.entries(values))
		if (name.startsWith('attribute.') && typeof value === 'string') attributes[name.slice(10)] = value;
	const typed = Object.fromEntries(
		Object.entries(values).filter(([name, value]) => name in draft && typeof value === 'string')
	);
	return {
		...draft,
		...typed,
		attributes,
		isPlaceHidden: 'isPlaceHidden' in values,
		isNarrowed: 'isNarrowed' in values
	};
}
