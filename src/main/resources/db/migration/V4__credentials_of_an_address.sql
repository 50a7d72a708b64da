-- A credential belongs to the address and the Atlassian site it was given for, and is sent nowhere
-- else. Those of earlier versions belong to the address they were used with last; a grant whose
-- site has no cloud id was given for an address that was changed since.
alter table site_credential add column grant_url varchar(500);
alter table site_credential add column grant_cloud_id varchar(64);
alter table site_credential add column token_url varchar(500);
alter table site_credential add column token_cloud_id varchar(64);
update site_credential set
  grant_url = (select url from site where site.name = site_credential.site and cloud_id is not null),
  grant_cloud_id = (select cloud_id from site where site.name = site_credential.site),
  token_url = (select url from site where site.name = site_credential.site),
  token_cloud_id = (select cloud_id from site where site.name = site_credential.site);
