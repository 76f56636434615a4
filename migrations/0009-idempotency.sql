-- The first answer to a write, kept in the transaction of the write, so that a repeat gets it back, also after a crash.
create table idempotency_key (
  actor text collate "C" not null,
  key text collate "C" not null,
  fingerprint text not null,
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_key_age on idempotency_key (created_at);
