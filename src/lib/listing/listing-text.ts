import { formatQuantity } from '$lib/catalogue/catalogue';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDate } from '$lib/platform/format';
import type { ListingCardData } from './listing';

/** "6 stk. ledig", or that nothing is. */
export function availableText({
	availableMilli,
	measure,
	onHandMilli,
	state
}: Pick<ListingCardData, 'availableMilli' | 'measure' | 'state'> & { onHandMilli?: number }): string {
	const unit = codeText(words.measure, measure);
	// What is taken down is not to be had, however many there are.
	if (state === 'withdrawn') return `${formatQuantity(onHandMilli ?? availableMilli, getLocale())} ${unit}`;
	const quantity = formatQuantity(availableMilli, getLocale());
	if (availableMilli === 0)
		return onHandMilli === 0 || state === 'closed' ? m.listingNothingLeft() : m.listingTaken();
	if (onHandMilli === undefined || onHandMilli === availableMilli)
		return m.listingAvailable({ quantity, measure: unit });
	return m.listingAvailableOf({
		available: quantity,
		quantity: formatQuantity(onHandMilli, getLocale()),
		measure: unit
	});
}

/** When it can be had, where that is not "now": "Ledig fra 1. des. 2026". */
export function whenTexts(
	card: Pick<ListingCardData, 'availableFrom' | 'mustBeGoneBy' | 'isLater'>
): string[] {
	const locale = getLocale();
	const texts: string[] = [];
	if (card.availableFrom && card.isLater)
		texts.push(`${m.listingAvailableFromLabel()} ${formatDate(card.availableFrom, locale)}`);
	if (card.mustBeGoneBy) texts.push(`${m.listingGoneByLabel()} ${formatDate(card.mustBeGoneBy, locale)}`);
	return texts;
}
