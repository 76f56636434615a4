-- The orders and filters of the lists, at the size of a million line items.

create index account_name on account (name collate "und-x-icu", id);
create index licet_user_user_name_order on licet_user (user_name collate "und-x-icu", id);
create index licet_user_last_name on licet_user (last_name collate "und-x-icu", id);
create index product_name on product (name collate "und-x-icu", id);
create index feature_name on feature (name collate "und-x-icu", id);

-- What never ends, or on a day not known yet, sorts after every day.
create index line_item_end on line_item ((coalesce(expiration_date, 'infinity'::date)), id);
-- Nearly everything is deployed, which a list finds in any order at once.
create index line_item_state on line_item (state, id) where state <> 'deployed';
create index entitlement_state on entitlement (state, id) where state <> 'deployed';
create index maintenance_line_item_order on maintenance_line_item (order_id) where order_id is not null;

create index email_suppressed on email (id) where status = 'suppressed';
-- Reminders are what nearly everything is.
create index email_rare_type on email (type, id) where type not in ('renewal-reminder', 'renewal-reminder-expired');
create index email_search on email using gin ((search_fold(to_address)) gin_trgm_ops);

-- What was done lately: by day of making, in which the rows come anyway.
create index email_created on email using brin (created_at);
create index line_item_created on line_item using brin (created_at);
create index line_item_renewed on line_item (created_at) where type = 'renewal';
create index licet_user_inactive on licet_user (id) where status = 'inactive';
