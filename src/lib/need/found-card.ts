import type { ListingCardData } from '$lib/listing/listing';

/**
 * The card of something the check found, in the words and condition it was found with: the answer was about those,
 * whatever its listing says today.
 */
export const cardAsFound = (
	card: ListingCardData,
	{ title, condition }: Pick<ListingCardData, 'title' | 'condition'>
): ListingCardData => ({
	...card,
	title,
	condition,
	photo: card.photo && { ...card.photo, alt: card.photo.alt === card.title ? title : card.photo.alt }
});
