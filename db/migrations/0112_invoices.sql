-- 发票: who asked for one, what the tax platform was told, what it answered.
create schema invoices;
grant usage on schema invoices to quandian_app;
create table invoices.invoice (
  merchant_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  member_id uuid not null,
  colour text not null check (colour in ('blue', 'red')),
  of_id uuid, -- the blue one that a red one takes back, in part or whole
  title_kind text not null check (title_kind in ('personal', 'company')),
  title text not null,
  tax_no text not null default '', -- 18 characters, GB 32100
  lines jsonb not null, -- [{no, title, spec, taxCode, taxBps, amountFen, taxFen}]
  amount_fen bigint not null check (amount_fen > 0), -- tax within
  tax_fen bigint not null check (tax_fen >= 0),
  state text not null check (state in ('asked', 'sent', 'issued', 'failed')),
  number text, -- the platform's
  failure text not null default '',
  tries integer not null default 0,
  asked_at timestamptz not null,
  issued_at timestamptz,
  primary key (merchant_id, id), -- it is also our number at the platform
  foreign key (merchant_id, order_id) references orders."order",
  foreign key (merchant_id, of_id) references invoices.invoice,
  check ((colour = 'red') = (of_id is not null)),
  check ((title_kind = 'company') = (tax_no <> '')),
  check ((state = 'issued') = (issued_at is not null and number is not null))
);
create unique index invoice_one_blue on invoices.invoice (merchant_id, order_id)
  where colour = 'blue' and state <> 'failed';
create index invoice_order on invoices.invoice (merchant_id, order_id);
create index invoice_member on invoices.invoice (merchant_id, member_id, asked_at desc);
create index invoice_asked on invoices.invoice (merchant_id, asked_at desc);
call platform.fence('invoices.invoice', 'select, insert, update');

-- 税收分类编码 and rate of a product; food at nine per cent is what most of the shelf is.
alter table catalog.product
  add column tax_code text not null default '1030000000000000000',
  add column tax_bps integer not null default 900
    check (tax_bps in (0, 100, 300, 500, 600, 900, 1300));

update chain.policy set body = '{"invoiceDays": 180}'::jsonb || body where kind = 'aftersales';
update chain.policy_draft set body = '{"invoiceDays": 180}'::jsonb || body
  where kind = 'aftersales';
