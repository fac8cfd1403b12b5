import { describe, expect, it } from 'vitest';
import { issueCode } from '$lib/i18n/error-text';
import { avoidForm, purchaseForm, purchaseSubmitForm, stateNeedForm } from './need.schema';
import { CRITERIA } from './purchase-request';
import type { z } from 'zod';

const need = { measure: 'pcs', remainingMilli: 5000 } as const;
const whole = {
	kind: 'new',
	quantity: '5',
	totalPrice: '25 000',
	quality: 'Møbelfakta',
	expectedLifetimeYears: '15',
	warrantyMonths: '60',
	spareParts: 'I ti år',
	repairability: 'Skrudd',
	recyclability: 'Ja',
	takeBack: 'Leverandøren henter'
};
const errorsOf = (typed: Record<string, string>, form: z.ZodType = purchaseSubmitForm(need)) => {
	const parsed = form.safeParse(typed);
	const errors: Record<string, string> = {};
	for (const issue of parsed.error?.issues ?? []) errors[issue.path.join('.')] ??= issueCode(issue);
	return errors;
};

describe('sending a purchase request', () => {
	it('takes what is whole', () => {
		expect(purchaseSubmitForm(need).parse(whole)).toMatchObject({
			quantity: '5',
			expectedLifetimeYears: 15,
			warrantyMonths: 60,
			takeBack: 'Leverandøren henter'
		});
	});

	it('tells everything that is left out or wrong at once', () => {
		expect(errorsOf({})).toEqual({
			kind: 'chooseOne',
			quantity: 'quantityMissing',
			quality: 'required',
			expectedLifetimeYears: 'required',
			warrantyMonths: 'required',
			spareParts: 'required',
			repairability: 'required',
			recyclability: 'required',
			takeBack: 'required'
		});
		expect(
			errorsOf({ ...whole, quantity: '1,5', totalPrice: 'mye', expectedLifetimeYears: '500', takeBack: ' ' })
		).toEqual({
			quantity: 'quantityNotWhole',
			totalPrice: expect.any(String),
			expectedLifetimeYears: 'tooLarge',
			takeBack: 'required'
		});
		expect(errorsOf({ ...whole, quantity: '6', quality: '' })).toEqual({
			quantity: 'purchaseTooMuch',
			quality: 'required'
		});
	});

	it('says that years are a whole number, not pieces', () =>
		expect(errorsOf({ ...whole, expectedLifetimeYears: 'ti' })).toEqual({
			expectedLifetimeYears: 'numberNotWhole'
		}));

	it('lets a draft leave out what is not known yet', () => {
		const draft = purchaseForm.parse({});
		expect(draft).toMatchObject({ kind: null, quantity: '' });
		for (const criterion of CRITERIA) expect(draft[criterion], criterion).toBeNull();
	});
});

describe('stating a need', () => {
	const form = stateNeedForm('2026-11-22', ({ title }) => (title === 'Noe rart' ? undefined : 'pcs'));
	const stated = {
		id: '019a0000-0000-7000-8000-000000000001',
		unitId: '019a0000-0000-7000-8000-000000000002',
		title: 'Kontorstol',
		quantity: '4',
		neededBy: '2027-01-31',
		reason: 'Fire nyansatte',
		wouldBuyNew: 'yes'
	};

	it('takes what is whole, with the price as people write it', () =>
		expect(form.parse({ ...stated, unitPrice: '3 500,-' })).toMatchObject({
			quantity: '4',
			unitPrice: 350_000,
			priceEvidence: 'none'
		}));

	it('tells what the fields and the rules say in one round', () =>
		expect(
			errorsOf(
				{
					...stated,
					title: 'Noe rart',
					quantity: 'ti',
					neededBy: '2020-01-01',
					reason: '',
					wouldBuyNew: '',
					priceEvidence: 'quote'
				},
				form
			)
		).toEqual({
			itemTypeId: 'needTypeMissing',
			quantity: 'quantityNotANumber',
			neededBy: 'dateInPast',
			reason: 'required',
			wouldBuyNew: 'chooseOne',
			unitPrice: 'priceMissing',
			priceReference: 'priceReferenceMissing'
		}));

	it('does not ask for a type where there are no words to read it from', () =>
		expect(errorsOf({ ...stated, title: '' }, form)).toEqual({ title: 'required' }));
});

describe('the first rung', () => {
	it('asks for no more than what it is for', () =>
		expect(avoidForm.parse({ decision: 'needed', usedFor: 'Ny lesesal' })).toMatchObject({
			howLong: '',
			ifNot: ''
		}));

	it('says everything about doing without at once', () =>
		expect(errorsOf({ decision: 'without', usedFor: '' }, avoidForm)).toEqual({
			usedFor: 'required',
			note: 'dropNoteRequired'
		}));

	it('wants to know how little will do', () =>
		expect(errorsOf({ decision: 'less', usedFor: 'Møter' }, avoidForm)).toEqual({
			quantity: 'quantityMissing'
		}));
});
