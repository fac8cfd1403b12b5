import type { AttributeDefinition, AttributeUnit, LocalizedText } from '../attribute';

export const text = (nb: string, nn: string, en: string): LocalizedText => ({ nb, nn, en });

type Option = { key: string; names: LocalizedText };
const option = (key: string, nb: string, nn: string, en: string): Option => ({
	key,
	names: text(nb, nn, en)
});

/** A whole number between two limits, both included. */
export const integer = (
	key: string,
	names: LocalizedText,
	unit: AttributeUnit | null,
	min: number,
	max: number
): AttributeDefinition => ({ key, names, kind: 'integer', unit, min, max });

export const choice = (
	key: string,
	names: LocalizedText,
	options: readonly Option[]
): AttributeDefinition => ({
	key,
	names,
	kind: 'choice',
	options
});

export const yesNo = (key: string, names: LocalizedText): AttributeDefinition => ({
	key,
	names,
	kind: 'boolean'
});

const WIDTH = text('Bredde', 'Breidd', 'Width');
const HEIGHT = text('Høyde', 'Høgd', 'Height');
const DEPTH = text('Dybde', 'Djupn', 'Depth');
const LENGTH = text('Lengde', 'Lengd', 'Length');
const THICKNESS = text('Tykkelse', 'Tjukkleik', 'Thickness');

export const widthCm = integer('widthCm', WIDTH, 'cm', 10, 600);
export const heightCm = integer('heightCm', HEIGHT, 'cm', 10, 400);
export const depthCm = integer('depthCm', DEPTH, 'cm', 10, 300);
export const widthMm = integer('widthMm', WIDTH, 'mm', 10, 6000);
export const heightMm = integer('heightMm', HEIGHT, 'mm', 10, 6000);
export const lengthMm = integer('lengthMm', LENGTH, 'mm', 50, 20000);
export const thicknessMm = integer('thicknessMm', THICKNESS, 'mm', 1, 500);
export const weightKg = integer('weightKg', text('Vekt', 'Vekt', 'Weight'), 'kg', 1, 2000);
export const screenInches = integer(
	'screenInches',
	text('Skjermstørrelse', 'Skjermstorleik', 'Screen size'),
	'″',
	4,
	110
);
export const seats = integer('seats', text('Sitteplasser', 'Sitjeplassar', 'Seats'), null, 1, 40);
export const drawers = integer('drawers', text('Skuffer', 'Skuffer', 'Drawers'), null, 1, 12);
export const shelves = integer('shelves', text('Hyller', 'Hyller', 'Shelves'), null, 1, 12);
export const doors = integer('doors', text('Dører', 'Dører', 'Doors'), null, 1, 12);

export const model: AttributeDefinition = {
	key: 'model',
	names: text('Merke og modell', 'Merke og modell', 'Make and model'),
	kind: 'text',
	maxLength: 80
};
export const madeYear: AttributeDefinition = {
	key: 'madeYear',
	names: text('Produksjonsår', 'Produksjonsår', 'Year of manufacture'),
	kind: 'year'
};
export const serial: AttributeDefinition = {
	key: 'serialNumber',
	names: text('Serienummer', 'Serienummer', 'Serial number'),
	kind: 'identifier',
	format: 'serial'
};
export const imei: AttributeDefinition = {
	key: 'imei',
	names: text('IMEI-nummer', 'IMEI-nummer', 'IMEI number'),
	kind: 'identifier',
	format: 'imei'
};

export const storageGb = integer('storageGb', text('Lagring', 'Lagring', 'Storage'), 'GB', 1, 32768);
export const memoryGb = integer('memoryGb', text('Minne', 'Minne', 'Memory'), 'GB', 1, 2048);
export const batteryPercent = integer(
	'batteryPercent',
	text('Batterihelse', 'Batterihelse', 'Battery health'),
	'%',
	0,
	100
);
export const hasCharger = yesNo(
	'hasCharger',
	text('Lader følger med', 'Ladar følgjer med', 'Charger included')
);

const COLOURS = [
	option('white', 'hvit', 'kvit', 'white'),
	option('grey', 'grå', 'grå', 'grey'),
	option('black', 'svart', 'svart', 'black'),
	option('oak', 'eik', 'eik', 'oak'),
	option('birch', 'bjørk', 'bjørk', 'birch'),
	option('beech', 'bøk', 'bøk', 'beech'),
	option('blue', 'blå', 'blå', 'blue'),
	option('green', 'grønn', 'grøn', 'green'),
	option('red', 'rød', 'raud', 'red'),
	option('yellow', 'gul', 'gul', 'yellow'),
	option('brown', 'brun', 'brun', 'brown'),
	option('other', 'annen farge', 'annan farge', 'another colour')
] as const;
export const colour = choice('colour', text('Farge', 'Farge', 'Colour'), COLOURS);

export const upholstery = choice('upholstery', text('Trekk', 'Trekk', 'Upholstery'), [
	option('textile', 'tekstil', 'tekstil', 'textile'),
	option('leather', 'skinn', 'skinn', 'leather'),
	option('imitationLeather', 'kunstskinn', 'kunstskinn', 'imitation leather'),
	option('mesh', 'netting', 'netting', 'mesh'),
	option('none', 'uten trekk', 'utan trekk', 'none')
]);
export const furnitureMaterial = choice('material', text('Materiale', 'Materiale', 'Material'), [
	option('laminate', 'laminat', 'laminat', 'laminate'),
	option('wood', 'tre', 'tre', 'wood'),
	option('steel', 'stål', 'stål', 'steel'),
	option('plastic', 'plast', 'plast', 'plastic'),
	option('glass', 'glass', 'glas', 'glass')
]);
export const lockable = yesNo('isLockable', text('Kan låses', 'Kan låsast', 'Can be locked'));

export const doorModule: AttributeDefinition = {
	key: 'module',
	names: text('Modulmål', 'Modulmål', 'Module'),
	kind: 'dimension',
	unit: 'dm'
};
export const section: AttributeDefinition = {
	key: 'section',
	names: text('Tverrmål', 'Tverrmål', 'Cross-section'),
	kind: 'dimension',
	unit: 'mm'
};
export const doorHand = choice('doorHand', text('Slagretning', 'Slagretning', 'Door hand'), [
	option('left', 'venstre', 'venstre', 'left'),
	option('right', 'høyre', 'høgre', 'right')
]);
export const fireClass = choice('fireClass', text('Brannklasse', 'Brannklasse', 'Fire class'), [
	option('none', 'ingen', 'ingen', 'none'),
	option('ei30', 'EI 30 (tidligere B30)', 'EI 30 (tidlegare B30)', 'EI 30 (formerly B30)'),
	option('ei60', 'EI 60 (tidligere B60)', 'EI 60 (tidlegare B60)', 'EI 60 (formerly B60)'),
	option('unknown', 'vet ikke', 'veit ikkje', 'don’t know')
]);
export const soundDb = integer('soundDb', text('Lydklasse', 'Lydklasse', 'Sound rating'), 'dB', 10, 70);
export const hasFrame = yesNo('hasFrame', text('Med karm', 'Med karm', 'With frame'));
export const surface = choice('surface', text('Overflate', 'Overflate', 'Surface'), [
	option('untreated', 'ubehandlet', 'ubehandla', 'untreated'),
	option('painted', 'malt', 'måla', 'painted'),
	option('lacquered', 'lakkert', 'lakkert', 'lacquered'),
	option('laminated', 'laminert', 'laminert', 'laminated'),
	option('galvanised', 'galvanisert', 'galvanisert', 'galvanised')
]);
export const timberTreatment = choice('treatment', text('Behandling', 'Behandling', 'Treatment'), [
	option('untreated', 'ubehandlet', 'ubehandla', 'untreated'),
	option('painted', 'malt eller beiset', 'måla eller beisa', 'painted or stained'),
	option('pressureTreated', 'trykkimpregnert', 'trykkimpregnert', 'pressure treated'),
	option('creosote', 'kreosot', 'kreosot', 'creosote')
]);
