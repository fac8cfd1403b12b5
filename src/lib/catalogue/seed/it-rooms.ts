import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;

/** Networks, servers, sound and pictures. */
export const IT_ROOM_TYPES: readonly ItemType[] = [
	itemType('it', {
		key: 'serverRack',
		names: text('Rackserver', 'Rackserver', 'Rack server'),
		plural: text('Rackservere', 'Rackserverar', 'Rack servers'),
		words: wordList('rackserver, server, tjener til maskinrom, rackmaskin, bladserver'),
		cpv: uncheckedCpv('48820000-2'),
		hasStorage: true,
		usePhaseRelevant: true,
		factor: 'server_rack',
		price: 'server_rack',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item. A newer one may do more for the same power, so climate credit is blocked. No reference lifetime row fits.',
		attributes: [a.model, a.serial, a.memoryGb, a.storageGb, a.madeYear]
	}),
	itemType('it', {
		key: 'serverDrive',
		names: text('Harddisk til server', 'Harddisk til server', 'Server drive'),
		plural: text('Harddisker til server', 'Harddiskar til server', 'Server drives'),
		words: wordList('serverdisk, harddisk til server, sas-disk, lagringsdisk, lagringsskap'),
		cpv: uncheckedCpv('30233000-1'),
		hasStorage: true,
		factor: 'server_hard_drive',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, per drive. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial, a.storageGb]
	}),
	itemType('it', {
		key: 'serverCabinet',
		names: text('Rackskap', 'Rackskap', 'Server cabinet'),
		plural: text('Rackskap', 'Rackskap', 'Server cabinets'),
		words: wordList('rackskap, serverskap, nettverksskap, koblingsskap data'),
		cpv: uncheckedCpv('32422000-7'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.widthCm, a.depthCm, a.lockable]
	}),
	itemType('it', {
		key: 'networkSwitch',
		names: text('Nettverkssvitsj', 'Nettverkssvitsj', 'Network switch'),
		plural: text('Nettverkssvitsjer', 'Nettverkssvitsjar', 'Network switches'),
		words: wordList('svitsj, nettverkssvitsj, switch, nettverkssvitsjar, poe-svitsj'),
		cpv: uncheckedCpv('32420000-3'),
		hasStorage: true,
		factor: 'network_switch_1u',
		price: 'network_switch_1u',
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 1U. Its settings are erased like data. No reference lifetime row fits.',
		attributes: [a.integer('ports', text('Porter', 'Portar', 'Ports'), null, 1, 600), a.model, a.serial]
	}),
	itemType('it', {
		key: 'networkSwitchChassis',
		names: text('Stor nettverkssvitsj', 'Stor nettverkssvitsj', 'Chassis network switch'),
		plural: text('Store nettverkssvitsjer', 'Store nettverkssvitsjar', 'Chassis network switches'),
		words: wordList('chassis-svitsj, kjernesvitsj, stor svitsj, chassis switch'),
		cpv: uncheckedCpv('32420000-3'),
		hasStorage: true,
		factor: 'network_switch_chassis',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. Its settings are erased like data. No price or reference lifetime row fits.',
		attributes: [a.integer('ports', text('Porter', 'Portar', 'Ports'), null, 1, 600), a.model, a.serial]
	}),
	itemType('it', {
		key: 'wifiAccessPoint',
		names: text('Trådløst aksesspunkt', 'Trådlaust aksesspunkt', 'Wireless access point'),
		plural: text('Trådløse aksesspunkter', 'Trådlause aksesspunkt', 'Wireless access points'),
		words: wordList(
			'aksesspunkt, trådløst aksesspunkt, trådlaust aksesspunkt, wifi, basestasjon, wifi-punkt'
		),
		cpv: uncheckedCpv('32422000-7'),
		hasStorage: true,
		factor: 'wifi_access_point',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. Its settings are erased like data. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'router',
		names: text('Nettverksruter', 'Nettverksruter', 'Router'),
		plural: text('Nettverksrutere', 'Nettverksruterar', 'Routers'),
		words: wordList('nettverksruter, router, modem, bredbåndsboks, breibandsboks, 4g-ruter, hjemmesentral'),
		cpv: uncheckedCpv('32413100-2'),
		hasStorage: true,
		factor: 'router_box',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Row is a broadband box. Its settings are erased like data. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'ups',
		names: text('Avbruddsfri strømforsyning', 'Avbrotsfri straumforsyning', 'Uninterruptible power supply'),
		plural: text(
			'Avbruddsfrie strømforsyninger',
			'Avbrotsfrie straumforsyningar',
			'Uninterruptible power supplies'
		),
		words: wordList('ups, avbruddsfri strømforsyning, avbrotsfri straumforsyning, nødstrøm, batteribackup'),
		cpv: uncheckedCpv('31154000-0'),
		factor: 'ups_small',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote: 'Row is a small one; factor is general knowledge. No price or reference lifetime row fits.',
		attributes: [a.integer('powerW', text('Effekt', 'Effekt', 'Power'), 'W', 1, 100000), a.model, a.madeYear]
	}),
	itemType('it', {
		key: 'videoConference',
		names: text('Videokonferanseutstyr', 'Videokonferanseutstyr', 'Video conference unit'),
		plural: text('Videokonferanseutstyr', 'Videokonferanseutstyr', 'Video conference units'),
		words: wordList('videokonferanse, videobar, teamsrom, videomøteutstyr, møteromskamera, konferansesystem'),
		cpv: uncheckedCpv('32232000-8'),
		hasStorage: true,
		factor: 'video_conference_unit',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item, a bar or codec; factor is general knowledge. Treated as holding data until an expert says otherwise. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'loudspeaker',
		names: text('Høyttaler', 'Høgtalar', 'Loudspeaker'),
		plural: text('Høyttalere', 'Høgtalarar', 'Loudspeakers'),
		words: wordList('høyttaler, høgtalar, høyttalere, høgtalarar, konferansehøyttaler, bluetooth-høyttaler'),
		cpv: uncheckedCpv('32342412-3'),
		factor: 'loudspeaker_smart',
		price: null,
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is a smart or conference speaker; a large one for a hall is understated. No price or reference lifetime row fits.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'amplifier',
		names: text('Forsterker', 'Forsterkar', 'Amplifier'),
		plural: text('Forsterkere', 'Forsterkarar', 'Amplifiers'),
		words: wordList('forsterker, forsterkar, miksepult, lydmikser, lydanlegg, pa-anlegg'),
		cpv: uncheckedCpv('32343000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'microphone',
		names: text('Mikrofon', 'Mikrofon', 'Microphone'),
		plural: text('Mikrofoner', 'Mikrofonar', 'Microphones'),
		words: wordList('mikrofon, trådløs mikrofon, trådlaus mikrofon, mikrofonar'),
		cpv: uncheckedCpv('32341000-5'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.yesNo('isWireless', text('Trådløs', 'Trådlaus', 'Wireless'))]
	}),
	itemType('it', {
		key: 'camera',
		names: text('Kamera', 'Kamera', 'Camera'),
		plural: text('Kameraer', 'Kamera', 'Cameras'),
		words: wordList('fotoapparat, speilreflekskamera, videokamera, digitalkamera, overvåkingskamera'),
		cpv: uncheckedCpv('38651000-3'),
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
		key: 'documentCamera',
		names: text('Dokumentkamera', 'Dokumentkamera', 'Document camera'),
		plural: text('Dokumentkameraer', 'Dokumentkamera', 'Document cameras'),
		words: wordList('dokumentkamera, visualiser, visualisator'),
		cpv: uncheckedCpv('38651000-3'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial]
	}),
	itemType('it', {
		key: 'projectionScreen',
		names: text('Lerret', 'Lerret', 'Projection screen'),
		plural: text('Lerret', 'Lerret', 'Projection screens'),
		words: wordList('lerret, projektorlerret, filmlerret, lerretsduk, rullelerret'),
		cpv: uncheckedCpv('38653400-1'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.heightCm, a.yesNo('isElectric', text('Elektrisk', 'Elektrisk', 'Electric'))]
	}),
	itemType('it', {
		key: 'screenStand',
		names: text('Skjermstativ', 'Skjermstativ', 'Screen stand'),
		plural: text('Skjermstativ', 'Skjermstativ', 'Screen stands'),
		words: wordList('skjermstativ, tv-stativ, gulvstativ til skjerm, veggfeste til tv, tv-feste'),
		cpv: uncheckedCpv('30237000-9'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.model]
	}),
	itemType('it', {
		key: 'paymentTerminal',
		names: text('Betalingsterminal', 'Betalingsterminal', 'Payment terminal'),
		plural: text('Betalingsterminaler', 'Betalingsterminalar', 'Payment terminals'),
		words: wordList('betalingsterminal, kortterminal, kasseapparat, kassesystem, bankterminal'),
		cpv: uncheckedCpv('30142200-8'),
		hasStorage: true,
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote:
			'Treated as holding data until an expert says otherwise. No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.model, a.serial]
	})
];
