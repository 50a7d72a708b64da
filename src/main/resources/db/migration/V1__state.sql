-- One schema for SQLite and PostgreSQL. Times are milliseconds since 1970 in bigint: the one type
-- both databases keep alike.

create table site (
  name varchar(60) not null primary key,
  url varchar(500) not null,
  added boolean not null,          -- on the console; otherwise it stands in the properties
  cloud_id varchar(64),
  spaces text,                     -- keys separated by blanks, * for all, null while nobody chose
  created_at bigint not null
);

create table site_credential (
  site varchar(60) not null primary key,
  preferred varchar(10),           -- OAUTH or API_TOKEN; null: OAuth if there is a grant
  grant_id varchar(64)
);

create table credential_event (    -- who authorized which site when, and what became of it since
  id varchar(40) not null primary key,
  at bigint not null,
  site varchar(60) not null,
  event varchar(30) not null,
  actor varchar(100) not null,
  app varchar(60) not null,
  scopes text not null,
  detail text not null
);
create index credential_event_by_site on credential_event (site, at);

create table sealed_entry (        -- secrets, encrypted before they come here
  id varchar(100) not null primary key,
  version bigint not null,
  sealed text not null,
  updated_at bigint not null
);

create table lease (               -- who alone may do something, and until when
  name varchar(120) not null primary key,
  holder varchar(100) not null,
  until bigint not null
);

create table run (
  id varchar(80) not null primary key,
  site varchar(60) not null,
  kind varchar(10) not null,
  state varchar(12) not null,      -- RUNNING, COMPLETE, INCOMPLETE
  started_at bigint not null,
  closed_at bigint,
  problem text not null,
  withheld int not null,
  requests bigint not null,
  points bigint not null
);
create index run_by_site on run (site, started_at);

create table run_space (
  run_id varchar(80) not null,
  space varchar(255) not null,
  listed int not null,
  delivered int not null,
  unchanged int not null,
  skipped int not null,
  failed int not null,
  removed int not null,
  unremoved int not null,
  primary key (run_id, space)
);

create table watermark (
  cloud_id varchar(64) not null,
  space varchar(255) not null,
  at bigint not null,
  converter varchar(200) not null,
  primary key (cloud_id, space)
);

create table space_list (          -- lists of whole spaces that are not closed yet, and how far they got
  cloud_id varchar(64) not null,
  space varchar(255) not null,
  started_at bigint not null,
  converter varchar(200) not null,
  place text,                      -- where the list goes on, null at its beginning
  ended boolean not null,
  primary key (cloud_id, space)
);

create table ledger_page (         -- every page of which a sink may hold a document
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  type varchar(10) not null,
  space varchar(255) not null,
  title text not null,
  version int not null,
  modified_at bigint not null,
  web_url text not null,
  paths text not null,             -- a line for every file name its document may lie under
  seen_in varchar(80) not null,    -- the last run whose listing showed it
  primary key (cloud_id, content_id)
);
create index ledger_page_by_space on ledger_page (cloud_id, space, seen_in);

create table ledger_sink (         -- what each sink holds
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  sink varchar(60) not null,
  fingerprint varchar(64) not null, -- empty: announced, but never confirmed
  delivered_at bigint not null,
  primary key (cloud_id, content_id, sink)
);

create table failure (
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  space varchar(255) not null,
  title text not null,
  web_url text not null,
  stage varchar(20) not null,
  reason text not null,
  attempts int not null,
  first_at bigint not null,
  last_at bigint not null,
  next_at bigint not null,
  primary key (cloud_id, content_id)
);
