-- Links that lead to the site are good until their page is renamed; others also depend on whether
-- there is a document of it.
alter table ledger_link add column lasting boolean not null default false;
