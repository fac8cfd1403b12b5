import type {
	DataQuality,
	DisplacementInput,
	EvidenceAnswers,
	EvidenceGrade,
	ParameterInput,
	Provenance,
	ReferenceLifetime,
	RemainingInput,
	RemainingParameters
} from './benefit';
import type { FractionJson } from './decimal';

/**
 * Grades how sure it is that a purchase was avoided. A *no* from the receiver outweighs every paper; a need
 * stated before the match without price evidence and without a *yes* is no better than a walk-in.
 */
export function gradeOf(answers: EvidenceAnswers): EvidenceGrade {
	if (answers.declaresWouldHaveBoughtNew === 'no') return 'none';
	if (answers.walkIn || !answers.needStatedBeforeMatch) return 'C';
	if (answers.priceEvidence !== 'none') return 'A';
	return answers.declaresWouldHaveBoughtNew === 'yes' ? 'B' : 'C';
}

/** What the engine reads of a row of the parameter register; values are decimal strings. */
export interface ParameterRow {
	readonly key: string;
	readonly version: string;
	readonly valueLow: string;
	readonly valueCentral: string;
	readonly valueHigh: string;
	readonly sourceTitle: string;
	readonly sourceRef: string;
	readonly confidence: DataQuality;
}

/** The parameters of the method that are in force for one organisation on one day. */
export interface MethodParameters {
	readonly displacement: Readonly<Record<EvidenceGrade, ParameterInput>>;
	readonly remaining: RemainingParameters;
	/** Km there and back where nobody said how far. */
	readonly defaultTransportKm: ParameterInput;
}

/**
 * Gathers the rows in force, one per key (the caller has chosen between versions and overrides).
 * @throws RangeError when a key the method needs has no row: a default is never made up.
 */
export function methodParameters(rows: readonly ParameterRow[]): MethodParameters {
	const get = (key: string): ParameterInput => {
		const row = rows.find((candidate) => candidate.key === key);
		if (row === undefined) throw new RangeError(`The parameter register has no ${key}`);
		const source = { key, version: row.version, title: row.sourceTitle, year: null, ref: row.sourceRef };
		const { valueLow: low, valueCentral: central, valueHigh: high, confidence: quality } = row;
		return { low, central, high, quality, source };
	};
	return {
		displacement: {
			A: get('displacementA'),
			B: get('displacementB'),
			C: get('displacementC'),
			none: get('displacementNone')
		},
		remaining: { known: get('remainingLifeSpread'), unknown: get('remainingLifeUnknown') },
		defaultTransportKm: get('defaultTransportKm')
	};
}

/**
 * Grades the answers and takes D of that grade.
 * @param references ids of what proves the answers.
 */
export function displacementFor(
	evidence: EvidenceAnswers,
	references: readonly string[],
	parameters: MethodParameters['displacement']
): DisplacementInput {
	const grade = gradeOf(evidence);
	const { low, central, high, source } = parameters[grade];
	return { grade, low, central, high, evidence, references, origin: 'parameter', source };
}

/** A known distance as it was said or measured (a decimal string); `null` becomes the default, *antatt*. */
export function kmFor(
	known: ({ readonly value: string } & Provenance) | null,
	{ defaultTransportKm: { central, source } }: Pick<MethodParameters, 'defaultTransportKm'>
): { readonly value: string } & Provenance {
	return known ?? { value: central, origin: 'assumed', quality: 'C', source };
}

const NOTHING_CREDITED: FractionJson = { num: '0', den: '1' };

/**
 * What r rests on for a thing handed over.
 * @param age years as a decimal string with its provenance, or `null` when the year acquired is not known.
 * @param reference the type's reference life, or `null` when the table has none: r is then unknown too.
 * @param creditedBefore the sum of r credited to earlier owners after their corrections.
 */
export function remainingFor(
	age: ({ readonly years: string } & Provenance) | null,
	reference: ReferenceLifetime | null,
	parameters: RemainingParameters,
	creditedBefore: FractionJson = NOTHING_CREDITED
): RemainingInput {
	const shared = { reference, parameters, creditedBefore, yearsUsed: null, claimedBefore: null };
	if (age === null || reference === null) {
		const { quality, source } = parameters.unknown;
		const ageYears = age?.years ?? null;
		return { ...shared, basis: 'unknown', ageYears, origin: 'assumed', quality, source };
	}
	const { years, origin, quality, source } = age;
	return { ...shared, basis: 'known', ageYears: years, origin, quality, source };
}

/** r of a dropped need: all of it, for nothing old takes its place. */
export const wholeLife = (parameters: RemainingParameters): RemainingInput => ({
	basis: 'whole',
	ageYears: null,
	yearsUsed: null,
	reference: null,
	parameters,
	creditedBefore: NOTHING_CREDITED,
	claimedBefore: null,
	origin: 'parameter',
	quality: 'A',
	source: null
});
