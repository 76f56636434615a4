-- What every feature stands on: one namespace of identifiers, the history of changes, the settings.

create extension if not exists pg_trgm;

-- Text as it is searched: without regard to case, in every script, whatever locale the database was made with.
create function search_fold(text) returns text language sql immutable strict parallel safe
  as $$ select lower($1 collate "und-x-icu") collate "C" $$;

-- Entitlement IDs, activation IDs and web register keys share one namespace. Triggers keep it, so that no
-- statement of any release can forget it.
create table identifier (
  key text collate "C" primary key,
  kind text not null check (kind in ('entitlement', 'lineItem', 'maintenanceLineItem', 'webRegisterKey'))
);

create function register_identifiers() returns trigger language plpgsql as $$
begin
  if TG_OP = 'INSERT' then
    execute format('insert into identifier (key, kind) select %I, $1 from new_rows', TG_ARGV[1]) using TG_ARGV[0];
  elsif TG_OP = 'DELETE' then
    execute format('delete from identifier using old_rows where identifier.key = old_rows.%I', TG_ARGV[1]);
  else
    execute format(
      'delete from identifier using old_rows where identifier.key = old_rows.%1$I
         and not exists (select 1 from new_rows where new_rows.%1$I = old_rows.%1$I)', TG_ARGV[1]);
    execute format(
      'insert into identifier (key, kind) select new_rows.%1$I, $1 from new_rows
        where not exists (select 1 from old_rows where old_rows.%1$I = new_rows.%1$I)', TG_ARGV[1]) using TG_ARGV[0];
  end if;
  return null;
end $$;

-- Every change of state or property: who, when, what (before and after), and why if given. Append-only.
create table history_record (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  entity text not null,
  subject_id bigint,
  entity_key text not null,
  event text not null check (event in ('created', 'changed', 'stateChanged', 'deleted')),
  before jsonb,
  after jsonb,
  reason text,
  request_id text
);
create index history_record_subject on history_record (entity, subject_id, id) where subject_id is not null;
create index history_record_key on history_record (entity, entity_key, id) where subject_id is null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', TG_TABLE_NAME using errcode = 'insufficient_privilege';
end $$;
create trigger history_record_append_only before update or delete or truncate on history_record
  for each statement execute function refuse_change();

-- Only what differs from the default is stored.
create table setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  updated_by text not null
);
