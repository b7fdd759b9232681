-- Each refund and settlement looks for the payment of its order.
create index capture_order on payments.capture (merchant_id, order_id);
create index payments_refund_order on payments.refund (merchant_id, order_id);
