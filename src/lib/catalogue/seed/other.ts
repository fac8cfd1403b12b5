import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { itemType, uncheckedCpv, wordList } from './define';
import { unknownMaterialHazard } from './hazards';

const { text } = a;
const nothingFits = {
	factor: null,
	price: null,
	lifetime: null,
	mappingQuality: 'C',
	mappingNote:
		'Could be anything in the pack: no factor, price or lifetime fits, and the figures are unknown.'
} as const;

/** The rest of each pack, so that what has no type of its own can be given away and asked for. */
export const OTHER_TYPES: readonly ItemType[] = [
	itemType('furniture', {
		key: 'otherFurniture',
		names: text('Annet møbel eller inventar', 'Anna møbel eller inventar', 'Other furniture or fittings'),
		plural: text('Andre møbler og inventar', 'Andre møblar og inventar', 'Other furniture and fittings'),
		words: wordList('annet møbel, anna møbel, annet inventar, anna inventar, diverse møbler'),
		cpv: uncheckedCpv('39100000-3'),
		...nothingFits,
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.colour, a.model]
	}),
	itemType('it', {
		key: 'otherIt',
		names: text('Annet IT-utstyr', 'Anna IT-utstyr', 'Other IT equipment'),
		plural: text('Annet IT-utstyr', 'Anna IT-utstyr', 'Other IT equipment'),
		words: wordList('annet it-utstyr, anna it-utstyr, annen elektronikk, annan elektronikk'),
		cpv: uncheckedCpv('30200000-1'),
		// A server and a keyboard both land here; what may hold data is treated as if it does.
		hasStorage: true,
		...nothingFits,
		attributes: [a.model, a.serial, a.madeYear]
	}),
	itemType('building', {
		key: 'otherBuilding',
		names: text('Annen byggevare', 'Annan byggjevare', 'Other building product'),
		plural: text('Andre byggevarer', 'Andre byggjevarer', 'Other building products'),
		words: wordList('annen byggevare, annan byggjevare, annet byggemateriale, anna byggjemateriale'),
		cpv: uncheckedCpv('44100000-1'),
		hazardQuestion: unknownMaterialHazard,
		...nothingFits,
		attributes: [a.widthCm, a.heightCm, a.depthCm, a.model]
	})
];
