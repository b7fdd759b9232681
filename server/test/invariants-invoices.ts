/** Questions to invoices (I). */
export const INVOICES: Record<string, string> = {
  'I1 red ones take back no more than their blue one': `
    select b.merchant_id, b.id from invoices.invoice b join invoices.invoice r
      on r.merchant_id = b.merchant_id and r.of_id = b.id and r.state <> 'failed'
    group by b.merchant_id, b.id, b.amount_fen, b.tax_fen
    having sum(r.amount_fen) > b.amount_fen or sum(r.tax_fen) > b.tax_fen`,
  'I1 a red one is of a blue one of its order': `
    select r.merchant_id, r.id from invoices.invoice r join invoices.invoice b
      on b.merchant_id = r.merchant_id and b.id = r.of_id
    where b.colour <> 'blue' or b.order_id <> r.order_id`,
  'I2 an invoice is the sum of its lines': `
    select merchant_id, id from invoices.invoice i
    where amount_fen <> (select coalesce(sum((l->>'amountFen')::bigint), 0)
        from jsonb_array_elements(lines) l)
      or tax_fen <> (select coalesce(sum((l->>'taxFen')::bigint), 0)
        from jsonb_array_elements(lines) l)`,
  'I2 an order has one live blue invoice': `
    select merchant_id, order_id from invoices.invoice
    where colour = 'blue' and state <> 'failed' group by 1, 2 having count(*) > 1`,
};

const row = (more: string) => `insert into invoices.invoice (merchant_id, id, order_id, member_id,
    colour, of_id, title_kind, title, lines, amount_fen, tax_fen, state, asked_at)
  select merchant_id, ${more}, 'personal', '吴', '[]', 100, 0, 'asked', placed_at
  from orders."order" order by id limit 1`;
const ONE = `'00000000-0000-7000-8000-000000000001'::uuid`;
const blue = row(`${ONE}, id, member_id, 'blue', null`);
const red = (order: string) => row(`gen_random_uuid(), ${order}, member_id, 'red', ${ONE}`);

export const INVOICE_LIES: Record<string, string> = {
  'I1 red ones take back no more than their blue one': `${blue}; ${red('id')}; ${red('id')}`,
  'I1 a red one is of a blue one of its order': `${blue}; ${red('gen_random_uuid()')}`,
  'I2 an invoice is the sum of its lines': blue,
  'I2 an order has one live blue invoice': `drop index invoices.invoice_one_blue; ${blue};
    ${blue.replace(ONE, 'gen_random_uuid()')}`,
};
