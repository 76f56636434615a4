-- Product lines may be linked to accounts, of which all members get them, and to users: whoever has some sees only products of
-- these, and of no line (reference 1.3, 1.5, 1.6).

-- A line that is linked is not deleted: whoever had no other would see everything.
create table product_line_account (
  account_id bigint not null references account on delete cascade,
  product_line_id bigint not null references product_line,
  primary key (account_id, product_line_id)
);
create index product_line_account_line on product_line_account (product_line_id, account_id);

create table product_line_user (
  user_id bigint not null references licet_user on delete cascade,
  product_line_id bigint not null references product_line,
  primary key (user_id, product_line_id)
);
create index product_line_user_line on product_line_user (product_line_id, user_id);

update role set permissions = (
    select array_agg(name order by name collate "C")
      from (select unnest(role.permissions) as name union select 'assignProductLines') given)
 where role.name in ('Product Manager', 'Sales Operations Manager') and role.built_in;
