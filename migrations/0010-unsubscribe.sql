-- The secret of an unsubscribe link: one for each user and kind of subscription, the same in every mail, as a link in an
-- old mail must still work. Whoever has it can untick that one box and nothing else. It is kept readable because mails
-- are rendered again and again.
create table unsubscribe_token (
  token text collate "C" primary key,
  user_id bigint not null references licet_user on delete cascade,
  subscription text not null check (subscription in ('expiringEntitlements', 'productUpgrades', 'announcements')),
  created_at timestamptz not null default now(),
  unique (user_id, subscription)
);

-- For the job that deletes old messages: it looks at those alone.
create index email_age on email (created_at) where status <> 'queued';

-- Addresses that a mail server said do not exist. Twice in a row, and automatic mails are no longer sent there.
create table refused_address (
  address text collate "C" primary key,
  refusals integer not null,
  reason text not null,
  refused_at timestamptz not null default now()
);
