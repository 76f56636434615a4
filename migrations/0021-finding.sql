-- Finding things: accents do not count, and each filter of a list has an index, at the size of a million line items.

-- Text as it is searched: without regard to case and accents, in every script. Letters of Latin that are no letter with an accent,
-- such as ł and ß, are written as people without them on the keyboard type them. Not strict, so that it is inlined.
create or replace function search_fold(text) returns text language sql immutable parallel safe as $$
  select case when octet_length($1) = char_length($1) then lower($1 collate "C") else
    replace(replace(replace(replace(translate(
      regexp_replace(normalize(lower($1 collate "und-x-icu"), NFD), '[\u0300-\u036f]', '', 'g'),
      'łđðøħıĸŋŧς', 'lddohikntσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') collate "C" end $$;
reindex index account_search;
reindex index licet_user_search;
reindex index product_search;
reindex index entitlement_search;
reindex index line_item_search;
reindex index maintenance_line_item_search;
reindex index part_number_search;
reindex index email_search;

-- Email addresses as one text, each behind a blank. The function for any array is not immutable, as some of what an array may hold is written as settings say.
create function email_words(text[]) returns text language sql immutable parallel safe as $$ select ' ' || array_to_string($1, ' ') $$;

-- The orders of the list of maintenance, as those of line items.
create index maintenance_line_item_end on maintenance_line_item ((coalesce(expiration_date, 'infinity'::date)), id);
create index maintenance_line_item_state on maintenance_line_item (state, id) where state <> 'deployed';

-- Instants of making come in the order of the rows.
create index entitlement_created on entitlement using brin (created_at);
create index maintenance_line_item_created on maintenance_line_item using brin (created_at);
create index entitlement_updated on entitlement (updated_at);
create index line_item_updated on line_item (updated_at);
create index maintenance_line_item_updated on maintenance_line_item (updated_at);
create index account_created on account (created_at);
create index licet_user_created on licet_user (created_at);
create index licet_user_last_sign_in on licet_user (last_sign_in_at) where last_sign_in_at is not null;

create index line_item_start on line_item (start_date) where start_date is not null;
create index line_item_version_date on line_item (version_date) where version_date is not null;
create index maintenance_line_item_start on maintenance_line_item (start_date);

-- What is rare; what nearly all are is never far in any order.
create index line_item_permanent on line_item (id) where permanent;
create index maintenance_line_item_permanent on maintenance_line_item (id) where permanent;
create index account_type on account (type, id) where type <> 'customer';
create index line_item_type on line_item (type, id) where type <> 'new';
create index line_item_quantity on line_item (quantity);
create index line_item_without_order on line_item (id) where order_id is null;
create index maintenance_line_item_without_order on maintenance_line_item (id) where order_id is null;
create index line_item_order_line on line_item (order_line_number) where order_line_number is not null;
create index maintenance_line_item_order_line on maintenance_line_item (order_line_number) where order_line_number is not null;
create index entitlement_created_by on entitlement (created_by);
create index line_item_created_by on line_item (created_by);
create index maintenance_line_item_created_by on maintenance_line_item (created_by);

create index entitlement_attributes on entitlement using gin (attributes jsonb_path_ops) where attributes <> '{}';
create index line_item_attributes on line_item using gin (attributes jsonb_path_ops) where attributes <> '{}';
create index maintenance_line_item_attributes on maintenance_line_item using gin (attributes jsonb_path_ops) where attributes <> '{}';
create index entitlement_description on entitlement using gin ((search_fold(description)) gin_trgm_ops) where description is not null;
create index entitlement_ship_to on entitlement using gin ((search_fold(email_words(ship_to_emails))) gin_trgm_ops) where ship_to_emails <> '{}';

create index account_place on account using gin ((search_fold(coalesce(address ->> 'city', '') || ' ' || coalesce(address ->> 'country', ''))) gin_trgm_ops);

create index feature_search on feature using gin ((search_fold(feature_id || ' ' || name || ' ' || version)) gin_trgm_ops);
create index feature_bundle_search on feature_bundle using gin ((search_fold(feature_bundle_id || ' ' || name)) gin_trgm_ops);
create index product_line_search on product_line using gin ((search_fold(product_line_id || ' ' || name)) gin_trgm_ops);
create index license_model_search on license_model using gin ((search_fold(license_model_id || ' ' || name)) gin_trgm_ops);
create index email_sent on email using brin (sent_at);
