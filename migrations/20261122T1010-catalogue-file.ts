import { sql, type Kysely } from 'kysely';

/**
 * UNSPSC beside CPV, and whose a type is: a type that was imported belongs to the instance, and what the product
 * ships no longer changes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table item_type
			add column unspsc_code text,
			add column is_unspsc_verified boolean not null default false,
			add column origin text not null default 'shipped'
				constraint item_type_origin check (origin in ('shipped', 'imported'))`.execute(db);
}
