import { sql, type Kysely } from 'kysely';

/** The search document follows its listing, whoever writes it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function listing_search_document() returns trigger language plpgsql as $$
		declare type_words text; attribute_words text; type_lexeme text;
		begin
			select string_agg(distinct word, ' ') into type_words from (
				select unnest(item_type.words) as word from lot join item_type on item_type.id = lot.item_type_id where lot.id = new.lot_id
				union all
				select item_type_text.name from lot join item_type_text on item_type_text.item_type_id = lot.item_type_id where lot.id = new.lot_id
			) as words;
			-- One word that no person types, the same as typeLexeme in search.ts: a search for a kind of thing asks for it.
			select 'omattype' || lower(item_type.key) into type_lexeme from lot join item_type on item_type.id = lot.item_type_id where lot.id = new.lot_id;
			-- Identifiers (serial, IMEI) stay out: nobody finds a thing by a number that is hidden from them.
			select string_agg(case
					when item_attribute.kind = 'dimension' then concat_ws(' ',
						(attribute.value ->> 'widthMm') || 'x' || (attribute.value ->> 'heightMm'),
						((attribute.value ->> 'widthMm')::numeric / 100)::float || 'x' || ((attribute.value ->> 'heightMm')::numeric / 100)::float)
					else attribute.value #>> '{}' end, ' ')
				into attribute_words
				from lot cross join jsonb_each(lot.attributes) as attribute
					join item_attribute on item_attribute.item_type_id = lot.item_type_id and item_attribute.key = attribute.key
				where lot.id = new.lot_id and item_attribute.kind in ('text', 'choice', 'integer', 'dimension', 'year');
			new.search_document :=
				setweight(to_tsvector('norwegian', new.title), 'A') || setweight(to_tsvector('simple', new.title), 'A')
				|| setweight(to_tsvector('simple', coalesce(type_lexeme, '')), 'A')
				|| setweight(to_tsvector('norwegian', coalesce(type_words, '')), 'B') || setweight(to_tsvector('simple', coalesce(type_words, '')), 'B')
				|| setweight(to_tsvector('norwegian', left(new.description, 4000)), 'C')
				|| setweight(to_tsvector('norwegian', coalesce(attribute_words, '')), 'C') || setweight(to_tsvector('simple', coalesce(attribute_words, '')), 'C');
			return new;
		end $$`.execute(db);
	await sql`create trigger listing_search_document before insert or update of title, description, lot_id, version on listing
		for each row execute function listing_search_document()`.execute(db);
}
