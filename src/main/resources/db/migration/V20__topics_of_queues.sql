-- Offsets say nothing of another topic, nor of one that was made anew.
alter table queue_document add column kafka_topic varchar(40) not null default '';
