-- What an entitlement says about whom it goes to, and a line item about its version date, policies and license texts.
alter table entitlement
  add column ship_to_address text,
  add column email_template_variation text;

-- Whoever is deleted is nobody's contact any more.
create table entitlement_contact (
  entitlement_id bigint not null references entitlement on delete cascade,
  user_id bigint not null references licet_user on delete cascade,
  position integer not null,
  primary key (entitlement_id, user_id)
);
create index entitlement_contact_user on entitlement_contact (user_id);

alter table entitlement_channel_partner add column contact_id bigint references licet_user on delete set null;
create index entitlement_channel_partner_contact on entitlement_channel_partner (contact_id) where contact_id is not null;

alter table line_item
  add column version_date_option text not null default 'now' check
    (version_date_option in ('now', 'startDate', 'activationDate', 'versionStartDateLater', 'versionDateLater')),
  add column version_term text,
  add column policies jsonb,
  add column notice text,
  add column serial_number text;

-- The policies that a model leaves to the line item.
alter table license_model alter column policies set default
  '{"returns": null, "repairs": null, "rehosts": null, "extraActivations": 0, "cancelLicense": true, "atEntitlement": []}';
update license_model set policies = policies || '{"atEntitlement": []}' where not policies ? 'atEntitlement';
