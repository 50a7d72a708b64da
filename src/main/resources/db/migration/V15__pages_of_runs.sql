create table run_page (            -- what became of single pages in a run, as far as that is kept
  run_id varchar(80) not null,
  number int not null,
  outcome varchar(10) not null,    -- DELIVERED, SKIPPED, FAILED, REMOVED
  content_id varchar(40) not null,
  space varchar(255) not null,
  title text not null,
  web_url text not null,
  stage varchar(20) not null,
  reason text not null,
  primary key (run_id, number)
);

-- Whether a person who looked at a withheld removal approved it; null while nobody looked.
alter table withheld add column approved boolean;

-- Spaces that a person has picked in the first steps but not started to sync; null if none.
alter table site add column picked text;
