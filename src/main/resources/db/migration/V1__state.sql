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
  points bigint not null,
  further_warnings int not null    -- those that are not in run_warning
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

create table run_census (          -- what its conversions met, and how often what became of it
  run_id varchar(80) not null,
  construct varchar(80) not null,  -- name of a macro, or of an element in angle brackets
  pages int not null,
  rendered int not null,
  named int not null,
  dropped int not null,
  unknown int not null,
  primary key (run_id, construct)
);

create table run_warning (
  run_id varchar(80) not null,
  number int not null,
  warning text not null,
  primary key (run_id, number)
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

create index ledger_page_by_title on ledger_page (cloud_id, space, title);

create table ledger_link (         -- what the links of each document lead to, and what it includes
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  type varchar(10) not null,       -- what is linked to: PAGE or BLOG_POST; INCLUDED if it is shown
  space varchar(255) not null,     -- empty for a link by id
  title text not null,
  target_id varchar(40) not null,  -- empty: no such page was known
  answer text not null,            -- id, space and title of the page when the document was made;
                                   -- of an included one the version too
  stale boolean not null,          -- the page came, went or is another one since
  primary key (cloud_id, content_id, type, space, title, target_id)
);
create index ledger_link_by_title on ledger_link (cloud_id, space, title);
create index ledger_link_by_target on ledger_link (cloud_id, target_id);

create table failure (
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  space varchar(255) not null,
  title text not null,
  web_url text not null,
  stage varchar(20) not null,
  reason text not null,
  attempts int not null,
  fingerprint varchar(64) not null, -- of the page as it failed last
  dismissed boolean not null,      -- a person does not want to hear of it until it changes
  first_at bigint not null,
  last_at bigint not null,
  next_at bigint not null,
  primary key (cloud_id, content_id)
);
