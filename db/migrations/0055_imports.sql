-- What a good row was about stands once in a file; its cells have done their work and go.
alter table imports.row add column key text;
create unique index row_key on imports.row (merchant_id, import_id, key) where key is not null;
create index row_state on imports.row (merchant_id, import_id, state, line);
