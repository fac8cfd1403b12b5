import type { SearchQuery } from './search';

/** One choice of a query that can be taken away again. */
export interface Chosen {
	key: string;
	label: string;
	/** The query without it. */
	change: Partial<SearchQuery>;
}

/** How choices are said in the reader's language. */
export interface ChoiceWords {
	code(vocabulary: 'pack' | 'condition' | 'availability', code: string): string;
	type(key: string): string;
	freeBy(date: string): string;
}

/** The choices of a query in the order of the page, words and sorting not among them. */
export function chosenOf(query: SearchQuery, words: ChoiceWords): Chosen[] {
	const { pack, type, condition, place, availability, availableBy } = query;
	return [
		...(pack ? [{ key: 'pack', label: words.code('pack', pack), change: { pack: undefined } }] : []),
		...(type ? [{ key: 'type', label: words.type(type), change: { type: undefined } }] : []),
		...condition.map((one) => ({
			key: `condition-${one}`,
			label: words.code('condition', one),
			change: { condition: condition.filter((other) => other !== one) }
		})),
		...(availability
			? [
					{
						key: 'availability',
						label: words.code('availability', availability),
						change: { availability: undefined }
					}
				]
			: []),
		...(place ? [{ key: 'place', label: place, change: { place: undefined } }] : []),
		...(availableBy
			? [{ key: 'availableBy', label: words.freeBy(availableBy), change: { availableBy: undefined } }]
			: [])
	];
}

/** A query with its words and sorting, without any choice. */
export const withoutChoices = (query: SearchQuery): SearchQuery => ({
	q: query.q,
	condition: [],
	limit: query.limit,
	...(query.sort && { sort: query.sort })
});
