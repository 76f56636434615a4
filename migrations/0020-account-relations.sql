-- Which accounts have to do with each other beside the tree, who may see them, contacts, and users who are kept on record.

-- Where off, users of other accounts do not see the account by way of a relation (reference 1.3).
alter table account add column visible_to_others boolean not null default true;

-- Each relation is here twice, once from each end, so that either end finds it by the primary key.
create table account_relation (
  account_id bigint not null references account on delete cascade,
  related_id bigint not null references account on delete cascade,
  primary key (account_id, related_id),
  check (account_id <> related_id)
);
create index account_relation_related on account_relation (related_id);

-- A contact has no way in: no user name is needed, and there is no password. Who was deleted while something referred to them is
-- kept as one, without a user name, so that the name is free again.
alter table licet_user alter column user_name drop not null;
alter table licet_user
  add column portal_access boolean not null default true,
  add column shared_login boolean not null default false,
  add column phone text,
  add column address jsonb not null default '{}',
  add column deleted_at timestamptz,
  add constraint licet_user_named check (not portal_access or user_name is not null),
  add constraint licet_user_contact_has_no_password check (portal_access or password_hash is null),
  add constraint licet_user_deleted check (deleted_at is null or (status = 'inactive' and not portal_access));

create or replace function forget_password() returns trigger language plpgsql as $$
begin
  new.password_hash := null;
  return new;
end $$;
create trigger licet_user_access_taken before update of portal_access on licet_user for each row
  when (old.portal_access and not new.portal_access) execute function forget_password();

-- As before, and also for whoever loses access to the portal.
create or replace function end_ways_in() returns trigger language plpgsql as $$
begin
  delete from password_link where password_link.user_id = new.id;
  if new.status = 'inactive' or not new.portal_access then
    delete from session where session.user_id = new.id;
  end if;
  return null;
end $$;
drop trigger licet_user_out on licet_user;
create trigger licet_user_out after update of status, email, portal_access on licet_user for each row
  when ((old.status = 'active' and new.status = 'inactive') or old.email <> new.email
        or (old.portal_access and not new.portal_access)) execute function end_ways_in();

drop index licet_user_search;
create index licet_user_search on licet_user using gin ((search_fold(
  user_id || ' ' || coalesce(user_name, '') || ' ' || first_name || ' ' || last_name || ' ' || email)) gin_trgm_ops);
drop index licet_user_user_name_order;
create index licet_user_user_name_order on licet_user ((coalesce(user_name, '')) collate "und-x-icu", id);
create index licet_user_contact on licet_user (id) where not portal_access;
create index licet_user_deleted on licet_user (id) where deleted_at is not null;

-- What a deletion looks for.
create index email_user on email (user_id) where user_id is not null;
create index renewal_request_user on renewal_request (user_id) where user_id is not null;
create index role_account_account on role_account (account_id);
create index api_key_role_role on api_key_role (role_id);

-- Reference 1.5: the roles that come with Licet. Where the producer has a role of such a name, that one stays.
insert into role (name, kind, permissions, built_in, created_by, updated_by) values
  ('Customer Support Representative', 'producer',
   '{changeEntitlementState,generateLicenses,updateEntitlements,viewAccounts,viewEmails,viewEntitlements,viewExpiringEntitlements,viewFeatureBundles,viewFeatures,viewLicenseModels,viewLicenses,viewProducts,viewUsers}',
   true, 'system', 'system'),
  ('Executive', 'producer',
   '{viewAccounts,viewEntitlements,viewExpiringEntitlements,viewFeatureBundles,viewFeatures,viewLicenseModels,viewLicenses,viewProducts,viewUsers}',
   true, 'system', 'system'),
  ('IT Back Office Manager', 'producer',
   '{importEntities,manageApiKeys,manageEmailTemplates,manageEmails,manageJobs,manageRoles,manageSettings,manageUsers,viewAccounts,viewAudit,viewEmailTemplates,viewEmails,viewJobs,viewRoles,viewSettings,viewUsers}',
   true, 'system', 'system'),
  ('Order Entry', 'producer',
   '{changeEntitlementState,createEntitlements,manageAccounts,manageUsers,renewEntitlements,updateEntitlements,upgradeEntitlements,upsellEntitlements,viewAccounts,viewEntitlements,viewExpiringEntitlements,viewFeatureBundles,viewFeatures,viewLicenseModels,viewProducts,viewUsers}',
   true, 'system', 'system'),
  ('Product Manager', 'producer',
   '{changeFeatureBundleState,changeFeatureState,changeLicenseModelState,changeProductState,createFeatureBundles,createFeatures,createLicenseModels,createProducts,deleteFeatureBundles,deleteFeatures,deleteLicenseModels,deleteProducts,manageProductLines,updateFeatureBundles,updateFeatures,updateLicenseModels,updateProducts,viewAccounts,viewEntitlements,viewFeatureBundles,viewFeatures,viewLicenseModels,viewProducts}',
   true, 'system', 'system'),
  ('Sales Operations Manager', 'producer',
   '{changeEntitlementState,createEntitlements,deleteEntitlements,manageAccounts,manageEmails,manageJobs,manageUsers,renewEntitlements,updateEntitlements,upgradeEntitlements,upsellEntitlements,viewAccounts,viewEmails,viewEntitlements,viewExpiringEntitlements,viewFeatureBundles,viewFeatures,viewJobs,viewLicenseModels,viewLicenses,viewProducts,viewRoles,viewUsers}',
   true, 'system', 'system'),
  ('Partner Administrative User', 'partner',
   '{generateLicenseForChildLineItems,generateLicenses,getDownloads,manageAccounts,manageChildAccounts,manageChildUsers,manageUsers,rehostChildFulfillments,rehostLicenses,renewChildFulfillments,repairChildFulfillments,repairLicenses,returnChildFulfillments,returnLicenses,splitLineItems,transferChildFulfillments,transferHosts,transferLineItems,upgradeChildFulfillments,viewAccounts,viewChildAccounts,viewChildDevices,viewChildLicenses,viewChildLineItems,viewChildUsers,viewDevices,viewEntitlements,viewExpiringEntitlements,viewLicenses,viewUsers}',
   true, 'system', 'system'),
  ('Partner User', 'partner', '{getDownloads,viewEntitlements,viewExpiringEntitlements,viewLicenses}',
   true, 'system', 'system')
  on conflict (name) do nothing;
update role set permissions = (
    select array_agg(name order by name collate "C") from (
      select unnest(role.permissions) as name
      union select unnest('{generateLicenseForChildLineItems,manageChildAccounts,manageChildUsers,rehostChildFulfillments,renewChildFulfillments,repairChildFulfillments,returnChildFulfillments,transferChildFulfillments,upgradeChildFulfillments,viewChildAccounts,viewChildDevices,viewChildLicenses,viewChildLineItems,viewChildUsers}'::text[])
    ) given)
 where role.name = 'Portal Administrative User' and role.built_in;
