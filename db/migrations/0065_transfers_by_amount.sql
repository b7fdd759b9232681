-- The ledger's list sorted by amount: the largest movements of a chain's life, page by page.
create index transfer_amount on ledger.transfer (merchant_id, amount_fen, id);
