import { sql, type RawBuilder } from 'kysely';
import { reachedIn } from '$lib/need/need.repository.server';
import type { Reach } from '$lib/organisation/permission';
import type { Db } from '$lib/platform/db.server';
import { NAMED_AT_MOST, type WaitCode } from './start';

/** For whom, where and when it is asked what waits. */
export interface WaitQuestion {
	reach: Reach;
	personId: string;
	locale: 'nb' | 'nn' | 'en';
	now: Date;
	/** Oslo's dates, `YYYY-MM-DD`. */
	today: string;
	/** What must be done by this day is told of ahead. */
	soon: string;
}

const osloDay = (instant: string) => sql`(${sql.ref(instant)} at time zone 'Europe/Oslo')::date`;

const reservations = (state: 'requested' | 'approved', side: 'listing' | 'reservation', reach: Reach) => sql`
	select reservation.id, listing.title, other.name as note, ${osloDay('reservation.expires_at')} as due_on
	from reservation join listing on listing.id = reservation.listing_id
		join unit as other on other.id = ${sql.ref(side === 'listing' ? 'reservation.unit_id' : 'listing.unit_id')}
	where reservation.state = ${state} and (${reachedIn(side, reach)}
		${side === 'listing' ? sql`or listing.storage_site_id = any(${reach.siteIds}::uuid[])` : sql``})`;

const offers = (reach: Reach, which: RawBuilder<boolean>) => sql`
	select listing.id, listing.title, unit.name as note, listing.must_be_gone_by as due_on
	from listing join lot on lot.id = listing.lot_id join unit on unit.id = listing.unit_id
	where listing.state = 'published' and ${reachedIn('listing', reach)} and ${which}`;

/** What waits, by kind: each answers `id, title, note, due_on`. */
const PARTS: Record<Exclude<WaitCode, 'gaps'>, (question: WaitQuestion) => RawBuilder<unknown>> = {
	decide: ({ reach }) => reservations('requested', 'listing', reach),
	handOver: ({ reach }) => reservations('approved', 'listing', reach),
	fetch: ({ reach }) => reservations('approved', 'reservation', reach),
	approve: ({ reach, personId }) => sql`
		select purchase_request.id, need.title, unit.name as note, need.needed_by as due_on
		from purchase_request join need on need.id = purchase_request.need_id join unit on unit.id = need.unit_id
		where purchase_request.state = 'submitted' and ${personId}::uuid <> all (purchase_request.makers)
			and need.requested_by <> ${personId} and ${reachedIn('purchaseRequest', reach)}`,
	confirmDrop: ({ reach, personId }) => sql`
		select need.id, need.title, unit.name as note, null::date as due_on
		from need join unit on unit.id = need.unit_id
		where need.state = 'dropped' and need.drop_confirmed_at is null and need.requested_by <> ${personId}
			and ${reachedIn('need', reach)}`,
	carryOn: ({ reach, personId }) => sql`
		select need.id, need.title, null::text as note, need.needed_by as due_on from need
		where need.state in ('draft', 'checking', 'partlyCovered') and need.requested_by = ${personId}
			and ${reachedIn('need', reach)}`,
	order: ({ reach, now }) => sql`
		select need.id, need.title, unit.name as note, ${osloDay('clearance.valid_until')} as due_on
		from clearance join purchase_request on purchase_request.id = clearance.purchase_request_id
			join need on need.id = purchase_request.need_id join unit on unit.id = clearance.unit_id
		where clearance.state = 'valid' and clearance.valid_until >= ${now} and clearance.quantity_consumed_milli = 0
			and ${reachedIn('clearance', reach)}`,
	clarify: ({ reach }) => offers(reach, sql<boolean>`lot.hazard_state in ('unanswered', 'expert')`),
	answerHazard: ({ reach }) => offers(reach, sql<boolean>`lot.hazard_state = 'unanswered'`),
	erase: ({ reach }) =>
		offers(reach, sql<boolean>`lot.requires_erasure and lot.custody_state is distinct from 'ready'`),
	mustGo: ({ reach, soon }) =>
		offers(reach, sql<boolean>`listing.must_be_gone_by <= ${soon} and lot.on_hand_milli > 0`),
	finishDraft: ({ reach, personId }) => sql`
		select listing.id, listing.title, unit.name as note, null::date as due_on
		from listing join unit on unit.id = listing.unit_id
		where listing.state = 'draft' and listing.created_by = ${personId} and ${reachedIn('listing', reach)}`,
	pilot: ({ reach, locale, today, soon }) => sql`
		select pilot.id, pilot_text.name as title, null::text as note, pilot.ends_on as due_on
		from pilot join pilot_text on pilot_text.pilot_id = pilot.id and pilot_text.locale = ${locale}
		where pilot.organisation_id = any(${reach.organisationIds}::uuid[]) and pilot.ends_on between ${today} and ${soon}`,
	signIn: ({ reach }) => sql`
		select id, display_name as title, null::text as note, null::date as due_on from sign_in_request
		where state = 'waiting' and organisation_id = any(${reach.organisationIds}::uuid[])`,
	feedback: ({ reach }) => sql`
		select id, left(body, 80) as title, null::text as note, answer_by as due_on from feedback
		where state = 'open' and erased_at is null and organisation_id = any(${reach.organisationIds}::uuid[])`,
	tokens: ({ reach, now, soon }) => sql`
		select api_token.id, api_token.name as title, null::text as note, ${osloDay('api_token.expires_at')} as due_on
		from api_token join person on person.id = api_token.person_id
		where api_token.revoked_at is null and api_token.expires_at > ${now}
			and ${osloDay('api_token.expires_at')} <= ${soon}::date and person.organisation_id = any(${reach.organisationIds}::uuid[])`
};

export interface WaitRow {
	code: WaitCode;
	id: string;
	title: string;
	note: string | null;
	dueOn: string | null;
	total: number;
}

/** SQL of the start page. */
export const startRepository = (db: Db) => ({
	/** The most urgent few of every kind asked for, each with how many there are, in one question to the database. */
	async listWaiting(
		questions: readonly (WaitQuestion & { code: Exclude<WaitCode, 'gaps'> })[]
	): Promise<WaitRow[]> {
		if (questions.length === 0) return [];
		const parts = questions.map(
			({ code, ...question }) => sql`(
			select ${code}::text as code, part.*, count(*) over () as total from (${PARTS[code](question)}) as part
			order by part.due_on nulls last, part.id limit ${NAMED_AT_MOST})`
		);
		const { rows } = await sql<WaitRow>`${sql.join(parts, sql` union all `)}`.execute(db);
		return rows;
	},

	/** Handovers a unit and those below it today gave and got since a day, less what came back whole. */
	async countHandovers(unitIds: readonly string[], since: string): Promise<{ gave: number; got: number }> {
		const { rows } = await sql<{ gave: number; got: number }>`
			select count(*) filter (where giving_unit_id = any(${unitIds}::uuid[])) as gave,
				count(*) filter (where receiving_unit_id = any(${unitIds}::uuid[])) as got
			from handover where state = 'confirmed' and occurred_on >= ${since}
				and (giving_unit_id = any(${unitIds}::uuid[]) or receiving_unit_id = any(${unitIds}::uuid[]))`.execute(db);
		return rows[0] ?? { gave: 0, got: 0 };
	}
});
