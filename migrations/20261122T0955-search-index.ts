import { sql, type Kysely } from 'kysely';

/** The search document follows its listing, whoever writes it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function listing_search_document() returns trigger language plpgsql as $$
		declare type_words text; attribute_words text;
		begin
			select string_agg(distinct word, ' ') into type_words from (
				select unnest(item_type.words) as word from lot join item_type on item_type.id = lot.item_type_id where lot.id = new.lot_id
				union all
				select item_type_text.name from lot join item_type_text on item_type_text.item_type_id = lot.item_type_id where lot.id = new.lot_id
			) as words;
			select string_agg(value, ' ') into attribute_words from lot, jsonb_each_text(lot.attributes) where lot.id = new.lot_id;
			new.search_document :=
				setweight(to_tsvector('norwegian', new.title), 'A') || setweight(to_tsvector('simple', new.title), 'A')
				|| setweight(to_tsvector('norwegian', coalesce(type_words, '')), 'B') || setweight(to_tsvector('simple', coalesce(type_words, '')), 'B')
				|| setweight(to_tsvector('norwegian', left(new.description, 4000)), 'C')
				|| setweight(to_tsvector('simple', coalesce(attribute_words, '')), 'C');
			return new;
		end $$`.execute(db);
	await sql`create trigger listing_search_document before insert or update of title, description, lot_id, version on listing
		for each row execute function listing_search_document()`.execute(db);
}
