-- Search reads search_text and the shelf in memory, the struck price follows from what offers said:
-- no code reads or writes these, so the one before this migration goes on working.
drop table catalog.price_day;
alter table catalog.product drop column search;
