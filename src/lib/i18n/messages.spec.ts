import { describe, expect, it } from 'vitest';
import en from './messages/en.json';
import nb from './messages/nb.json';
import nn from './messages/nn.json';

const files: Record<string, Record<string, string>> = { nb, nn, en };
const keys = Object.keys(nb);
const paramsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
const wordsOf = (text: string) =>
	text
		.toLowerCase()
		.replace(/\{\w+\}|\S+@\S+|https?:\S+/g, ' ')
		.match(/[\p{L}-]+/gu) ?? [];

/** Bokmål words nynorsk does not have, or that we write the other way: a text with one was never rewritten. */
const BOKMAL_ONLY = new Set(
	`ikke hvordan hvorfor hva hvem hvor hver hvert hvilken hvilke hvilket hvis enhet enheten enheter enhetene
	bilde bilder bildet bildene antall antallet noe noen jeg dere deres hun hennes en fra være vært gjøre
	gjør mye finnes trenger trengs trengte velge velger mangler kommer flere uten hjem hjemme forside
	forsiden tjeneste tjenesten måned måneder måneden uke uker uken penger sammen bare allerede ennå åpen
	åpent åpne åpner fortsatt leder lederen ledere slettet endret lagret lagrer hentet henter skrevet
	mottaker mottakeren mottakere sier vet kilde kilden kilder regnet regner tall tallet tallene innholdet
	annet annen gjenstander varer stoler pulter selv virksomhet virksomheten virksomheter mulig
	mulighet vanlig tilgjengelig nødvendig forskjellig ansatt ansatte innkjøper innkjøperen bestiller
	bestilleren giveren reservasjoner annonser utslipp klimagassutslipp kjøpes brukes hentes leveres
	godkjennes vises lagres fjernes endres`.split(/\s+/)
);
/** Endings that are never nynorsk: opplysninger → opplysningar, mulighet → moglegheit. */
const BOKMAL_ENDING = /.{3}(inger|ingene|heten?|heter|hetene)$/;
/** Sentences of more than four words that are the same in both written languages. */
const SAME_IN_BOTH = new Set([
	'benefitInputNeedStatedBeforeMatch',
	'errorTooLargeText',
	'errorTooManyText',
	'errorTooManyTitle',
	'error_dateTooFarAway',
	'error_priceMissing',
	'medium_phoneMemory',
	'nextStep_requestPurchase',
	'offlineNotText',
	'refusal_quantity'
]);

describe('messages', () => {
	it.each(['nn', 'en'])('%s has every key of bokmål and no other', (locale) => {
		expect(Object.keys(files[locale] ?? {}).sort()).toEqual([...keys].sort());
	});

	it.each(['nn', 'en'])('%s takes the same values', (locale) => {
		const wrong = keys.filter(
			(key) => String(paramsOf(nb[key as keyof typeof nb])) !== String(paramsOf(files[locale]?.[key] ?? ''))
		);
		expect(wrong).toEqual([]);
	});

	it('leaves no text empty', () => {
		const empty = Object.entries(files).flatMap(([locale, texts]) =>
			Object.keys(texts)
				.filter((key) => !texts[key]?.trim())
				.map((key) => `${locale}.${key}`)
		);
		expect(empty).toEqual([]);
	});

	it('is not bokmål copied into nynorsk', () => {
		const copied = keys.filter((key) => {
			const text = files.nb?.[key] ?? '';
			return wordsOf(text).length > 4 && text === files.nn?.[key] && !SAME_IN_BOTH.has(key);
		});
		expect(copied).toEqual([]);
	});

	it('has no bokmål words in nynorsk', () => {
		const found = keys.flatMap((key) =>
			wordsOf(files.nn?.[key] ?? '')
				.filter((word) => BOKMAL_ONLY.has(word) || BOKMAL_ENDING.test(word))
				.map((word) => `${key}: ${word}`)
		);
		expect(found).toEqual([]);
	});
});
