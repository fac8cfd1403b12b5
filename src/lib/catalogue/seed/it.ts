import type { AttributeDefinition } from '../attribute';
import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, seenCpv, uncheckedCpv, wordList } from './define';

const { text } = a;
const computer: AttributeDefinition[] = [a.model, a.serial, a.memoryGb, a.storageGb, a.madeYear];

/** Equipment with a plug or a battery. Lifetimes are ADEME's; where it has none the row is null. */
export const IT_TYPES: readonly ItemType[] = [
	itemType('it', {
		key: 'laptop',
		names: text('Bærbar PC', 'Berbar PC', 'Laptop'),
		plural: text('Bærbare PC-er', 'Berbare PC-ar', 'Laptops'),
		words: wordList(
			'bærbar pc, berbar pc, bærbar, berbar, laptop, notebook, bærbar maskin, elevmaskin, jobb-pc, macbook, chromebook, elev-pc'
		),
		cpv: seenCpv('30213100-6'),
		hasStorage: true,
		factor: 'laptop',
		price: 'laptop',
		lifetime: 'laptop',
		mappingQuality: 'A',
		mappingNote: 'Row for all sizes (median of 160). Price year 2020, VAT basis not stated in the source.',
		attributes: [a.screenInches, ...computer, a.batteryPercent, a.hasCharger]
	}),
	itemType('it', {
		key: 'desktopMini',
		names: text('Mini-PC', 'Mini-PC', 'Mini desktop'),
		plural: text('Mini-PC-er', 'Mini-PC-ar', 'Mini desktops'),
		words: wordList('mini-pc, minipc, liten stasjonær, tiny, nuc'),
		cpv: seenCpv('30213300-8'),
		hasStorage: true,
		factor: 'desktop_mini',
		price: 'desktop_mini',
		lifetime: 'desktop_tower',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row is named desktop PC and is not split by size.',
		attributes: computer
	}),
	itemType('it', {
		key: 'desktopTower',
		names: text('Stasjonær PC', 'Stasjonær PC', 'Desktop computer'),
		plural: text('Stasjonære PC-er', 'Stasjonære PC-ar', 'Desktop computers'),
		words: wordList('stasjonær pc, stasjonær, kabinett, tower, desktop, datamaskin, pc'),
		cpv: seenCpv('30213300-8'),
		hasStorage: true,
		factor: 'desktop_tower',
		price: 'desktop_tower',
		lifetime: 'desktop_tower',
		mappingQuality: 'A',
		mappingNote: 'Row for a tower; small form factor has its own row (266 kg).',
		attributes: computer
	}),
	itemType('it', {
		key: 'monitor',
		names: text('Dataskjerm 22–24″', 'Dataskjerm 22–24″', 'Monitor 22–24″'),
		plural: text('Dataskjermer 22–24″', 'Dataskjermar 22–24″', 'Monitors 22–24″'),
		words: wordList(
			'skjerm, dataskjerm, monitor, pc-skjerm, pc skjerm, flatskjerm, display, 22 tommer, 23 tommer, 24 tommer, 24 tommar'
		),
		cpv: seenCpv('30231300-0'),
		factor: 'monitor_22_24',
		price: 'monitor_22_24',
		lifetime: 'monitor_22_24',
		mappingQuality: 'A',
		mappingNote: 'Same item. Methods differ by a factor of five (66 to 434 kg); the range holds both.',
		attributes: [
			a.screenInches,
			a.model,
			a.serial,
			a.yesNo('isHeightAdjustable', text('Høydejusterbar', 'Høgdejusterbar', 'Height adjustable'))
		]
	}),
	itemType('it', {
		key: 'monitorLarge',
		names: text('Dataskjerm 25–28″', 'Dataskjerm 25–28″', 'Monitor 25–28″'),
		plural: text('Dataskjermer 25–28″', 'Dataskjermar 25–28″', 'Monitors 25–28″'),
		words: wordList(
			'stor dataskjerm, stor skjerm, skjerm 27, dataskjerm 27, skjerm 28, skjerm 27 tommer, skjerm 28 tommer, 27 tommer, 27 tommar, 28 tommer, 27″'
		),
		cpv: seenCpv('30231300-0'),
		factor: 'monitor_25_28',
		price: 'monitor_25_28',
		lifetime: 'monitor_22_24',
		mappingQuality: 'A',
		mappingNote: 'Same item; the lifetime row is named monitor and is not split by size.',
		attributes: [a.screenInches, a.model, a.serial]
	}),
	itemType('it', {
		key: 'tablet',
		names: text('Nettbrett', 'Nettbrett', 'Tablet'),
		plural: text('Nettbrett', 'Nettbrett', 'Tablets'),
		words: wordList('nettbrett, ipad, tablet, lesebrett, elevbrett'),
		cpv: uncheckedCpv('30213200-7'),
		hasStorage: true,
		factor: 'tablet',
		price: 'tablet',
		lifetime: 'tablet',
		mappingQuality: 'A',
		mappingNote: 'Same item.',
		attributes: [a.model, a.serial, a.screenInches, a.storageGb, a.batteryPercent, a.hasCharger]
	}),
	itemType('it', {
		key: 'smartphone',
		names: text('Smarttelefon', 'Smarttelefon', 'Smartphone'),
		plural: text('Smarttelefoner', 'Smarttelefonar', 'Smartphones'),
		words: wordList(
			'smarttelefon, mobiltelefon, mobil, telefon, tlf, iphone, samsung, android, mobilar, telefonar'
		),
		cpv: seenCpv('32250000-0'),
		hasStorage: true,
		factor: 'smartphone',
		price: 'smartphone',
		lifetime: 'smartphone',
		mappingQuality: 'A',
		mappingNote: 'Same item. Reference lifetime 2.5 years.',
		attributes: [a.model, a.imei, a.storageGb, a.batteryPercent, a.hasCharger, a.colour]
	}),
	itemType('it', {
		key: 'dockingStation',
		names: text('Dokkingstasjon', 'Dokkingstasjon', 'Docking station'),
		plural: text('Dokkingstasjoner', 'Dokkingstasjonar', 'Docking stations'),
		words: wordList('dokkingstasjon, dockingstasjon, docking, dokking, dokk, dock, usb-c-dokk'),
		cpv: uncheckedCpv('30237200-1'),
		factor: 'docking_station',
		price: 'docking_station',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime fits.',
		attributes: [a.model, a.serial, a.hasCharger]
	}),
	itemType('it', {
		key: 'printerLaser',
		names: text('Laserskriver', 'Laserskrivar', 'Laser printer'),
		plural: text('Laserskrivere', 'Laserskrivarar', 'Laser printers'),
		words: wordList('laserskriver, laserskrivar, skriver, skrivar, printer, printar, bordskriver'),
		cpv: seenCpv('30232110-8'),
		hasStorage: true,
		factor: 'printer_laser_desktop',
		price: 'printer_laser_desktop',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Desktop model. Treated as holding data until an expert says otherwise. No reference lifetime fits.',
		attributes: [
			a.model,
			a.serial,
			a.yesNo('hasColour', text('Fargeutskrift', 'Fargeutskrift', 'Colour printing'))
		]
	}),
	itemType('it', {
		key: 'printerMultifunction',
		names: text('Multifunksjonsskriver', 'Multifunksjonsskrivar', 'Multifunction printer'),
		plural: text('Multifunksjonsskrivere', 'Multifunksjonsskrivarar', 'Multifunction printers'),
		words: wordList(
			'multifunksjonsskriver, multifunksjonsskrivar, kopimaskin, mfp, kopiskriver, stor skriver'
		),
		cpv: uncheckedCpv('30232110-8'),
		hasStorage: true,
		factor: 'printer_mfp_floor',
		price: 'printer_mfp_floor',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Floor-standing model; weight is general knowledge. No reference lifetime fits.',
		attributes: [
			a.model,
			a.serial,
			a.yesNo('hasColour', text('Fargeutskrift', 'Fargeutskrift', 'Colour printing'))
		]
	}),
	itemType('it', {
		key: 'tvScreen',
		names: text('TV/storskjerm 40–49″', 'TV/storskjerm 40–49″', 'TV or large screen 40–49″'),
		plural: text('TV-er/storskjermer 40–49″', 'TV-ar/storskjermar 40–49″', 'TVs or large screens 40–49″'),
		words: wordList('tv, tv-skjerm, fjernsyn, storskjerm, infoskjerm, møteromsskjerm'),
		cpv: uncheckedCpv('32324000-0'),
		hasStorage: true,
		factor: 'tv_40_49',
		price: 'tv_40_49',
		lifetime: 'tv_40_49',
		mappingQuality: 'A',
		mappingNote:
			'Same item; professional displays above 40″ have their own row (638 kg). Smart TVs hold data.',
		attributes: [a.screenInches, a.model, a.serial]
	}),
	itemType('it', {
		key: 'projector',
		names: text('Projektor', 'Projektor', 'Projector'),
		plural: text('Projektorer', 'Projektorar', 'Projectors'),
		words: wordList('projektor, prosjektor, prosjektør, videokanon, kanon'),
		cpv: uncheckedCpv('38652100-1'),
		factor: 'projector',
		price: 'projector',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No reference lifetime fits.',
		attributes: [a.model, a.serial]
	})
];
