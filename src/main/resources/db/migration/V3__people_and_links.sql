create table person (              -- people whom pages may mention
  account_id varchar(200) not null primary key,
  name text not null
);

-- In ledger_link, type MENTIONED: no link but somebody's name. The account is the title, the name
-- that the document has is the answer.
create index ledger_link_by_person on ledger_link (title) where type = 'MENTIONED';

-- Links that nothing was known for are found by title; without target_id SQLite would rather look
-- through all of them.
drop index ledger_link_by_title;
create index ledger_link_by_title on ledger_link (cloud_id, space, title, target_id);
