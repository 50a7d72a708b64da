create table queue_failure (       -- what sinks did not take from a topic
  sink varchar(60) not null,
  target varchar(40) not null,     -- where the sink kept its documents then
  document_id varchar(300) not null, -- of what cannot be read, and has no key, the place in the topic
  site varchar(60) not null,       -- empty for what cannot be read, as are the next three
  space varchar(255) not null,
  title text not null,
  web_url text not null,
  reason text not null,
  kafka_topic varchar(249) not null,
  kafka_partition int not null,
  kafka_offset bigint not null,
  attempts int not null,           -- in a row, each of which may be several tries
  first_at bigint not null,
  last_at bigint not null,
  again boolean not null,          -- a person wants it handed over once more
  primary key (sink, target, document_id)
);
