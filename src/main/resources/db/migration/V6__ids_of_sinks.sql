create table sink_document (       -- ids that sinks gave to documents, where they take none of ours
  sink varchar(60) not null,
  target varchar(40) not null,     -- where the sink kept its documents then
  document_id varchar(120) not null,
  own_id varchar(255) not null,
  version int not null,
  primary key (sink, target, document_id)
);
