-- Grows whenever a lease changes hands: whoever held it before may not write any more.
alter table lease add column fence bigint not null default 0;

create table late_delivery (       -- handed to sinks by a run whose site another instance had taken over
  cloud_id varchar(64) not null,
  content_id varchar(40) not null,
  sink varchar(60) not null,
  path text not null,
  removal boolean not null,
  type varchar(10) not null,
  space varchar(255) not null,
  title text not null,
  version int not null,
  modified_at bigint not null,
  web_url text not null,
  above text not null
);
create index late_delivery_by_site on late_delivery (cloud_id);
