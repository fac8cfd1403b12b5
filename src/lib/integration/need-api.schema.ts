import { z } from 'zod';
import { NEED_STATES, PRICE_EVIDENCE, WOULD_BUY_NEW } from '$lib/need/need';
import { PURCHASE_KINDS } from '$lib/need/purchase-request';
import { RUNGS } from '$lib/need/reuse-check';
import * as common from './common.schema';
import { operation } from './operation';

export const oneNeed = z.strictObject({ id: common.id });

const clearance = z.strictObject({
	number: z.string(),
	status: z.enum(['valid', 'consumed', 'expired', 'withdrawn']),
	quantityCleared: common.quantity,
	quantityConsumed: common.quantity,
	validUntil: common.instant
});
export const purchaseRequestSchema = z
	.strictObject({
		id: common.id,
		state: z.enum(['draft', 'submitted', 'approved', 'rejected']),
		kind: z.enum(PURCHASE_KINDS).nullable().meta({ description: 'Null while a draft does not say.' }),
		quantity: common.quantity,
		measure: common.measure,
		totalPriceOre: common.ore.nullable(),
		quality: z.string().nullable(),
		expectedLifetimeYears: z.int().nullable(),
		warrantyMonths: z.int().nullable(),
		spareParts: z.string().nullable(),
		repairability: z.string().nullable(),
		recyclability: z.string().nullable(),
		takeBack: z.string().nullable(),
		sentBackReason: z.string().nullable(),
		decisionReason: z.string().nullable(),
		submittedAt: common.instant.nullable(),
		decidedAt: common.instant.nullable()
	})
	.meta({ id: 'PurchaseRequest' });
export type ApiPurchaseRequest = z.input<typeof purchaseRequestSchema>;

const summary = {
	id: common.id,
	title: z.string(),
	state: z.enum(NEED_STATES),
	nextStep: z.string().meta({ description: 'What the unit should do next.' }),
	pack: common.pack,
	type: common.typeKey,
	quantity: common.quantity,
	covered: common.quantity,
	remaining: common.quantity,
	measure: common.measure,
	neededBy: common.businessDate,
	unit: z.strictObject({ id: common.id, name: z.string() }),
	statedAt: common.instant
};
const needSummary = z.strictObject(summary).meta({ id: 'NeedSummary' });
export type ApiNeedSummary = z.input<typeof needSummary>;

export const rungSchema = z
	.strictObject({
		rung: z.enum(RUNGS),
		outcome: z.enum(['used', 'partly', 'none', 'notAvailable']),
		reason: z.string().nullable(),
		note: z.string().nullable()
	})
	.meta({ id: 'RungAnswer' });
export type ApiRung = z.input<typeof rungSchema>;

export const needSchema = z
	.strictObject({
		...summary,
		reason: z.string(),
		attributes: common.attributes,
		reducedFrom: common.quantity.nullable(),
		cleared: common.quantity,
		unitPriceOre: common.ore.nullable(),
		priceEvidence: z.enum(PRICE_EVIDENCE),
		priceReference: z.string().nullable(),
		wouldBuyNew: z.enum(WOULD_BUY_NEW),
		droppedReason: z.string().nullable(),
		rungs: z.array(rungSchema),
		reservations: z.array(
			z.strictObject({
				id: common.id,
				listingId: common.id,
				title: z.string(),
				quantity: common.quantity,
				state: z.string()
			})
		),
		purchaseRequests: z.array(purchaseRequestSchema),
		clearances: z.array(clearance)
	})
	.meta({ id: 'Need' });
export type ApiNeed = z.input<typeof needSchema>;

const text = (most: number) => z.string().trim().max(most, 'tooLong');

const newNeed = z
	.strictObject({
		title: text(200)
			.min(2, 'tooShort')
			.meta({ description: 'What is needed, in the unit’s own words.', examples: ['Kontorstoler'] }),
		type: common.typeKey.optional().meta({ description: 'Worked out from the title when left out.' }),
		pack: common.pack.optional(),
		attributes: common.attributes.optional(),
		quantity: common.quantityIn,
		measure: common.measure.optional().meta({ description: 'Must be the one the type is counted in.' }),
		neededBy: common.businessDate,
		reason: text(4000)
			.min(1, 'required')
			.meta({ examples: ['Fem nye lærere'] }),
		unitPriceOre: common.ore.min(0, 'tooSmall').max(100_000_000_000, 'tooLarge').nullable().optional(),
		priceEvidence: z.enum(PRICE_EVIDENCE, 'chooseOne').default('none'),
		priceReference: text(500).nullable().optional(),
		wouldBuyNew: z.enum(WOULD_BUY_NEW, 'chooseOne').default('unknown')
	})
	.meta({ id: 'NewNeed' });
export type NewNeed = z.output<typeof newNeed>;

export const createNeed = operation({
	routeId: '/api/v1/needs',
	method: 'POST',
	id: 'createNeed',
	tag: 'needs',
	summary: 'State a need, from the unit of the token; its reuse check is opened at once',
	description: 'Send an Idempotency-Key: sent again with it, it is the same need.',
	body: newNeed,
	answers: { 201: needSchema },
	refusals: [422],
	fieldNames: { itemTypeId: 'type', unitPrice: 'unitPriceOre' },
	location: (answer) => {
		const made = needSchema.pick({ id: true }).loose().safeParse(answer);
		return made.success ? `/api/v1/needs/${made.data.id}` : undefined;
	}
});

export const listNeeds = operation({
	routeId: '/api/v1/needs',
	method: 'GET',
	id: 'listNeeds',
	tag: 'needs',
	summary: 'Needs, newest first',
	query: z.strictObject({
		state: z.enum(NEED_STATES, 'chooseOne').optional(),
		scope: z.enum(['own', 'all'], 'chooseOne').default('own').meta({
			description: '`own`: of the units the person belongs to; `all`: all the person may see.'
		}),
		limit: common.limit(20, 50),
		cursor: z.uuid('invalid').optional()
	}),
	answers: {
		200: z
			.strictObject({ items: z.array(needSummary), nextCursor: common.nextCursor })
			.meta({ id: 'NeedPage' })
	},
	refusals: [422]
});

export const getNeed = operation({
	routeId: '/api/v1/needs/[id]',
	method: 'GET',
	id: 'getNeed',
	tag: 'needs',
	summary: 'One need with what covers it',
	params: oneNeed,
	answers: { 200: needSchema },
	refusals: [404]
});
