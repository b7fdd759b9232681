-- Visits come in the order of time, so a few pages of a BRIN find a month's end; the B-tree before
-- cost every visit an insert of its own.
drop index sharing.visit_unjoined;
create index visit_at on sharing.visit using brin (merchant_id, at) with (pages_per_range = 32);
