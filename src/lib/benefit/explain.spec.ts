import { describe, expect, it } from 'vitest';
import { aged, chairHandover } from '../../../tests/support/benefit-inputs';
import type { LedgerPayload } from './benefit';
import { inputsOf, stepsOf } from './explain';
import { creditPayload, handoverPayloads, reversePayload } from './payload';

const lines = (payload: LedgerPayload) =>
	stepsOf(payload).map(({ messageKey, expression, result, unit }) =>
		[messageKey.replace('benefitStep', ''), expression, result, unit].join(' | ')
	);

describe('the steps of an entry', () => {
	it('lead from the inputs of the worked example to its net amount', () => {
		expect(lines(creditPayload('co2Net', chairHandover()))).toEqual([
			'Share_known | (15 − 7) / 15 | 8/15 | share',
			'Avoided | 10 × 1 × 8/15 × 68 kg | 362.667 | kgCo2e',
			'Transport | 0.175 t × 40 km × 0.6313 kg/tkm | 4.419 | kgCo2e',
			'Parts | 10 × 2 kg | 20 | kgCo2e',
			'Amount | 362.667 kg − 24.419 kg | 338.248 | kgCo2e',
			'Low | 10 × 0.9 × 32/75 × 36 kg − 24.419 kg | 113.821 | kgCo2e',
			'High | 10 × 1 × 16/25 × 142 kg − 24.419 kg | 884.381 | kgCo2e',
			'Shown |  | 340 | kgCo2e'
		]);
	});

	it('show money with its costs, or that none were recorded', () => {
		const base = chairHandover();
		expect(lines(creditPayload('money', base))[0]).toBe('CostsNotRecorded |  | 0 | kr');
		const costs = { ...base.costs, recorded: true, freightOre: 120_050, handlingOre: 5000 };
		expect(lines(creditPayload('money', { ...base, costs }))).toEqual([
			'Costs | 1200.5 kr + 50 kr | 1250.5 | kr',
			'Amount | 10 × 1 × 7500 kr − 1250.5 kr | 73749.5 | kr',
			'Low | 10 × 0.9 × 2400 kr − 1250.5 kr | 20349.5 | kr',
			'High | 10 × 1 × 10000 kr − 1250.5 kr | 98749.5 | kr',
			'Shown |  | 74000 | kr'
		]);
	});

	it('show what is kept and the fee for it', () => {
		expect(lines(creditPayload('massKept', chairHandover()))[0]).toBe('Amount | 10 × 17.5 kg × 1 | 175 | kg');
		const fee = lines(creditPayload('disposalFee', chairHandover()))[0];
		expect(fee).toBe('Amount | 10 × 17.5 kg × 1 × 5 kr/kg | 875 | kr');
	});

	it('say why there is no amount', () => {
		const used = creditPayload('co2Net', chairHandover({ remaining: aged('20') }));
		expect(stepsOf(used)).toEqual([
			{ messageKey: 'benefitReason_lifetimeUsedUp', expression: '', result: null, unit: 'kgCo2e' }
		]);
	});

	it('show the part that is taken back', () => {
		const options = { cause: 'return', reversesEntryId: 'entry-1', reversedMilli: 3000 } as const;
		const gross = creditPayload('co2Gross', chairHandover());
		expect(lines(reversePayload(gross, { ...options, alreadyReversedMilli: 4000 }))).toEqual([
			'Reversal | 680 kg × 7 / 10 − 680 kg × 4 / 10 | -204 | kgCo2e'
		]);
	});

	it('exist for every kind and end in the stored amount', () => {
		for (const payload of handoverPayloads(chairHandover())) {
			const last = stepsOf(payload).find(({ messageKey }) => messageKey === 'benefitStepAmount');
			const scale = last?.unit === 'kr' ? 100 : 1000;
			expect(Math.round(Number(last?.result) * scale)).toBe(payload.result.amount?.central);
		}
	});
});

describe('the inputs of an entry', () => {
	it('are listed with value, range, origin, quality and source', () => {
		const rows = inputsOf(creditPayload('co2Net', chairHandover()));
		expect(rows.find(({ nameKey }) => nameKey === 'benefitInputFactor')).toEqual({
			nameKey: 'benefitInputFactor',
			value: '68',
			low: '36',
			high: '142',
			unit: 'kgCo2ePerUnit',
			origin: 'table',
			quality: 'A',
			source: { title: 'EPD', year: 2025, ref: 'row' }
		});
		const names = rows.map(({ nameKey, value }) => `${nameKey.replace('benefitInput', '')} ${value}`);
		expect(names).toEqual([
			'Quantity 10',
			'Factor 68',
			'FactorScope cradle-to-gate',
			'Weight 17.5',
			'EvidenceGrade A',
			'Displacement 1',
			'NeedStatedBeforeMatch yes',
			'PriceEvidence quote',
			'WouldHaveBoughtNew yes',
			'WalkIn no',
			'Age 7',
			'ReferenceLife 15',
			'ShareSpread 1',
			'Km 40',
			'TransportFactor 0.6313',
			'PartQuantity 10',
			'PartFactor 2'
		]);
	});

	it('show what is missing as unknown', () => {
		const rows = inputsOf(creditPayload('co2Gross', chairHandover({ factor: null })));
		expect(rows.find(({ nameKey }) => nameKey === 'benefitInputFactor')?.value).toBeNull();
	});

	it('name the assumed range of an unknown age', () => {
		const rows = inputsOf(creditPayload('co2Net', chairHandover({ remaining: aged(null) })));
		expect(rows.find(({ nameKey }) => nameKey === 'benefitInputShareUnknown')).toMatchObject({
			value: '0.5',
			low: '0.25',
			high: '0.75',
			origin: 'assumed',
			quality: 'C'
		});
	});

	it('show which price and which answer to what would have happened', () => {
		const money = inputsOf(creditPayload('money', chairHandover())).map(({ nameKey }) => nameKey);
		expect(money).toContain('benefitInputPriceYearNotIndexed');
		expect(money).toContain('benefitInputCostsNotRecorded');
		const kept = inputsOf(creditPayload('disposalFee', chairHandover()));
		expect(kept.find(({ nameKey }) => nameKey === 'benefitInputWouldBe')?.value).toBe('disposed');
	});
});
