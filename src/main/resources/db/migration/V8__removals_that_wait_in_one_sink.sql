-- A page may also leave a single sink, whose filter it matches no more.
create table withheld_anywhere (
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  sink varchar(60) not null,       -- empty: the page is gone, and the document would leave every sink
  reason text not null,
  since bigint not null,
  kept boolean not null,           -- a person wants it to stay
  primary key (cloud_id, content_id, sink)
);
insert into withheld_anywhere (cloud_id, content_id, sink, reason, since, kept)
  select cloud_id, content_id, '', reason, since, kept from withheld;
drop table withheld;
alter table withheld_anywhere rename to withheld;
