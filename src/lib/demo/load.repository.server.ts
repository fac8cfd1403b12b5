import { sql } from 'kysely';
import type { Trx } from '$lib/platform/db.server';
import { AFTER, BEFORE, SLOTS, TEXTS } from './load-vocabulary';

export interface LoadSlots {
	/** One per slot, in order. */
	types: readonly string[];
	units: readonly { unitId: string; personId: string }[];
	words: readonly { itemTypeId: string; words: readonly string[] }[];
}

const array = (texts: readonly string[]) => sql`array[${sql.join(texts.map((text) => sql.lit(text)))}]`;
/** The same time for everybody who asks with the same chance: the last two years, more of it lately. */
const DAYS = 730;

/** Set-based inserts; every trigger and constraint stays on. Helpers live as long as the connection. */
export const loadRepository = (trx: Trx, seed: number, now: Date) => {
	const at = sql`${sql.lit(now.toISOString())}::timestamptz`;
	const run = (statement: ReturnType<typeof sql>) => statement.execute(trx);
	const chance = (salt: number) => sql`pg_temp.load_chance(${sql.lit(salt)}, i)`;
	const picked = (texts: readonly string[], salt: number) =>
		sql`(${array(texts)})[1 + floor(${chance(salt)} * ${sql.lit(texts.length)})::int]`;

	return {
		/** Chance and ids that depend on nothing but the seed and a number. */
		async prepare({ types, units, words }: LoadSlots): Promise<void> {
			await run(sql`set local statement_timeout = 0`);
			await run(sql`create function pg_temp.load_chance(salt int, i bigint) returns float8 immutable language sql as
				${sql.lit(`select (hashint8extended(i, salt * 1000003 + ${seed}) & 9007199254740991) / 9007199254740992.0::float8`)}`);
			// Version 7, sorted by time: new rows stand beside each other in every index.
			await run(sql`create function pg_temp.load_id(kind text, i bigint, at timestamptz) returns uuid immutable language sql as
				${sql.lit(`select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid
					from (select md5(kind || ' ${seed} ' || i) as hash) as hashed`)}`);
			await run(sql`create temp table load_type on commit drop as
				select (slot - 1)::int as slot, item_type.id, item_type.counted_measure as measure, has_storage,
					hazard_rules is not null as has_hazard
				from unnest(${types}::uuid[]) with ordinality as given (id, slot) join item_type using (id)`);
			await run(sql`create temp table load_unit on commit drop as
				select (slot - 1)::int as slot, unit.id, unit.organisation_id, unit.district, person_id,
					is_address_protected, organisation.cooperation_id is not null as is_shared, priority_days
				from unnest(${units.map(({ unitId }) => unitId)}::uuid[], ${units.map(({ personId }) => personId)}::uuid[])
					with ordinality as given (id, person_id, slot)
					join unit using (id) join organisation on organisation.id = unit.organisation_id`);
			await run(sql`create temp table load_word on commit drop as
				select id as item_type_id, (row_number() over (partition by id) - 1)::int as n, word, count(*) over (partition by id) as words
				from unnest(${words.flatMap((row) => row.words.map(() => row.itemTypeId))}::uuid[],
					${words.flatMap((row) => row.words)}::text[]) as given (id, word)`);
			// What has just been made has no statistics, and joins would be done row by row.
			await run(sql`analyze load_type, load_unit, load_word`);
		},

		/** Lots with their first movement, listings with their versions: published ones, from number `from` on. */
		async insertListings(from: number, count: number): Promise<void> {
			await run(sql`drop table if exists load_thing`);
			await run(sql`create temp table load_thing on commit drop as
				select i, thing.published_at, load_unit.id as unit_id, load_unit.organisation_id, person_id, district, is_address_protected,
					case when is_shared then published_at + priority_days * interval '1 day' end as cooperation_from,
					load_type.id as item_type_id, measure, has_storage, has_hazard,
					pg_temp.load_id('lot', i, published_at) as lot_id, pg_temp.load_id('listing', i, published_at) as listing_id,
					case when has_storage then 1000
						when measure = 'pcs' then floor(exp(power(${chance(5)}, 2.2) * ln(400)))::bigint * 1000
						else floor(exp(power(${chance(5)}, 1.4) * ln(4000)))::bigint * 100 + 500 end as quantity_milli,
					${picked([...Array<string>(8).fill('likeNew'), ...Array<string>(42).fill('good'), ...Array<string>(35).fill('usable'), ...Array<string>(11).fill('worn'), ...Array<string>(4).fill('needsRepair')], 6)} as condition,
					case when ${chance(7)} < 0.7 then (extract(year from ${at}) - floor(power(${chance(8)}, 1.5) * 30))::int end as year_acquired,
					left(${picked(BEFORE, 9)} || case when ${chance(10)} < 0.06 and length(word) > 4
						then overlay(word placing '' from (2 + floor(${chance(11)} * (length(word) - 2)))::int for 1) else word end
						|| ${picked(AFTER, 12)}, 200) as title,
					${picked(TEXTS, 13)} as description,
					case when ${chance(14)} < 0.08 then (${at} + ${chance(15)} * interval '90 days')::date end as available_from
				from (
					select i, floor(${chance(1)} * ${sql.lit(SLOTS)})::int as type_slot, floor(${chance(2)} * ${sql.lit(SLOTS)})::int as unit_slot,
						${at} - power(${chance(3)}, 1.4) * interval '${sql.raw(String(DAYS))} days' as published_at
					from generate_series(${from}::bigint, ${from + count - 1}::bigint) as numbers (i)
				) as thing
				join load_type on load_type.slot = type_slot
				join load_unit on load_unit.slot = unit_slot
				join load_word on load_word.item_type_id = load_type.id and load_word.n = floor(${chance(4)} * load_word.words)::int`);
			await run(sql`analyze load_thing`);
			await run(sql`insert into lot (id, organisation_id, unit_id, item_type_id, measure, condition, attributes, year_acquired,
					requires_erasure, hazard_state, created_at, created_by)
				select lot_id, organisation_id, unit_id, item_type_id, measure, condition, '{}', year_acquired,
					has_storage, case when has_hazard then 'unanswered' end, published_at, person_id from load_thing order by lot_id`);
			await run(sql`insert into stock_movement (id, lot_id, kind, quantity_milli, cause_event_id, occurred_on, booked_at, booked_by)
				select pg_temp.load_id('movement', i, published_at), lot_id, 'in', quantity_milli, pg_temp.load_id('cause', i, published_at),
					(published_at at time zone 'Europe/Oslo')::date, published_at, person_id from load_thing order by lot_id`);
			await run(sql`insert into listing (id, lot_id, organisation_id, unit_id, title, description, locale, state, published_at, cooperation_from,
					available_from, district, place_precision, created_at, updated_at, created_by)
				select listing_id, lot_id, organisation_id, unit_id, title, description, 'nb', 'published', published_at, cooperation_from,
					available_from, district, case when is_address_protected then 'district' else 'exact' end, published_at, published_at, person_id
				from load_thing order by listing_id`);
			// The content as listing-version.server.ts writes it: canonical JSON.
			await run(sql`insert into listing_version (id, listing_id, content_hash, content, created_at)
				select id, listing_id, encode(sha256(convert_to(content, 'UTF8')), 'hex'), content, published_at from (
					select id, listing_id, published_at, concat('{"attributes":{},"availableFrom":', coalesce(to_json(available_from)::text, 'null'),
						',"condition":"', condition, '","description":', to_json(description), ',"district":', coalesce(to_json(district)::text, 'null'),
						',"hasWouldBeEvidence":false,"itemTypeId":"', item_type_id, '","measure":"', measure, '","mustBeGoneBy":null,"photoIds":[],"quantityMilli":',
						quantity_milli, ',"title":', to_json(title), ',"versionId":"', id, '","visibility":"organisation","wouldBe":"unknown","yearAcquired":',
						coalesce(year_acquired::text, 'null'), '}') as content
					from (select *, pg_temp.load_id('version', i, published_at) as id from load_thing) as thing
				) as version`);
		},

		/** Needs of the last half year with the check each opens. */
		async insertNeeds(count: number): Promise<void> {
			const rows = sql`(select i, load_type.id as item_type_id, measure, load_unit.id as unit_id, organisation_id, person_id,
					${at} - ${chance(23)} * interval '180 days' as stated_at, word,
					case when measure = 'pcs' then floor(exp(power(${chance(24)}, 1.8) * ln(60)))::bigint * 1000 else floor(1 + ${chance(24)} * 300)::bigint * 500 end as quantity_milli
				from generate_series(1, ${count}::bigint) as numbers (i)
				join load_type on load_type.slot = floor(${chance(21)} * ${sql.lit(SLOTS)})::int
				join load_unit on load_unit.slot = floor(${chance(22)} * ${sql.lit(SLOTS)})::int
				join load_word on load_word.item_type_id = load_type.id and n = 0) as stated`;
			await run(sql`insert into need (id, organisation_id, unit_id, requested_by, item_type_id, title, quantity_milli, measure, needed_by, reason,
					state, stated_at, created_at, updated_at)
				select pg_temp.load_id('need', i, stated_at), organisation_id, unit_id, person_id, item_type_id, word, quantity_milli, measure,
					(stated_at + interval '40 days')::date, 'Mangler i den daglige driften.', 'checking', stated_at, stated_at, stated_at from ${rows}`);
			await run(sql`insert into reuse_check (id, need_id, state, query, engine_version, rule_version, total, started_at)
				select pg_temp.load_id('check', i, stated_at), pg_temp.load_id('need', i, stated_at), 'open', '{}', 'load', 'load', 0, stated_at from ${rows}`);
		}
	};
};
