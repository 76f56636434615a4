-- The business day of an account's last reminder of each kind, for the frequency caps.
create table reminder_mark (
  account_id bigint not null references account on delete cascade,
  kind text not null check (kind in ('expiring', 'expired')),
  business_day date not null,
  run_id bigint not null,
  primary key (kind, account_id)
);

-- Which expired item was told to somebody with which expiration date. No purge ever touches it.
create table expired_notice (
  item_kind text not null check (item_kind in ('lineItem', 'maintenance')),
  item_id bigint not null,
  expiration_date date not null,
  account_id bigint not null,
  run_id bigint not null,
  noticed_at timestamptz not null default now(),
  primary key (item_kind, item_id, expiration_date)
);
