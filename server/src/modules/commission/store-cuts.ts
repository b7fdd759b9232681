import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

const order = col.id<'order'>();
const fens = col.list(col.fen);

export const insertCuts = statement(
  'commission.insert_cuts',
  {
    order,
    refund: col.id<'refund'>(),
    lineNos: col.list(col.int),
    guide: fens,
    sharer1: fens,
    sharer2: fens,
    invitee: fens,
    selling: fens,
    fulfilling: fens,
    dealer: fens,
    hq: fens,
  },
  `insert into commission.cut (merchant_id, refund_id, order_id, line_no, amount_fen, guide_fen,
     sharer_1_fen, sharer_2_fen, invitee_fen, selling_fen, fulfilling_fen, dealer_fen, hq_fen)
   select :merchant, :refund, :order, c.line, g + s1 + s2 + i + s + f + d + h, g, s1, s2, i, s, f,
     d, h
   from unnest(:lineNos::integer[], :guide::bigint[], :sharer1::bigint[], :sharer2::bigint[],
     :invitee::bigint[], :selling::bigint[], :fulfilling::bigint[], :dealer::bigint[],
     :hq::bigint[]) as c(line, g, s1, s2, i, s, f, d, h)`,
);
export const selectCuts = statement(
  'commission.find_cuts',
  { order },
  `select line_no as "lineNo", guide_fen as guide, sharer_1_fen as sharer1,
     sharer_2_fen as sharer2, invitee_fen as invitee, selling_fen as selling,
     fulfilling_fen as fulfilling, dealer_fen as dealer, hq_fen as hq
   from commission.cut where merchant_id = :merchant and order_id = :order
   order by refund_id, line_no`,
  {
    lineNo: col.int,
    guide: col.fen,
    sharer1: col.fen,
    sharer2: col.fen,
    invitee: col.fen,
    selling: col.fen,
    fulfilling: col.fen,
    dealer: col.fen,
    hq: col.fen,
  },
);
