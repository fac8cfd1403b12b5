import { z } from 'zod';
import { BENEFIT_KINDS } from './benefit';

const MONTH = /^[0-9]{4}-(0[1-9]|1[0-2])$/;
/** An empty field of a form is no filter. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
	z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

/** What is listed and summed; the same words in addresses, services and the API. Months are `YYYY-MM`, both included. */
export const benefitFilterSchema = z.object({
	from: optional(z.string().regex(MONTH, 'monthInvalid')),
	to: optional(z.string().regex(MONTH, 'monthInvalid')),
	/** A unit and everything below it. */
	unit: optional(z.uuid('invalid')),
	/** `now`: today's tree; otherwise the tree as it was when each entry was booked. */
	tree: optional(z.enum(['now'], 'invalid')),
	pack: optional(z.enum(['furniture', 'it', 'building'], 'chooseOne')),
	pilot: optional(z.uuid('invalid')),
	/** What one handover gave, its returns included. */
	handover: optional(z.uuid('invalid')),
	kind: optional(z.enum(BENEFIT_KINDS, 'chooseOne')),
	quality: optional(z.enum(['A', 'B', 'C'], 'chooseOne')),
	/** `unknown`: only entries without an amount; `notC`: what may leave the house. */
	amount: optional(z.enum(['unknown', 'notC'], 'chooseOne')),
	/** `avoided`: a purchase on its way was dropped or reduced (grade A or B); `walkIn`: none was known of (C). */
	evidence: optional(z.enum(['avoided', 'walkIn'], 'chooseOne')),
	/** Needs met by reuse, or never bought for because nothing was needed. */
	met: optional(z.enum(['reuse', 'avoid'], 'chooseOne'))
});
export type BenefitFilter = z.output<typeof benefitFilterSchema>;
export const FILTER_KEYS = Object.keys(benefitFilterSchema.shape) as (keyof BenefitFilter)[];

/** The address of the entries a filter picks; filters that are not set are left out. */
export function entriesHref(filter: BenefitFilter, more: BenefitFilter = {}, path = '/benefits'): string {
	const all: BenefitFilter = { ...filter, ...more };
	const query = new URLSearchParams();
	for (const key of FILTER_KEYS) if (all[key] !== undefined) query.set(key, all[key]);
	const text = query.toString();
	return text ? `${path}?${text}` : path;
}

/** The last day of a month: `2025-02` → `2025-02-28`. */
export function lastDayOf(month: string): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Every month between two, both included; at most ten years. */
export function monthsBetween(from: string, to: string): string[] {
	const months: string[] = [];
	let [year = 0, month = 1] = from.split('-').map(Number);
	while (months.length < 120) {
		const name = `${year}-${String(month).padStart(2, '0')}`;
		if (name > to) break;
		months.push(name);
		month = month === 12 ? 1 : month + 1;
		if (month === 1) year++;
	}
	return months;
}
