import { z } from 'zod';
import { parseCsvRecords } from '$lib/benefit/seed/csv';
import { CONDITIONS } from '$lib/catalogue/catalogue';
import { WITHDRAW_REASONS, WOULD_BE } from '$lib/listing/listing';
import { PRICE_EVIDENCE, WOULD_BUY_NEW } from '$lib/need/need';
import { ROLES } from '$lib/organisation/organisation';
import { RESERVATION_STATES } from '$lib/reservation/reservation';
import handovers from './seed/handovers.csv?raw';
import needs from './seed/needs.csv?raw';
import organisations from './seed/organisations.csv?raw';
import people from './seed/people.csv?raw';
import thingsBuilding from './seed/things-building.csv?raw';
import thingsFurniture from './seed/things-furniture.csv?raw';
import thingsIt from './seed/things-it.csv?raw';
import storageSites from './seed/storage-sites.csv?raw';
import units from './seed/units.csv?raw';

/** The demo's people, places and things: invented, save for the names of the municipality and its departments. */

const text = z.string();
const given = z.string().min(1);
const optional = z.string().transform((value) => value || undefined);
const number = z
	.string()
	.regex(/^-?\d*$/)
	.transform((value) => (value === '' ? undefined : Number(value)));
const yes = z.enum(['yes', '']).transform((value) => value === 'yes');
const code = <const Codes extends readonly string[]>(codes: Codes) =>
	optional.pipe(z.enum(codes as unknown as [Codes[number], ...Codes[number][]]).optional());
const words = given.transform((value) => value.split(' '));
/** `widthCm=160; colour=white` */
const attributes = text.transform((value) =>
	Object.fromEntries(
		value.split('; ').flatMap((pair) => (pair ? [[pair.split('=')[0], pair.split('=')[1]]] : []))
	)
);
/** Who asked for how much of it, and how far that came: `climate 2 approved; nursing 1 waiting`. */
const asks = text
	.transform((value) => (value ? value.split('; ') : []))
	.pipe(
		z.array(
			z
				.string()
				.transform((ask) => ask.split(' '))
				.pipe(z.tuple([given, given, z.enum(RESERVATION_STATES as [string, ...string[]])]))
				.transform(([unit, quantity, ends]) => ({ unit, quantity, ends }))
		)
	);

/** A thing as staff type it in on a phone: short, with slips, and more about why it must go than what it is. */
const thing = z.object({
	unit: given,
	type: given,
	title: given,
	text,
	quantity: given,
	condition: z.enum(CONDITIONS),
	year: number,
	attributes,
	/** The unit's own place, or a storage site and a shelf: `@kokstad B3`. */
	place: text,
	/** Days before today it was put out. */
	daysAgo: number.pipe(z.number()),
	/** Days from today. */
	availableIn: number,
	goneIn: number,
	wouldBe: code(WOULD_BE),
	wouldBeEvidence: text,
	photos: number.pipe(z.number()),
	/** What the expert has said of a building material, or how far the erasure of a device has come. */
	cleared: code(['ok', 'expert', 'stop', 'received', 'erased', 'failed', 'verified', 'ready']),
	/** Why only the own unit sees it. */
	narrowed: text,
	/** It never got further than a draft, or was taken down again, and why. */
	fate: code(['draft', ...WITHDRAW_REASONS]),
	asks
});
export type DemoThing = z.output<typeof thing>;

/** A thing that changed hands, from listing to handover; `walkIn`: reserved without a need stated first. */
const handover = z.object({
	giver: given,
	receiver: given,
	type: given,
	title: given,
	quantity: given,
	/** How much of it was taken, where not all. */
	taken: optional,
	condition: z.enum(CONDITIONS),
	year: number,
	attributes,
	evidence: z.enum([...PRICE_EVIDENCE, 'walkIn']),
	price: number,
	km: number,
	freight: number,
	disposed: yes,
	/** Days after the handover some of it came back, and how much. */
	returnedAfter: number,
	returnedQuantity: text,
	returnedReason: text
});
export type HandoverStory = z.output<typeof handover>;

/** A need that ended without a handover, or is still on its way. */
const need = z.object({
	unit: given,
	type: given,
	title: given,
	quantity: given,
	reason: given,
	daysAgo: number.pipe(z.number()),
	/** Days from today it is needed by. */
	neededIn: number.pipe(z.number()),
	evidence: z.enum(PRICE_EVIDENCE),
	price: number,
	wouldBuyNew: z.enum(WOULD_BUY_NEW),
	ends: z.enum([
		'draft',
		'open',
		'checked',
		'reserved',
		'covered',
		'partly',
		'dropped',
		'dropConfirmed',
		'restated',
		'cancelled',
		'requestDraft',
		'requestSubmitted',
		'rejected',
		'cleared',
		'consumed',
		'expired',
		'withdrawn'
	])
});
export type NeedStory = z.output<typeof need>;

const organisation = z.object({
	key: given,
	orgnr: given,
	name: given,
	kind: z.enum(['municipality', 'stateAgency', 'churchCouncil']),
	municipality: given,
	/** Of the e-mail addresses. */
	domain: given
});
const unit = z.object({
	key: given,
	organisation: given,
	parent: text.transform((value) => value || null),
	kind: z.enum(['cityDepartment', 'agency', 'unit']),
	name: given,
	district: given,
	address: given,
	isAddressProtected: yes
});
const person = z.object({
	key: given,
	name: given,
	unit: given,
	/** Held in the home unit. */
	roles: words.pipe(z.array(z.enum(ROLES))),
	locale: z.enum(['nb', 'nn', 'en'])
});

/** Where things of several units stand, and who keeps it. */
const storageSite = z.object({
	key: given,
	unit: given,
	name: given,
	address: given,
	district: given,
	opening: text,
	keepers: words
});

const rowsOf = <Row extends z.ZodType>(csv: string, row: Row): readonly z.output<Row>[] =>
	z.array(row).parse(parseCsvRecords(csv));

export const ORGANISATIONS = rowsOf(organisations, organisation);
export const UNITS = rowsOf(units, unit);
export const PEOPLE = rowsOf(people, person);
export const STORAGE_SITES = rowsOf(storageSites, storageSite);
export const THINGS = [thingsFurniture, thingsIt, thingsBuilding].flatMap((csv) => rowsOf(csv, thing));
/** In the order of time; when each happened is dealt out over the year (`calendar.ts`). */
export const HANDOVERS = rowsOf(handovers, handover);
export const NEEDS = rowsOf(needs, need);
