import { z } from 'zod';
import { AVOID_DECISIONS, REFUSALS } from '$lib/need/reuse-check';
import * as common from './common.schema';
import { oneNeed, rungSchema } from './need-api.schema';
import { operation } from './operation';

const candidate = z.strictObject({
	listingId: common.id,
	title: z.string(),
	unit: z.string(),
	condition: common.condition,
	available: common.quantity,
	measure: common.measure,
	score: z.number(),
	why: z.array(z.string())
});
const group = z
	.strictObject({
		number: z.int(),
		available: common.quantity,
		held: common.quantity.meta({ description: 'Reserved for the need.' }),
		waiting: common.quantity,
		answer: z
			.strictObject({
				outcome: z.enum(['used', 'refused']),
				quantity: common.quantity.nullable(),
				reason: z.enum(REFUSALS).nullable(),
				note: z.string().nullable()
			})
			.nullable(),
		candidates: z.array(candidate)
	})
	.meta({ id: 'CheckGroup' });
const checkFields = {
	id: common.id,
	needId: common.id,
	state: z.enum(['open', 'completed', 'stale']),
	isFresh: z.boolean(),
	isUsedUp: z.boolean(),
	validUntil: common.instant.nullable(),
	engineVersion: z.string(),
	ruleVersion: z.string(),
	total: z.int(),
	rungs: z.array(rungSchema),
	groups: z.array(group).meta({ description: 'Answered one by one, best first.' }),
	rest: z.array(group).meta({ description: 'Answered by one reason together.' }),
	unansweredGroups: z.array(z.int()),
	lacksRest: z.boolean()
};
const checkSchema = z.strictObject(checkFields).meta({ id: 'ReuseCheck' });
export type ApiCheck = z.input<typeof checkSchema>;

const onNeed = (under: string) => `/api/v1/needs/[id]/check${under}`;
const note = z.string().trim().max(2000, 'tooLong').optional();
const shared = { tag: 'needs' as const, params: oneNeed, refusals: [404, 409, 422] as const };

export const getCheck = operation({
	routeId: onNeed(''),
	method: 'GET',
	id: 'getReuseCheck',
	tag: 'needs',
	summary: 'The newest reuse check of the need',
	params: oneNeed,
	answers: { 200: checkSchema },
	refusals: [404]
});

export const openCheck = operation({
	...shared,
	routeId: onNeed(''),
	method: 'POST',
	id: 'openReuseCheck',
	summary: 'Look again; answers the check that is open or still good, if there is one',
	answers: { 200: checkSchema }
});

const answered = z.string().trim().min(1, 'required').max(2000, 'tooLong');
const said = z.string().trim().max(2000, 'tooLong').default('');
export const answerAvoid = operation({
	...shared,
	routeId: onNeed('/rungs/avoid'),
	method: 'POST',
	id: 'answerAvoid',
	summary: 'Do we need it?',
	description: '`without` drops the need and asks for a note; `less` asks for the quantity that will do.',
	body: z
		.strictObject({
			decision: z.enum(AVOID_DECISIONS, 'chooseOne'),
			answers: z.strictObject({ usedFor: answered, howLong: said, ifNot: said }),
			note,
			quantity: common.quantityIn.optional()
		})
		.meta({ id: 'AvoidAnswer' }),
	answers: { 200: checkSchema }
});

export const answerRung = operation({
	...shared,
	routeId: onNeed('/rungs/[rung]'),
	method: 'POST',
	id: 'answerRung',
	summary: 'Settle a rung below the first',
	description:
		'`reuse` follows from its groups; rungs without a source of answers become `notAvailable`, which is never the same as `none`.',
	params: z.strictObject({ id: common.id, rung: z.enum(['reuse', 'share', 'repair', 'cooperate']) }),
	answers: { 200: checkSchema }
});

export const answerGroup = operation({
	...shared,
	routeId: onNeed('/groups/[number]'),
	method: 'POST',
	id: 'answerGroup',
	summary: 'Take a group of look-alikes, which reserves it, or refuse it with a reason',
	params: z.strictObject({ id: common.id, number: z.coerce.number().int().min(1).max(10) }),
	body: z
		.discriminatedUnion(
			'outcome',
			[
				z.strictObject({ outcome: z.literal('used'), quantity: common.quantityIn }),
				z.strictObject({ outcome: z.literal('refused'), reason: z.enum(REFUSALS, 'chooseOne'), note })
			],
			'chooseOne'
		)
		.meta({ id: 'GroupAnswer', examples: [{ outcome: 'refused', reason: 'measure' }] }),
	answers: { 200: checkSchema }
});

export const answerRest = operation({
	...shared,
	routeId: onNeed('/rest'),
	method: 'POST',
	id: 'answerRest',
	summary: 'One reason for all groups after the tenth',
	body: z.strictObject({ reason: z.enum(REFUSALS, 'chooseOne'), note }).meta({ id: 'RestAnswer' }),
	answers: { 200: checkSchema }
});

export const completeCheck = operation({
	...shared,
	routeId: onNeed('/complete'),
	method: 'POST',
	id: 'completeReuseCheck',
	summary: 'End the check: ground for a purchase while it is valid',
	description: 'Looks once more first; what came while it was open must be answered too.',
	answers: {
		200: z
			.strictObject({
				outcome: z.enum(['completed', 'moreToAnswer']),
				newCandidates: z.int(),
				check: checkSchema
			})
			.meta({ id: 'CheckCompletion' })
	}
});
