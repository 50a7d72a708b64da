create table document_tokens (     -- how long a document's chunks are, as a sink of vectors got them last
  document_id varchar(120) not null primary key,
  tokens bigint not null
);
