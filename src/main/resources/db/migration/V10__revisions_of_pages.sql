-- Confluence numbers versions anew when historical ones are deleted, so that the number does not
-- tell which of two is newer. What tells it is the time; numbers kept so far are less than any time.
alter table sink_document add column revision bigint not null default 0;
update sink_document set revision = version;
alter table sink_document drop column version;

-- As in ledger_page: the folders that its ancestors gave the document.
alter table ledger_parked add column above text not null default '';
