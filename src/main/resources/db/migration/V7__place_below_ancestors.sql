-- The folders that a page's ancestors give its document, where file names have the part {ancestors}.
alter table ledger_page add column above text not null default '';
