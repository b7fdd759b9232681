-- Routing asks what is said of an sku in all scopes at once.
create index offer_by_sku on catalog.offer (merchant_id, sku_id) where listed is not null or withdrawn;
