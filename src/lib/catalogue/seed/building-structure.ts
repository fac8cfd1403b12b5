import type { ItemType } from '../catalogue';
import * as a from './attributes';
import { TEN_SLABS, VOLUME_OF_LENGTH } from './building';
import { itemType, uncheckedCpv, wordList } from './define';
import * as hazards from './hazards';

const { text } = a;

/** Load-bearing parts and insulation. */
export const BUILDING_STRUCTURE_TYPES: readonly ItemType[] = [
	itemType('building', {
		key: 'glulam',
		names: text('Limtre', 'Limtre', 'Glulam'),
		plural: text('Limtre', 'Limtre', 'Glulam'),
		words: wordList('limtre, limtrebjelke, limtredrager, limtrebjelkar'),
		cpv: uncheckedCpv('44191000-5'),
		countedMeasure: 'm',
		factorMeasure: 'm3',
		conversion: VOLUME_OF_LENGTH,
		hazardQuestion: hazards.timberHazard,
		factor: 'glulam_m3',
		price: null,
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote:
			'Counted in metres, factor and weight per m³. Biogenic carbon is not counted. No price row fits.',
		attributes: [a.section, a.widthMm, a.heightMm, a.lengthMm, a.timberTreatment, a.madeYear]
	}),
	itemType('building', {
		key: 'massiveTimber',
		names: text('Massivtre', 'Massivtre', 'Cross-laminated timber'),
		plural: text('Massivtre', 'Massivtre', 'Cross-laminated timber'),
		words: wordList('massivtre, krysslimt tre, clt, massivtreelement'),
		cpv: uncheckedCpv('44191000-5'),
		countedMeasure: 'm3',
		hazardQuestion: hazards.timberHazard,
		factor: 'clt_m3',
		price: null,
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, m³. Biogenic carbon is not counted. No price row fits.',
		attributes: [a.thicknessMm, a.widthMm, a.lengthMm, a.timberTreatment, a.madeYear]
	}),
	itemType('building', {
		key: 'steelHollowSection',
		names: text('Hulprofil i stål', 'Holprofil i stål', 'Steel hollow section'),
		plural: text('Hulprofiler i stål', 'Holprofilar i stål', 'Steel hollow sections'),
		words: wordList('hulprofil, holprofil, firkantrør, stålrør, hup, konstruksjonsrør'),
		cpv: uncheckedCpv('44334000-0'),
		countedMeasure: 'kg',
		hazardQuestion: hazards.paintedSteelHazard,
		factor: 'steel_hollow_section_kg',
		price: null,
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, by weight. No price row fits.',
		attributes: [a.section, a.lengthMm, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'steelStud',
		names: text('Stålstender', 'Stålstendar', 'Steel stud'),
		plural: text('Stålstendere', 'Stålstendarar', 'Steel studs'),
		words: wordList('stålstender, stålstendar, stenderprofil, skinneprofil, stålsvill'),
		cpv: uncheckedCpv('44334000-0'),
		countedMeasure: 'm',
		factor: 'steel_stud_m',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, per metre. No price or reference lifetime row fits.',
		attributes: [a.widthMm, a.lengthMm]
	}),
	itemType('building', {
		key: 'aluminiumProfile',
		names: text('Aluminiumsprofil', 'Aluminiumsprofil', 'Aluminium profile'),
		plural: text('Aluminiumsprofiler', 'Aluminiumsprofilar', 'Aluminium profiles'),
		words: wordList('aluminiumsprofil, aluprofil, aluminiumsprofilar, ekstrudert profil'),
		cpv: uncheckedCpv('44334000-0'),
		countedMeasure: 'kg',
		factor: 'aluminium_profile_kg',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Same item, by weight. No price or reference lifetime row fits.',
		attributes: [a.lengthMm, a.surface, a.madeYear]
	}),
	itemType('building', {
		key: 'hollowCoreSlab',
		names: text('Hulldekke', 'Holdekke', 'Hollow core slab'),
		plural: text('Hulldekker', 'Holdekke', 'Hollow core slabs'),
		words: wordList('hulldekke, holdekke, dekkeelement, betongdekke'),
		cpv: uncheckedCpv('44114200-4'),
		countedMeasure: 'm2',
		hazardQuestion: hazards.masonryHazard,
		factor: 'hollow_core_slab_265',
		price: 'hollow_core_slab_265',
		lifetime: 'structural_any',
		mappingQuality: 'B',
		mappingNote: 'Row is 265 mm; other depths differ.',
		attributes: [a.lengthMm, a.widthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'concreteElement',
		names: text('Betongelement', 'Betongelement', 'Precast concrete element'),
		plural: text('Betongelementer', 'Betongelement', 'Precast concrete elements'),
		words: wordList('betongelement, prefabelement, betongbjelke, betongsøyle, betongvegg, støttemur'),
		cpv: uncheckedCpv('44114200-4'),
		countedMeasure: 'kg',
		hazardQuestion: hazards.masonryHazard,
		factor: 'concrete_precast_kg',
		price: null,
		lifetime: 'structural_any',
		mappingQuality: 'A',
		mappingNote: 'Same item, by weight. No price row fits.',
		attributes: [a.lengthMm, a.widthMm, a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'glassWool',
		names: text('Glassull', 'Glasull', 'Glass wool'),
		plural: text('Glassull', 'Glasull', 'Glass wool'),
		words: wordList('glassull, glasull, glava, glassullmatte, isolasjonsrull'),
		cpv: uncheckedCpv('44111520-2'),
		countedMeasure: 'm3',
		factorMeasure: 'm2',
		conversion: {
			kind: 'fixed',
			factorUnitsPerCountedMilli: 6667,
			note: '1 m³ is 6.667 m² of a mat 150 mm thick, rounded'
		},
		hazardQuestion: hazards.mineralWoolHazard,
		factor: 'glass_wool_150mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 150 mm. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.madeYear]
	}),
	itemType('building', {
		key: 'xpsInsulation',
		names: text('XPS-plater', 'XPS-plater', 'XPS foam boards'),
		plural: text('XPS-plater', 'XPS-plater', 'XPS foam boards'),
		words: wordList('xps, xps-plater, ekstrudert polystyren, styrofoam, markisolasjon'),
		cpv: uncheckedCpv('44111520-2'),
		countedMeasure: 'm3',
		factorMeasure: 'm2',
		conversion: TEN_SLABS,
		hazardQuestion: hazards.foamHazard,
		factor: 'xps_100mm',
		price: null,
		lifetime: null,
		mappingQuality: 'A',
		mappingNote: 'Row is 100 mm. No price or reference lifetime row fits.',
		attributes: [a.thicknessMm, a.madeYear]
	})
];
