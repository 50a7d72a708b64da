-- Every look at a site asks which sinks hold documents of it, and every run which of them are to be
-- delivered again: neither is to read all rows of the site.
create index ledger_sink_by_sink on ledger_sink (cloud_id, sink, content_id);
create index ledger_sink_doubted_by_sink on ledger_sink (cloud_id, sink, content_id)
  where fingerprint = '';
create index let_go_doubted on let_go (cloud_id, sink, content_id) where fingerprint = '';

-- What became of one page in the runs that are kept.
create index run_page_by_content on run_page (content_id);
