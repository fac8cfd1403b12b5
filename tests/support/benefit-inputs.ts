import type { BenefitInputs, EvidenceAnswers, Provenance } from '../../src/lib/benefit/benefit';
import { displacementFor, methodParameters, remainingFor } from '../../src/lib/benefit/parameters';
import { PARAMETER_SEEDS } from '../../src/lib/benefit/seed/parameters';

const table = (quality: Provenance['quality'], title: string): Provenance => ({
	origin: 'table',
	quality,
	source: { title, year: 2025, ref: 'row' }
});
const said: Provenance = { origin: 'declared', quality: 'A', source: null };

/** The parameters of the register's first version. */
export const parameters = methodParameters(
	PARAMETER_SEEDS.map((seed) => ({
		key: seed.key,
		version: seed.version,
		valueLow: seed.low,
		valueCentral: seed.central,
		valueHigh: seed.high,
		sourceTitle: seed.sourceTitle,
		sourceRef: seed.sourceRef,
		confidence: seed.quality
	}))
);

export const quoteBeforeMatch: EvidenceAnswers = {
	needStatedBeforeMatch: true,
	priceEvidence: 'quote',
	declaresWouldHaveBoughtNew: 'yes',
	walkIn: false
};
export const seating = {
	years: { low: '10', central: '15', high: '20' },
	quality: 'A',
	source: { title: 'NPCR 003', year: 2010, ref: 'NEPD 104E' }
} as const;
/** r of a thing so many years old, against the 15 years of seating; `null` is an unknown age. */
export const aged = (years: string | null) =>
	remainingFor(years === null ? null : { years, ...said }, seating, parameters.remaining);

/**
 * The worked example of the method: 10 office chairs of 17.5 kg with 8 of 15 years left, evidence grade A, 40 km
 * in a diesel van, 2 kg CO₂e of repair each, disposal documented.
 */
export const chairHandover = (changes: Partial<BenefitInputs> = {}): BenefitInputs => ({
	cause: 'handover',
	quantity: { milli: 10_000, measure: 'pcs', ...said },
	portion: { num: '1', den: '1' },
	reuseAllowed: true,
	factorQuantity: { milli: { num: '10000', den: '1' }, measure: 'pcs', ...said },
	factor: {
		key: 'office_chair',
		version: '2026-11-22.1',
		gramsCo2ePerUnit: { low: '36000', central: '68000', high: '142000' },
		scope: 'cradle-to-gate',
		...table('A', 'EPD')
	},
	weight: { gramsPerUnit: '17500', per: 'counted', ...table('B', 'EPD') },
	price: {
		kind: 'table',
		tablePriceKind: 'new',
		per: 'counted',
		priceOre: { low: '240000', central: '750000', high: '1000000' },
		year: 2020,
		vatBasis: 'notStated',
		indexed: false,
		...table('B', 'Loopfront blog')
	},
	fee: {
		orePerKg: { low: '200', central: '500', high: '600' },
		year: 2020,
		vatBasis: 'notStated',
		...table('B', 'Loopfront blog')
	},
	displacement: displacementFor(quoteBeforeMatch, ['need-1'], parameters.displacement),
	remaining: aged('7'),
	transport: {
		km: { value: '40', ...said },
		gramsCo2ePerTonneKm: { value: '631.3', ...table('A', 'UK Government conversion factors 2025') }
	},
	repairParts: [
		{
			key: 'parts',
			quantityMilli: 10_000,
			measure: 'pcs',
			gramsCo2ePerUnit: '2000',
			...table('B', 'Repair')
		}
	],
	storage: null,
	usePhase: { relevant: false },
	costs: {
		recorded: false,
		paidToOthersOre: 0,
		freightOre: 0,
		repairOre: 0,
		storageOre: 0,
		handlingOre: 0,
		origin: 'assumed',
		quality: 'C',
		source: null
	},
	alternative: { wouldBe: 'disposed', evidence: ['photo-1'], ...said },
	...changes
});
