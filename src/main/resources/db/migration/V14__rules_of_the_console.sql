-- Which pages of a site somebody wants, as lines "name=value" by the names of the settings. Null while nobody chose.
alter table site add column rules text;
