import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, seenCpv, uncheckedCpv, wordList } from './define';

const { text } = a;

/** Chargers, drives, phones and printers. */
export const IT_ACCESSORY_TYPES: readonly ItemType[] = [
	itemType('it', {
		key: 'laptopCharger',
		names: text('Lader til bærbar PC', 'Ladar til berbar PC', 'Laptop charger'),
		plural: text('Ladere til bærbar PC', 'Ladarar til berbar PC', 'Laptop chargers'),
		words: wordList('pc-lader, pc-ladar, lader til bærbar, ladar til berbar, strømadapter, usb-c-lader'),
		cpv: uncheckedCpv('30237280-5'),
		factor: 'laptop_power_adapter',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 300), a.model]
	}),
	itemType('it', {
		key: 'chargingCabinet',
		names: text('Ladeskap', 'Ladeskap', 'Charging cabinet'),
		plural: text('Ladeskap', 'Ladeskap', 'Charging cabinets'),
		words: wordList('ladeskap, ladetralle, ladevogn, ladekoffert, pc-tralle, nettbrettskap'),
		cpv: uncheckedCpv('31158000-8'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.integer('places', text('Plasser', 'Plassar', 'Places'), null, 1, 60), a.model, a.lockable]
	}),
	itemType('it', {
		key: 'externalDrive',
		names: text('Ekstern harddisk', 'Ekstern harddisk', 'External drive'),
		plural: text('Eksterne harddisker', 'Eksterne harddiskar', 'External drives'),
		words: wordList('ekstern harddisk, ekstern disk, usb-disk, backupdisk, sikkerhetskopidisk'),
		cpv: uncheckedCpv('30233000-1'),
		hasStorage: true,
		factor: 'external_hdd',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial, a.storageGb]
	}),
	itemType('it', {
		key: 'usbStick',
		names: text('Minnepinne', 'Minnepinne', 'USB stick'),
		plural: text('Minnepinner', 'Minnepinnar', 'USB sticks'),
		words: wordList('minnepinne, usb-pinne, usb-minne, minnebrikke usb, minnekort'),
		cpv: uncheckedCpv('30234600-4'),
		hasStorage: true,
		factor: 'usb_stick',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.storageGb]
	}),
	itemType('it', {
		key: 'pcCable',
		names: text('Data- og skjermkabel', 'Data- og skjermkabel', 'Computer cable'),
		plural: text('Data- og skjermkabler', 'Data- og skjermkablar', 'Computer cables'),
		words: wordList(
			'hdmi-kabel, displayport-kabel, skjermkabel, usb-kabel, patchekabel, strømkabel til pc, hdmi'
		),
		cpv: uncheckedCpv('30237000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.integer('lengthCm', text('Lengde', 'Lengd', 'Length'), 'cm', 5, 5000)]
	}),
	itemType('it', {
		key: 'powerStrip',
		names: text('Grenuttak', 'Greinuttak', 'Power strip'),
		plural: text('Grenuttak', 'Greinuttak', 'Power strips'),
		words: wordList(
			'grenuttak, greinuttak, skjøteledning, skøyteleidning, forgrener, strømskinne, bordstikk'
		),
		cpv: uncheckedCpv('31220000-4'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.integer('sockets', text('Uttak', 'Uttak', 'Sockets'), null, 1, 24)]
	}),
	itemType('it', {
		key: 'phoneBasic',
		names: text('Enkel mobiltelefon', 'Enkel mobiltelefon', 'Basic mobile phone'),
		plural: text('Enkle mobiltelefoner', 'Enkle mobiltelefonar', 'Basic mobile phones'),
		words: wordList('tastetelefon, enkel mobil, enkel mobiltelefon, dumtelefon, seniortelefon'),
		cpv: seenCpv('32250000-0'),
		hasStorage: true,
		factor: 'phone_basic',
		price: null,
		lifetime: 'smartphone',
		mappingQuality: 'B',
		mappingNote: 'Same item; the lifetime row is a smartphone. No price row fits.',
		attributes: [a.model, a.imei, a.hasCharger]
	}),
	itemType('it', {
		key: 'deskPhone',
		names: text('Bordtelefon', 'Bordtelefon', 'Desk phone'),
		plural: text('Bordtelefoner', 'Bordtelefonar', 'Desk phones'),
		words: wordList('bordtelefon, ip-telefon, fasttelefon, konferansetelefon, dect-telefon, kontortelefon'),
		cpv: uncheckedCpv('32552100-8'),
		hasStorage: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote:
			'Treated as holding data until an expert says otherwise. No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'vrHeadset',
		names: text('VR-briller', 'VR-briller', 'VR headset'),
		plural: text('VR-briller', 'VR-briller', 'VR headsets'),
		words: wordList('vr-briller, vr-brille, virtuell virkelighet, oculus, meta quest'),
		cpv: uncheckedCpv('30237000-9'),
		hasStorage: true,
		factor: 'vr_headset',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial, a.hasCharger]
	}),
	itemType('it', {
		key: 'printerInkjet',
		names: text('Blekkskriver', 'Blekkskrivar', 'Inkjet printer'),
		plural: text('Blekkskrivere', 'Blekkskrivarar', 'Inkjet printers'),
		words: wordList('blekkskriver, blekkskrivar, blekkprinter, fotoskriver, plotter'),
		cpv: uncheckedCpv('30232150-0'),
		hasStorage: true,
		factor: 'printer_inkjet_mfp',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item. Treated as holding data until an expert says otherwise. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'labelPrinter',
		names: text('Etikettskriver', 'Etikettskrivar', 'Label printer'),
		plural: text('Etikettskrivere', 'Etikettskrivarar', 'Label printers'),
		words: wordList('etikettskriver, etikettskrivar, merkemaskin, labelprinter, kvitteringsskriver'),
		cpv: uncheckedCpv('30232100-5'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'scanner',
		names: text('Skanner', 'Skannar', 'Scanner'),
		plural: text('Skannere', 'Skannarar', 'Scanners'),
		words: wordList('skanner, skannar, dokumentskanner, dokumentskannar, strekkodeleser, strekkodelesar'),
		cpv: uncheckedCpv('30216110-0'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'paperShredder',
		names: text('Makuleringsmaskin', 'Makuleringsmaskin', 'Paper shredder'),
		plural: text('Makuleringsmaskiner', 'Makuleringsmaskiner', 'Paper shredders'),
		words: wordList('makuleringsmaskin, makulator, papirmakulator, papirkvern'),
		cpv: uncheckedCpv('30191400-8'),
		factor: 'paper_shredder',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.model]
	}),
	itemType('it', {
		key: 'laminator',
		names: text('Lamineringsmaskin', 'Lamineringsmaskin', 'Laminator'),
		plural: text('Lamineringsmaskiner', 'Lamineringsmaskiner', 'Laminators'),
		words: wordList('lamineringsmaskin, laminator, papirkutter, papirkuttar, innbindingsmaskin'),
		cpv: uncheckedCpv('30191000-4'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model]
	})
];
