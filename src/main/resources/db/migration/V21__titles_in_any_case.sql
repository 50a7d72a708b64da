-- Confluence takes a title, and a space's key, in any case. SQLite does so for ASCII only.
drop index ledger_page_by_title;
create index ledger_page_by_title on ledger_page (cloud_id, lower(space), lower(title));
drop index ledger_link_by_title;
create index ledger_link_by_title on ledger_link (cloud_id, lower(space), lower(title), target_id);
