import { describe, expect, it } from 'vitest';
import { issueCode } from '$lib/i18n/error-text';
import { purchaseForm, purchaseSubmitForm } from './need.schema';
import { CRITERIA } from './purchase-request';

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
const errorsOf = (typed: Record<string, string>) => {
	const parsed = purchaseSubmitForm(need).safeParse(typed);
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

	it('lets a draft leave out what is not known yet', () => {
		const draft = purchaseForm.parse({ kind: 'lease' });
		for (const criterion of CRITERIA) expect(draft[criterion], criterion).toBeNull();
	});
});
