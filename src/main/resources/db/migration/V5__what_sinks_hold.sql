-- Each sink holds documents of its own, so each row says under which file names: a line for every
-- one; those with a question mark in front were announced, but never confirmed.
alter table ledger_sink add column paths text not null default '';
update ledger_sink set paths = coalesce((select p.paths from ledger_page p
  where p.cloud_id = ledger_sink.cloud_id and p.content_id = ledger_sink.content_id), '');
alter table ledger_page drop column paths;

-- What is to be delivered again is asked for by every run.
create index ledger_sink_doubted on ledger_sink (cloud_id, content_id) where fingerprint = '';

create table sink_target (         -- which folder or address the ledger's rows of a sink are about
  cloud_id varchar(64) not null,
  sink varchar(60) not null,
  target varchar(40) not null,
  primary key (cloud_id, sink)
);

create table ledger_parked (       -- what a sink holds at targets that it does not use at present
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  sink varchar(60) not null,
  target varchar(40) not null,
  type varchar(10) not null,
  space varchar(255) not null,
  title text not null,
  version int not null,
  modified_at bigint not null,
  web_url text not null,
  paths text not null,
  delivered_at bigint not null,
  primary key (cloud_id, sink, target, content_id)
);

create table let_go (              -- pages that the routes did not hand to a sink, as they were then
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  sink varchar(60) not null,
  space varchar(255) not null,
  fingerprint varchar(64) not null, -- empty: the routes are to be asked again
  primary key (cloud_id, content_id, sink)
);
