create table queue_document (      -- what sinks hold that are filled from a topic
  sink varchar(60) not null,
  target varchar(40) not null,     -- where the sink kept its documents then
  document_id varchar(120) not null,
  revision bigint not null,
  paths text not null,             -- a line for each file that may be there; none for a removed document
  kafka_partition int not null,    -- where the record lies that was handed over last
  kafka_offset bigint not null,
  late boolean not null,           -- somebody who had lost the partition may have written afterwards
  primary key (sink, target, document_id)
);

create table queue_partition (     -- who hands a partition's records to a sink
  sink varchar(60) not null,
  target varchar(40) not null,
  kafka_partition int not null,
  owner varchar(40) not null,
  primary key (sink, target, kafka_partition)
);
