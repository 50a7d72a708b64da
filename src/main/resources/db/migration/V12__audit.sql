-- Everything that a person did, of which authorizations are a part.
alter table credential_event rename to audit;
drop index credential_event_by_site;
create index audit_by_site on audit (site, at);
create index audit_by_time on audit (at);
