-- The labels a page had when it was last announced, each on a line of its own between line feeds;
-- empty if it had none, or if that was before this column.
alter table ledger_page add column labels text not null default '';
alter table ledger_parked add column labels text not null default '';
