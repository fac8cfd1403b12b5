import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, seenCpv, uncheckedCpv, wordList } from './define';

const { text } = a;
const computer = [a.model, a.serial, a.memoryGb, a.storageGb, a.madeYear];

/** Computers, screens and what is plugged into them. */
export const COMPUTER_TYPES: readonly ItemType[] = [
	itemType('it', {
		key: 'desktopSff',
		names: text('Stasjonær PC, liten', 'Stasjonær PC, liten', 'Small form factor desktop'),
		plural: text('Stasjonære PC-er, små', 'Stasjonære PC-ar, små', 'Small form factor desktops'),
		words: wordList('sff, liten stasjonær pc, small form factor, slim desktop'),
		cpv: seenCpv('30213300-8'),
		hasStorage: true,
		factor: 'desktop_sff',
		price: null,
		lifetime: 'desktop_tower',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row is not split by size. No price row fits.',
		attributes: [...computer]
	}),
	itemType('it', {
		key: 'allInOne',
		names: text('Alt-i-ett-PC', 'Alt-i-eitt-PC', 'All-in-one computer'),
		plural: text('Alt-i-ett-PC-er', 'Alt-i-eitt-PC-ar', 'All-in-one computers'),
		words: wordList('alt-i-ett, alt-i-ett-pc, alt-i-eitt, all-in-one, imac, aio-pc'),
		cpv: seenCpv('30213300-8'),
		hasStorage: true,
		factor: 'desktop_all_in_one',
		price: null,
		lifetime: 'desktop_tower',
		mappingQuality: 'B',
		mappingNote: 'Same item; the lifetime row is a desktop PC. No price row fits.',
		attributes: [a.screenInches, ...computer]
	}),
	itemType('it', {
		key: 'thinClient',
		names: text('Tynnklient', 'Tynnklient', 'Thin client'),
		plural: text('Tynnklienter', 'Tynnklientar', 'Thin clients'),
		words: wordList('tynnklient, thin client, nullklient, terminalklient'),
		cpv: uncheckedCpv('30231100-8'),
		hasStorage: true,
		factor: 'thin_client',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item. Treated as holding data until an expert says otherwise. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'workstation',
		names: text('Arbeidsstasjon', 'Arbeidsstasjon', 'Workstation'),
		plural: text('Arbeidsstasjoner', 'Arbeidsstasjonar', 'Workstations'),
		words: wordList('arbeidsstasjon, workstation, cad-maskin, kraftig pc, gpu-maskin'),
		cpv: uncheckedCpv('30214000-2'),
		hasStorage: true,
		factor: 'workstation',
		price: null,
		lifetime: 'desktop_tower',
		mappingQuality: 'B',
		mappingNote: 'Same item; the lifetime row is a desktop PC. No price row fits.',
		attributes: [...computer]
	}),
	itemType('it', {
		key: 'monitorSmall',
		names: text('Dataskjerm under 22″', 'Dataskjerm under 22″', 'Monitor below 22″'),
		plural: text('Dataskjermer under 22″', 'Dataskjermar under 22″', 'Monitors below 22″'),
		words: wordList('liten dataskjerm, liten skjerm, 17 tommer, 19 tommer, 20 tommer, 19 tommar'),
		cpv: seenCpv('30231300-0'),
		factor: 'monitor_under_22',
		price: null,
		lifetime: 'monitor_22_24',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row is named monitor and is not split by size. No price row fits.',
		attributes: [a.screenInches, a.model, a.serial]
	}),
	itemType('it', {
		key: 'monitorWide',
		names: text('Dataskjerm 29–32″', 'Dataskjerm 29–32″', 'Monitor 29–32″'),
		plural: text('Dataskjermer 29–32″', 'Dataskjermar 29–32″', 'Monitors 29–32″'),
		words: wordList('32 tommer, 32 tommar, 30 tommer, 32″, 29 tommer'),
		cpv: seenCpv('30231300-0'),
		factor: 'monitor_29_32',
		price: null,
		lifetime: 'monitor_22_24',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row is named monitor and is not split by size. No price row fits.',
		attributes: [a.screenInches, a.model, a.serial]
	}),
	itemType('it', {
		key: 'monitorUltrawide',
		names: text('Dataskjerm 33″ og større', 'Dataskjerm 33″ og større', 'Monitor 33″ and larger'),
		plural: text('Dataskjermer 33″ og større', 'Dataskjermar 33″ og større', 'Monitors 33″ and larger'),
		words: wordList('ultrawide, buet skjerm, bua skjerm, 34 tommer, 34 tommar, 49 tommer, bredskjerm'),
		cpv: seenCpv('30231300-0'),
		factor: 'monitor_33_plus',
		price: 'monitor_33_plus',
		lifetime: 'monitor_22_24',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row is named monitor and is not split by size.',
		attributes: [a.screenInches, a.model, a.serial]
	}),
	itemType('it', {
		key: 'displayLarge',
		names: text('Møteromsskjerm over 40″', 'Møteromsskjerm over 40″', 'Professional display above 40″'),
		plural: text('Møteromsskjermer over 40″', 'Møteromsskjermar over 40″', 'Professional displays above 40″'),
		words: wordList(
			'55 tommer, 65 tommer, 75 tommer, 55 tommar, 65 tommar, skjerm på vegg, profesjonell skjerm'
		),
		cpv: seenCpv('30231300-0'),
		hasStorage: true,
		factor: 'display_over_40',
		price: null,
		lifetime: 'tv_40_49',
		mappingQuality: 'B',
		mappingNote:
			'Same item; the lifetime row is a TV. Treated as holding data until an expert says otherwise. No price row fits.',
		attributes: [a.screenInches, a.model, a.serial]
	}),
	itemType('it', {
		key: 'interactiveBoard',
		names: text('Interaktiv tavle', 'Interaktiv tavle', 'Interactive board'),
		plural: text('Interaktive tavler', 'Interaktive tavler', 'Interactive boards'),
		words: wordList(
			'interaktiv tavle, smartboard, smarttavle, digital tavle, touchskjerm, interaktiv skjerm'
		),
		cpv: uncheckedCpv('30195920-8'),
		hasStorage: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote:
			'Larger than the professional display row and with a computer inside, so that row is not used. Treated as holding data until an expert says otherwise. No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.screenInches, a.model, a.serial, a.madeYear]
	}),
	itemType('it', {
		key: 'keyboard',
		names: text('Tastatur', 'Tastatur', 'Keyboard'),
		plural: text('Tastatur', 'Tastatur', 'Keyboards'),
		words: wordList('tastatur, keyboard, trådløst tastatur, trådlaust tastatur'),
		cpv: uncheckedCpv('30237460-1'),
		factor: 'keyboard',
		price: 'keyboard',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime row fits.',
		attributes: [a.model, a.yesNo('isWireless', text('Trådløs', 'Trådlaus', 'Wireless'))]
	}),
	itemType('it', {
		key: 'mouse',
		names: text('Datamus', 'Datamus', 'Mouse'),
		plural: text('Datamus', 'Datamus', 'Mice'),
		words: wordList('datamus, pc-mus, trådløs mus, trådlaus mus, rullemus, rollermouse, ergonomisk mus'),
		cpv: uncheckedCpv('30237410-6'),
		factor: 'mouse',
		price: 'mouse',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime row fits.',
		attributes: [a.model, a.yesNo('isWireless', text('Trådløs', 'Trådlaus', 'Wireless'))]
	}),
	itemType('it', {
		key: 'keyboardMouseSet',
		names: text('Tastatur og mus', 'Tastatur og mus', 'Keyboard and mouse set'),
		plural: text('Sett med tastatur og mus', 'Sett med tastatur og mus', 'Keyboard and mouse sets'),
		words: wordList('tastatur og mus, tastatursett, mus og tastatur, tastatur- og musesett'),
		cpv: uncheckedCpv('30237460-1'),
		factor: 'keyboard',
		price: 'keyboard',
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is a keyboard alone: the mouse of the set (6.6 kg CO2e) is not counted, so the figure is too low. No reference lifetime row fits.',
		attributes: [a.model, a.yesNo('isWireless', text('Trådløs', 'Trådlaus', 'Wireless'))]
	}),
	itemType('it', {
		key: 'headset',
		names: text('Hodesett', 'Hovudsett', 'Headset'),
		plural: text('Hodesett', 'Hovudsett', 'Headsets'),
		words: wordList(
			'hodesett, hovudsett, headset, hodetelefoner, hovudtelefonar, øretelefoner, høreklokker til pc'
		),
		cpv: uncheckedCpv('32342100-3'),
		factor: 'headset',
		price: 'headset',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime row fits.',
		attributes: [a.model, a.yesNo('isWireless', text('Trådløs', 'Trådlaus', 'Wireless'))]
	}),
	itemType('it', {
		key: 'webcam',
		names: text('Webkamera', 'Nettkamera', 'Webcam'),
		plural: text('Webkameraer', 'Nettkamera', 'Webcams'),
		words: wordList('webkamera, nettkamera, pc-kamera, webcam'),
		cpv: uncheckedCpv('38651000-3'),
		factor: 'webcam',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item; factor is general knowledge. No price or reference lifetime row fits.',
		attributes: [a.model]
	})
];
