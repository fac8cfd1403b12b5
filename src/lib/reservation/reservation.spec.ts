import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, canMove, handoverKind, RESERVATION_STATES, serveInOrder } from './reservation';
import { confirmForm, kroner, returnForm } from './reservation.schema';

describe('allocate', () => {
	it('five asked and three left is three held and two in line', () =>
		expect(allocate(3000, 5000)).toEqual({ heldMilli: 3000, waitingMilli: 2000 }));
	it('never gives more than there is, nor loses what was asked for', () =>
		fc.assert(
			fc.property(fc.nat(), fc.nat(), (available, asked) => {
				const { heldMilli, waitingMilli } = allocate(available, asked);
				expect(heldMilli).toBeLessThanOrEqual(available);
				expect(heldMilli + waitingMilli).toBe(asked);
			})
		));
});

describe('serveInOrder', () => {
	it('serves the first ones whole and the last one in part', () =>
		expect(
			serveInOrder(4000, [
				{ id: 'a', quantityMilli: 3000 },
				{ id: 'b', quantityMilli: 2000 },
				{ id: 'c', quantityMilli: 1000 }
			])
		).toEqual([
			{ id: 'a', heldMilli: 3000 },
			{ id: 'b', heldMilli: 1000 }
		]));
});

describe('states', () => {
	it('that are ends lead nowhere', () => {
		for (const end of ['declined', 'collected', 'cancelled', 'expired'] as const)
			expect(RESERVATION_STATES.filter((to) => canMove(end, to))).toEqual([]);
	});
	it('never lead from the line straight to the door', () =>
		expect(canMove('waiting', 'approved')).toBe(false));
});

it('inside one legal entity it is a transfer, between two a gift', () => {
	expect(handoverKind('a', 'a')).toBe('internalTransfer');
	expect(handoverKind('a', 'b')).toBe('gift');
});

describe('the form at the door', () => {
	const read = (input: Record<string, string>) => confirmForm.safeParse({ pickupCode: '012 345', ...input });
	it('reads codes, kilometres and kroner as people write them', () =>
		expect(read({ distance: '12,5', freight: '1 250,50 kr', repair: '' }).data).toEqual({
			pickupCode: '012345',
			distance: 12_500,
			freight: 125_050,
			repair: undefined
		}));
	it.each<Record<string, string>>([
		{ pickupCode: '12345' },
		{ distance: 'langt' },
		{ distance: '9999' },
		{ freight: '-5' }
	])('refuses %j', (input) => expect(read(input).success).toBe(false));
});

describe('kroner', () => {
	it.each([
		['3 500,-', 350_000],
		['3500,-', 350_000],
		['3500,–', 350_000],
		['kr 3 500', 350_000],
		['3.500', 350_000],
		['3.500,50 kr', 350_050],
		['3500.5', 350_050],
		['1 234,50', 123_450],
		['', undefined]
	])('reads %j', (text, ore) => expect(kroner.parse(text)).toBe(ore));

	it.each(['mye', '3,5,0', '-5', '1.2345'])('refuses %j', (text) =>
		expect(kroner.safeParse(text).success).toBe(false)
	);
});

describe('the form of a return', () => {
	it('tells everything that is wrong at once', () => {
		const form = returnForm({ measure: 'pcs', leftMilli: 3000 });
		const codes = (typed: Record<string, string>) =>
			form.safeParse(typed).error?.issues.map(({ path, message }) => [path[0], message]);
		expect(codes({ quantity: '4', condition: '', reason: '' })).toEqual([
			['quantity', 'returnTooMuch'],
			['condition', 'chooseOne'],
			['reason', 'tooShort']
		]);
		expect(codes({ quantity: '0,5', condition: 'good', reason: 'For lav' })).toEqual([
			['quantity', 'quantityNotWhole']
		]);
	});
});
