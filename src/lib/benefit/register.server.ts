import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { canonicalise } from '$lib/platform/canonical-json';
import { lockByName } from '$lib/platform/events.server';
import type { Db, Trx } from '$lib/platform/db.server';
import { newId } from '$lib/platform/ids';
import type { FactorTable, LifetimeTable, ParameterTable, PriceTable } from './benefit.tables';
import { registerRepository, type InForce } from './register.repository.server';
import {
	DEFAULT_TRANSPORT_KEY,
	DISPOSAL_FEE_KEY,
	loadFactorRows,
	loadLifetimeRows,
	loadPriceRows,
	loadTransportRows,
	PARAMETER_SEEDS,
	REGISTER_VALID_FROM
} from './seed/benefit-seed';

/** The parameter that carries the transport factor, in grams of CO₂e per tonne-kilometre. */
export const TRANSPORT_PARAMETER = 'transportVanDiesel';

/** The register rows that hold for one item type, one organisation and one day; undefined is *ukjent*. */
export interface RegisterRows {
	mapping: { quality: 'A' | 'B' | 'C' } | undefined;
	factor: Selectable<FactorTable> | undefined;
	weight: Selectable<FactorTable> | undefined;
	price: Selectable<PriceTable> | undefined;
	lifetime: Selectable<LifetimeTable> | undefined;
	fee: Selectable<PriceTable> | undefined;
	parameters: readonly Selectable<ParameterTable>[];
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A row under its own hash: of all it says, not of its id. */
const hashed = <Row extends object>(row: Row, id: string): Row & { id: string; rowHash: string } => ({
	...row,
	id,
	rowHash: sha256(canonicalise(row))
});

const FROM_START = { organisationId: null, validFrom: REGISTER_VALID_FROM } as const;

const factorRows = () =>
	loadFactorRows().map((seed) => ({
		...FROM_START,
		key: seed.key,
		version: seed.version,
		name: seed.nameNb,
		category: seed.category,
		measure: seed.unit,
		gramsCo2eLow: seed.gramsCo2ePerUnit.low,
		gramsCo2eCentral: seed.gramsCo2ePerUnit.central,
		gramsCo2eHigh: seed.gramsCo2ePerUnit.high,
		weightGrams: seed.weightGramsPerUnit,
		scope: seed.scope,
		sourceTitle: seed.sourceTitle,
		sourceYear: seed.sourceYear,
		sourceRef: seed.sourceRef,
		sourceAccess: seed.sourceAccess,
		derivation: seed.derivation,
		confidence: seed.confidence,
		weightConfidence: seed.weightConfidence
	}));

const oreText = (ore: number | undefined): string | null => (ore === undefined ? null : String(ore));
const priceRows = () =>
	loadPriceRows().map((seed) => ({
		...FROM_START,
		key: seed.key,
		version: seed.version,
		name: seed.nameNb,
		measure: seed.unit,
		kind: seed.kind,
		priceOreLow: oreText(seed.amountOre?.low),
		priceOreCentral: oreText(seed.amountOre?.central),
		priceOreHigh: oreText(seed.amountOre?.high),
		priceYear: seed.priceYear,
		vatBasis: seed.vatBasis,
		sourceTitle: seed.sourceTitle,
		sourceYear: seed.sourceYear,
		sourceRef: seed.sourceRef,
		derivation: seed.derivation,
		confidence: seed.confidence
	}));

const lifetimeRows = () =>
	loadLifetimeRows().map((seed) => ({
		...FROM_START,
		key: seed.key,
		version: seed.version,
		name: seed.nameNb,
		yearsLow: seed.years.low,
		yearsCentral: seed.years.central,
		yearsHigh: seed.years.high,
		sourceTitle: seed.sourceTitle,
		sourceYear: seed.sourceYear,
		sourceRef: seed.sourceRef,
		derivation: seed.derivation,
		confidence: seed.confidence
	}));

const parameterRows = () => [
	...PARAMETER_SEEDS.map((seed) => ({
		organisationId: null,
		validFrom: seed.validFrom,
		key: seed.key as string,
		version: seed.version,
		valueLow: seed.low,
		valueCentral: seed.central,
		valueHigh: seed.high,
		unitSymbol: seed.unit as string,
		sourceTitle: seed.sourceTitle,
		sourceRef: seed.sourceRef,
		derivation: seed.derivation,
		confidence: seed.quality,
		isAssumed: seed.assumed,
		ownerRole: 'factorOwner'
	})),
	...loadTransportRows()
		.filter((seed) => seed.key === DEFAULT_TRANSPORT_KEY)
		.map((seed) => ({
			...FROM_START,
			key: TRANSPORT_PARAMETER,
			version: seed.version,
			valueLow: seed.gramsCo2ePerTonneKm,
			valueCentral: seed.gramsCo2ePerTonneKm,
			valueHigh: seed.gramsCo2ePerTonneKm,
			unitSymbol: 'gramsCo2ePerTonneKm',
			sourceTitle: seed.sourceTitle,
			sourceRef: seed.sourceRef,
			derivation: seed.derivation,
			confidence: seed.confidence,
			isAssumed: false,
			ownerRole: 'factorOwner'
		}))
];

/**
 * Puts the shipped register into the database; rows that are there already stay as they are.
 * @param nowMs instant the ids are made for
 */
export async function installRegister(trx: Trx, nowMs: number): Promise<void> {
	await lockByName(trx, 'register');
	const register = registerRepository(trx);
	const id = () => newId(nowMs);
	await register.insertFactors(factorRows().map((row) => hashed(row, id())));
	await register.insertPrices(priceRows().map((row) => hashed(row, id())));
	await register.insertLifetimes(lifetimeRows().map((row) => hashed(row, id())));
	await register.insertParameters(parameterRows().map((row) => hashed(row, id())));
}

/** Reads what holds for an item type. */
export async function readRegister(db: Db, itemTypeId: string, at: InForce): Promise<RegisterRows> {
	const register = registerRepository(db);
	const mapping = await register.findInForce('itemTypeMapping', { itemTypeId }, at);
	const { factorKey, weightFactorKey, priceKey, lifetimeKey } = mapping ?? {};
	const factorOf = (key: string) => register.findInForce('factor', { key }, at);
	const priceOf = (key: string, kind: string) => register.findInForce('price', { key, kind }, at);
	const factor = factorKey ? await factorOf(factorKey) : undefined;
	return {
		mapping,
		factor,
		weight:
			weightFactorKey === factorKey ? factor : weightFactorKey ? await factorOf(weightFactorKey) : undefined,
		price: priceKey ? await priceOf(priceKey, 'new') : undefined,
		lifetime: lifetimeKey ? await register.findInForce('lifetime', { key: lifetimeKey }, at) : undefined,
		fee: await priceOf(DISPOSAL_FEE_KEY, 'fee_per_kg'),
		parameters: await register.listParameters(at)
	};
}
