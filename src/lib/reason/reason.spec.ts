import { expect, it } from 'vitest';
import { hidingRefusal, offeredCodes, reasonOptions, reasonText, type Reasons } from './reason';

const reasons: Reasons = {
	tooFar: { text: 'For langt', help: 'Mer enn en time med bil.', isHidden: false },
	tooLate: { text: 'For sent', help: null, isHidden: true },
	other: { text: 'Noe annet', help: null, isHidden: false }
};

it('offers what is not hidden, with its help, and still says what is', () => {
	expect(offeredCodes(reasons, ['tooFar', 'tooLate', 'other'])).toEqual(['tooFar', 'other']);
	expect(reasonOptions(reasons, ['tooFar', 'tooLate', 'other'])).toEqual([
		{ value: 'tooFar', label: 'For langt', hint: 'Mer enn en time med bil.' },
		{ value: 'other', label: 'Noe annet' }
	]);
	expect(reasonText(reasons, 'tooLate')).toBe('For sent');
	expect(reasonText(reasons, 'constructor')).toBe('constructor');
});

it('keeps the way out, and one to choose', () => {
	expect(hidingRefusal('other', ['tooFar', 'other'], new Set())).toBe('reasonOtherStays');
	expect(hidingRefusal('lost', ['lost', 'wasted'], new Set(['wasted']))).toBe('reasonLastStays');
	expect(hidingRefusal('lost', ['lost', 'wasted'], new Set())).toBeUndefined();
});
