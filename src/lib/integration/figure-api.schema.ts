import { z } from 'zod';
import { BENEFIT_KINDS } from '$lib/benefit/benefit';
import { benefitFilterSchema } from '$lib/benefit/benefit-filter';
import { RUNGS_MET } from '$lib/report/report';
import * as common from './common.schema';
import { operation } from './operation';

export const getClearance = operation({
	routeId: '/api/v1/clearances/[number]',
	method: 'GET',
	id: 'getClearance',
	tag: 'clearances',
	summary: 'What a clearance number is worth',
	description: 'An unknown number is answered, not refused. 30 look-ups in ten minutes per token.',
	params: z.strictObject({ number: z.string() }),
	answers: {
		200: z
			.strictObject({
				status: z.enum(['valid', 'consumed', 'expired', 'withdrawn', 'emergency', 'unknown']),
				number: z.string().nullable().meta({ description: 'In its own form; null when it cannot be one.' }),
				quantityCleared: common.quantity.nullable(),
				quantityConsumed: common.quantity.nullable(),
				measure: common.measure.nullable(),
				pack: common.pack.nullable(),
				type: common.typeKey.nullable(),
				validUntil: common.instant.nullable()
			})
			.meta({
				id: 'Clearance',
				examples: [
					{
						status: 'valid',
						number: '7K3M-90XQ-4RTD',
						quantityCleared: 3,
						quantityConsumed: 0,
						measure: 'pcs',
						pack: 'furniture',
						type: 'officeChair',
						validUntil: '2027-01-22T08:00:00.000Z'
					}
				]
			})
	},
	refusals: [429]
});

const entries = z.string().meta({ description: 'Address of the entries that sum to it.' });
const range = { low: z.int(), central: z.int(), high: z.int() };
const figure = z
	.strictObject({
		...range,
		unknown: z.int().meta({ description: 'Credits without an amount; they are not 0.' }),
		entries
	})
	.meta({ id: 'Figure' });
const shares = z.array(
	z.strictObject({
		quality: z.enum(['A', 'B', 'C']),
		central: z.int(),
		share: z.number().nullable(),
		entries
	})
);
const gradedFigure = z.strictObject({ ...figure.shape, byQuality: shares }).meta({ id: 'GradedFigure' });
const plainRange = z.strictObject(range).meta({ id: 'Range' });

const lineCount = z
	.strictObject({
		count: z.int(),
		handovers: z.int(),
		droppedNeeds: z.int(),
		quantities: z.array(z.strictObject({ measure: common.measure, quantity: common.quantity })),
		entries
	})
	.meta({
		id: 'LineCount',
		description:
			'Avoided purchases have evidence A or B; walk-ins have C: no purchase was known of. Below zero where more was taken back than came in the same months.'
	});

const summarySchema = z
	.strictObject({
		avoidedPurchases: lineCount,
		walkIns: lineCount,
		moneyOre: gradedFigure,
		netGramsCo2e: gradedFigure,
		grossGramsCo2e: figure,
		keptGrams: figure,
		disposalFeeOre: figure,
		needs: z.array(z.strictObject({ rung: z.enum(RUNGS_MET), needs: z.int(), entries: entries.nullable() })),
		months: z.array(
			z.strictObject({ period: z.string(), netGramsCo2e: plainRange, moneyOre: plainRange, entries })
		)
	})
	.meta({ id: 'ReportSummary' });
export type ApiReportSummary = z.input<typeof summarySchema>;

const { shape } = benefitFilterSchema;
const where = { from: shape.from, to: shape.to, unit: shape.unit, pack: shape.pack, pilot: shape.pilot };

export const getReportSummary = operation({
	routeId: '/api/v1/reports/summary',
	method: 'GET',
	id: 'getReportSummary',
	tag: 'reports',
	summary: 'The report for months, unit subtree, pack and pilot',
	description: 'Months are `YYYY-MM`, both included. Amounts are øre, grams or grams of CO₂e.',
	query: z.strictObject({ ...where, tree: shape.tree }),
	answers: { 200: summarySchema },
	refusals: [404, 422]
});

const entrySchema = z
	.strictObject({
		id: common.id,
		kind: z.enum(BENEFIT_KINDS),
		cause: z.string(),
		reversesEntryId: common.id.nullable(),
		quantity: common.quantity.meta({ description: 'Negative where it takes something back.' }),
		measure: common.measure,
		amount: plainRange.nullable().meta({
			description: 'Øre, grams of CO₂e or grams, by kind; null where it is unknown, never 0 for that.'
		}),
		missingReason: z.string().nullable(),
		evidenceGrade: z.string(),
		dataQuality: z.enum(['A', 'B', 'C']).nullable(),
		occurredOn: common.businessDate,
		period: z.string(),
		unit: z.string(),
		type: z.string().nullable()
	})
	.meta({ id: 'BenefitEntry' });
export type ApiBenefitEntry = z.input<typeof entrySchema>;

export const listBenefits = operation({
	routeId: '/api/v1/benefits',
	method: 'GET',
	id: 'listBenefits',
	tag: 'benefits',
	summary: 'Entries of the ledger, newest first, with what all of them add up to',
	query: z.strictObject({
		...shape,
		cursor: z.uuid('invalid').optional()
	}),
	answers: {
		200: z
			.strictObject({
				items: z.array(entrySchema),
				totals: z.array(
					z.strictObject({ kind: z.enum(BENEFIT_KINDS), ...range, entries: z.int(), unknown: z.int() })
				),
				nextCursor: common.nextCursor
			})
			.meta({ id: 'BenefitPage' })
	},
	refusals: [404, 422]
});
