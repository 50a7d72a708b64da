create table automation_token (    -- what programs send in place of the console's login
  name varchar(60) not null primary key,
  hash varchar(64) not null,       -- SHA-256 of the token, which itself is kept nowhere
  read_only boolean not null,
  created_by varchar(100) not null,
  created_at bigint not null,
  used_at bigint                   -- to the hour; null: never
);
create unique index automation_token_by_hash on automation_token (hash);
