import { z } from 'zod';
import { criteriaBy, PURCHASE_KINDS } from '$lib/need/purchase-request';
import * as common from './common.schema';
import { oneNeed, purchaseRequestSchema } from './need-api.schema';
import { operation } from './operation';

const onNeed = (under: string) => `/api/v1/needs/[id]/purchase-request${under}`;
const shared = { tag: 'needs' as const, params: oneNeed, refusals: [404, 409, 422] as const };
const words = z.string().trim().max(2000, 'tooLong').nullable().default(null);
const whole = ({ min, max }: { min: number; max: number }) =>
	z.int().min(min, 'tooSmall').max(max, 'tooLarge').nullable().default(null);

export const getPurchaseRequest = operation({
	routeId: onNeed(''),
	method: 'GET',
	id: 'getPurchaseRequest',
	tag: 'needs',
	summary: 'The newest purchase request of the need',
	params: oneNeed,
	answers: { 200: purchaseRequestSchema },
	refusals: [404]
});

export const savePurchaseRequest = operation({
	...shared,
	routeId: onNeed(''),
	method: 'POST',
	id: 'savePurchaseRequest',
	summary: 'Save the draft: what is still missing, and the seven criteria',
	body: z
		.strictObject({
			kind: z.enum(PURCHASE_KINDS, 'chooseOne'),
			quantity: common.quantityIn,
			totalPriceOre: common.ore.min(0, 'tooSmall').max(100_000_000_000, 'tooLarge').nullable().default(null),
			...criteriaBy(words, whole)
		})
		.meta({ id: 'PurchaseRequestDraft' }),
	answers: { 200: purchaseRequestSchema }
});

export const submitPurchaseRequest = operation({
	...shared,
	routeId: onNeed('/submit'),
	method: 'POST',
	id: 'submitPurchaseRequest',
	summary: 'Hand the draft over to whoever approves',
	description: 'Whoever submits the draft of another takes it over; neither of the two may approve it then.',
	answers: { 200: purchaseRequestSchema }
});

export const approvePurchaseRequest = operation({
	...shared,
	routeId: onNeed('/approve'),
	method: 'POST',
	id: 'approvePurchaseRequest',
	summary: 'Approve, by another person than the requester; the check is run again first',
	description: '`sentBack` when something came that must be looked at first; nothing is cleared then.',
	answers: {
		200: z
			.strictObject({
				outcome: z.enum(['approved', 'sentBack']),
				reason: z.enum(['newSurplus', 'coveredMeanwhile']).nullable(),
				listingIds: z.array(common.id),
				clearance: z
					.strictObject({
						number: z.string(),
						quantityCleared: common.quantity,
						measure: common.measure,
						validUntil: common.instant
					})
					.nullable()
			})
			.meta({ id: 'ApprovalResult' })
	}
});

export const rejectPurchaseRequest = operation({
	...shared,
	routeId: onNeed('/reject'),
	method: 'POST',
	id: 'rejectPurchaseRequest',
	summary: 'Say no, with a reason the requester reads',
	body: z
		.strictObject({ reason: z.string().trim().min(3, 'tooShort').max(2000, 'tooLong') })
		.meta({ id: 'Rejection' }),
	answers: { 200: purchaseRequestSchema }
});
