import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';

const { text } = a;

/** What stands at and around a desk, and parts of desks. */
export const WORK_FURNITURE_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'deskTop',
		names: text('Bordplate', 'Bordplate', 'Desk top'),
		plural: text('Bordplater', 'Bordplater', 'Desk tops'),
		words: wordList('bordplate, løs bordplate, pultplate, skrivebordsplate, bordplater'),
		cpv: uncheckedCpv('39121100-7'),
		factor: 'desk_top',
		price: 'desk_top',
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, loose; the row is 160×80 cm.',
		attributes: [a.widthCm, a.depthCm, a.thicknessMm, a.colour]
	}),
	itemType('furniture', {
		key: 'deskFrame',
		names: text('Hev/senk-understell', 'Hev/senk-understell', 'Height-adjustable desk frame'),
		plural: text('Hev/senk-understell', 'Hev/senk-understell', 'Height-adjustable desk frames'),
		words: wordList(
			'hev/senk-understell, understell, bordunderstell, pultunderstell, bordstativ, pultstativ'
		),
		cpv: uncheckedCpv('39121100-7'),
		factor: 'desk_frame_height_adjustable',
		price: 'desk_frame_height_adjustable',
		lifetime: 'desk_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, electric, without a top.',
		attributes: [
			a.widthCm,
			a.yesNo('isElectric', text('Elektrisk', 'Elektrisk', 'Electric')),
			a.colour,
			a.model
		]
	}),
	itemType('furniture', {
		key: 'deskScreen',
		names: text('Bordskjerm', 'Bordskjerm', 'Desk screen'),
		plural: text('Bordskjermer', 'Bordskjermar', 'Desk screens'),
		words: wordList(
			'bordskjerm, skrivebordsskjerm, skjermvegg til pult, skillevegg til pult, pultskjerm, bordskillevegg'
		),
		cpv: uncheckedCpv('39130000-2'),
		factor: 'desk_screen',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.widthCm, a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'monitorArm',
		names: text('Skjermarm', 'Skjermarm', 'Monitor arm'),
		plural: text('Skjermarmer', 'Skjermarmar', 'Monitor arms'),
		words: wordList('skjermarm, monitorarm, skjermfeste, dataskjermarm, dobbel skjermarm'),
		cpv: uncheckedCpv('39134000-0'),
		factor: 'monitor_arm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.integer('screens', text('Skjermer', 'Skjermar', 'Screens'), null, 1, 6), a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'deskLamp',
		names: text('Skrivebordslampe', 'Skrivebordslampe', 'Desk lamp'),
		plural: text('Skrivebordslamper', 'Skrivebordslamper', 'Desk lamps'),
		words: wordList('skrivebordslampe, arbeidslampe, bordlampe, pultlampe, leselampe, luxolampe'),
		cpv: uncheckedCpv('31521100-5'),
		usePhaseRelevant: true,
		factor: 'desk_lamp',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item. A newer one may use less power, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'floorLamp',
		names: text('Gulvlampe', 'Golvlampe', 'Floor lamp'),
		plural: text('Gulvlamper', 'Golvlamper', 'Floor lamps'),
		words: wordList('gulvlampe, golvlampe, stålampe, uplight'),
		cpv: uncheckedCpv('31520000-7'),
		usePhaseRelevant: true,
		factor: 'floor_lamp',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote:
			'Same item. A newer one may use less power, so climate credit is blocked. No price or reference lifetime row fits.',
		attributes: [a.heightCm, a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'footrest',
		names: text('Fotstøtte', 'Fotstø', 'Footrest'),
		plural: text('Fotstøtter', 'Fotstø', 'Footrests'),
		words: wordList('fotstøtte, fotstø, fotbrett, fotskammel til pult'),
		cpv: uncheckedCpv('39113700-4'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.colour, a.model]
	}),
	itemType('furniture', {
		key: 'standingMat',
		names: text('Ståmatte', 'Ståmatte', 'Standing mat'),
		plural: text('Ståmatter', 'Ståmatter', 'Standing mats'),
		words: wordList('ståmatte, avlastningsmatte, arbeidsmatte, balansebrett'),
		cpv: uncheckedCpv('39130000-2'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.widthCm, a.depthCm]
	}),
	itemType('furniture', {
		key: 'coatStand',
		names: text('Stumtjener', 'Stumtenar', 'Coat stand'),
		plural: text('Stumtjenere', 'Stumtenarar', 'Coat stands'),
		words: wordList(
			'stumtjener, stumtenar, garderobestativ, klesstativ, knaggrekke, knaggstativ, kleshengerstativ'
		),
		cpv: uncheckedCpv('39136000-4'),
		factor: 'coat_stand',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item. No price or reference lifetime row fits.',
		attributes: [a.heightCm, a.furnitureMaterial, a.colour]
	}),
	itemType('furniture', {
		key: 'phoneBooth',
		names: text('Stilleboks', 'Stilleboks', 'Phone booth'),
		plural: text('Stillebokser', 'Stilleboksar', 'Phone booths'),
		words: wordList('stilleboks, telefonboks, lydboks, møteboks, samtaleboks, stillerom, telefonkiosk'),
		cpv: uncheckedCpv('39150000-8'),
		factor: 'phone_booth',
		price: 'phone_booth',
		lifetime: null,
		mappingQuality: 'B',
		mappingNote:
			'Row is a booth for one person; a larger one is understated. No reference lifetime row fits.',
		attributes: [a.seats, a.widthCm, a.heightCm, a.depthCm, a.model]
	}),
	itemType('furniture', {
		key: 'receptionDesk',
		names: text('Resepsjonsskranke', 'Resepsjonsskranke', 'Reception desk'),
		plural: text('Resepsjonsskranker', 'Resepsjonsskrankar', 'Reception desks'),
		words: wordList('resepsjonsskranke, skranke, resepsjonsdisk, ekspedisjonsdisk, disk i resepsjon'),
		cpv: uncheckedCpv('39156000-0'),
		factor: 'reception_desk',
		price: null,
		lifetime: 'desk_any',
		mappingQuality: 'B',
		mappingNote: 'Row is a laminate desk of 100 kg. No price row fits.',
		attributes: [a.widthCm, a.depthCm, a.heightCm, a.colour]
	}),
	itemType('furniture', {
		key: 'lectern',
		names: text('Talerstol', 'Talarstol', 'Lectern'),
		plural: text('Talerstoler', 'Talarstolar', 'Lecterns'),
		words: wordList('talerstol, talarstol, podium, talerpult, foredragspult'),
		cpv: uncheckedCpv('39153000-2'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.furnitureMaterial, a.colour]
	}),
	itemType('furniture', {
		key: 'safe',
		names: text('Verdiskap', 'Verdiskap', 'Safe'),
		plural: text('Verdiskap', 'Verdiskap', 'Safes'),
		words: wordList('verdiskap, pengeskap, våpenskap, brannskap, safe, sikkerhetsskap'),
		cpv: uncheckedCpv('44421300-0'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.widthCm, a.weightKg, a.lockable]
	}),
	itemType('furniture', {
		key: 'keyCabinet',
		names: text('Nøkkelskap', 'Nøkkelskap', 'Key cabinet'),
		plural: text('Nøkkelskap', 'Nøkkelskap', 'Key cabinets'),
		words: wordList('nøkkelskap, nøkkelsafe, nøkkelboks, nøkkeltavle'),
		cpv: uncheckedCpv('44421000-7'),
		factor: null,
		price: null,
		lifetime: null,
		mappingQuality: 'C',
		mappingNote: 'No register row fits: climate, weight, price and lifetime are unknown.',
		attributes: [a.heightCm, a.widthCm, a.lockable]
	})
];
