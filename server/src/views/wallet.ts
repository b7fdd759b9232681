/** A member's wallet as she reads it, and all wallets together as head office owes them. */
import type { MemberId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const member = col.id<'member'>();
/** What a line of her book is about: money in and out of what she keeps with us. */
const book = statement(
  'views.wallet_book',
  { member, what: col.text(), after: col.maybe(col.id()), most: col.big },
  `with mine as (
     select unnest(case when :what = 'points'
       then array[concat_ws(':', 'points', 'member', :member::uuid),
         concat_ws(':', 'debt', 'points', :member::uuid)]
       else array[concat_ws(':', 'stored', 'principal', :member::uuid),
         concat_ws(':', 'stored', 'bonus', :member::uuid)]
       end) as account
   ), legs as (
     select t.id, t.type, t.at, t.order_id, t.source, t.amount_fen as amount, t.to_account as own
     from ledger.transfer t join mine on t.to_account = mine.account
     where t.merchant_id = :merchant and t.type <> 'points_paid'
     union all
     select t.id, t.type, t.at, t.order_id, t.source, -t.amount_fen, t.from_account
     from ledger.transfer t join mine on t.from_account = mine.account
     where t.merchant_id = :merchant and t.type <> 'points_paid'
   )
   select l.id, l.type, l.at, l.amount, l.own ~ '^stored.bonus[:]' as "isBonus",
     o.id as "orderId", coalesce(o.number, '') as "orderNumber"
   from legs l
   left join orders.order o on o.merchant_id = :merchant and o.id = coalesce(l.order_id,
     case when l.type like 'points%' and split_part(l.source, ':', 1) ~ '^[0-9a-f-]{36}$'
       then split_part(l.source, ':', 1)::uuid end)
   where :after::uuid is null or l.id < :after
   order by l.id desc limit :most`,
  {
    id: col.id(),
    type: col.text(),
    at: col.instant,
    amount: col.big,
    isBonus: col.bool,
    orderId: col.maybe(col.id()),
    orderNumber: col.text(),
  },
);

const ending = statement(
  'views.wallet_ending',
  { member },
  `select kind, sum(rest)::bigint as amount, expires_at as "expiresAt" from wallet.bucket
   where merchant_id = :merchant and member_id = :member and rest > 0 and expires_at > :now
   group by kind, expires_at order by expires_at limit 24`,
  { kind: col.text(), amount: col.big, expiresAt: col.maybe(col.instant) },
);

const waiting = statement(
  'views.wallet_waiting',
  { member },
  `select
     (select coalesce(sum(points), 0)::bigint from wallet.earning
        where merchant_id = :merchant and member_id = :member and state = 'pending') as points,
     (select coalesce(-sum(balance_fen), 0)::bigint from ledger.account
        where merchant_id = :merchant
          and account = concat_ws(':', 'debt', 'points', :member::uuid)) as owes`,
  { points: col.big, owes: col.big },
);

const asks = statement(
  'views.wallet_asks',
  { member },
  `select id, amount_fen as "amountFen", state, answer, bonus_lost_fen as "bonusLostFen",
     made_at as "madeAt" from wallet.cash_ask
   where merchant_id = :merchant and member_id = :member order by made_at desc, id desc limit 10`,
  {
    id: col.id(),
    amountFen: col.fen,
    state: col.text(),
    answer: col.text(),
    bonusLostFen: col.fen,
    madeAt: col.instant,
  },
);

export async function findWallet(reader: Reader, id: MemberId) {
  const [soon, [promised], cashAsks] = await Promise.all([
    reader.ask(ending, { member: id }),
    reader.ask(waiting, { member: id }),
    reader.ask(asks, { member: id }),
  ]);
  return { ending: soon, pendingPoints: promised!.points, owedPoints: promised!.owes, cashAsks };
}

export async function findWalletBook(
  reader: Reader,
  id: MemberId,
  wish: {
    readonly what: 'balance' | 'points';
    readonly after?: string | undefined;
    readonly count: number;
  },
) {
  const { what, count, after = null } = wish;
  const found = await reader.ask(book, {
    member: id,
    what,
    after: after as never,
    most: count + 1,
  });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}

/** What head office owes to its members, and what came in and ended in a span. */
const liability = statement(
  'views.wallet_liability',
  { from: col.instant, until: col.instant },
  `select
     (select coalesce(sum(balance_fen), 0)::bigint from ledger.account
        where merchant_id = :merchant and account ~ '^stored.principal[:]') as "principalFen",
     (select coalesce(sum(balance_fen), 0)::bigint from ledger.account
        where merchant_id = :merchant and account ~ '^stored.bonus[:]') as "bonusFen",
     (select coalesce(sum(balance_fen), 0)::bigint from ledger.account
        where merchant_id = :merchant and account ~ '^points.member[:]') as points,
     (select count(*)::bigint from ledger.account
        where merchant_id = :merchant and account ~ '^stored.principal[:]'
          and balance_fen > 0) as holders,
     coalesce(sum(amount_fen) filter (where type = 'capture'
       and to_account ~ '^stored.principal[:]'), 0)::bigint as "toppedUpFen",
     coalesce(sum(amount_fen) filter (where type = 'bonus'), 0)::bigint as "bonusGivenFen",
     coalesce(sum(amount_fen) filter (where type = 'tender'
       and from_account ~ '^stored[:]'), 0)::bigint as "spentFen",
     coalesce(sum(amount_fen) filter (where type = 'tender_back'
       and to_account ~ '^stored[:]'), 0)::bigint as "givenBackFen",
     coalesce(sum(amount_fen) filter (where type = 'principal_out'), 0)::bigint as "paidOutFen",
     coalesce(sum(amount_fen) filter (where type = 'bonus_ended'), 0)::bigint as "bonusEndedFen",
     coalesce(sum(amount_fen) filter (where type = 'points_earned'), 0)::bigint as "pointsEarned",
     coalesce(sum(amount_fen) filter (where type = 'points_spent'), 0)::bigint as "pointsSpent",
     coalesce(sum(amount_fen) filter (where type = 'points_ended'), 0)::bigint as "pointsEnded"
   from ledger.transfer where merchant_id = :merchant and at >= :from and at < :until
     and type in ('capture', 'bonus', 'tender', 'tender_back', 'principal_out', 'bonus_ended',
       'points_earned', 'points_spent', 'points_ended')`,
  {
    principalFen: col.fen,
    bonusFen: col.fen,
    points: col.big,
    holders: col.big,
    toppedUpFen: col.fen,
    bonusGivenFen: col.fen,
    spentFen: col.fen,
    givenBackFen: col.fen,
    paidOutFen: col.fen,
    bonusEndedFen: col.fen,
    pointsEarned: col.big,
    pointsSpent: col.big,
    pointsEnded: col.big,
  },
);
export async function findLiability(
  reader: Reader,
  span: { readonly from: Instant; readonly until: Instant },
) {
  const [found] = await reader.ask(liability, span);
  return found!;
}

const open = statement(
  'views.wallet_cash_asks',
  {},
  `select a.id, a.member_id as "memberId", coalesce(nullif(m.name, ''), '') as name,
     a.amount_fen as "amountFen", a.reason, coalesce(s.name, '') as "askedBy",
     a.asked_by as "askedById", a.made_at as "madeAt"
   from wallet.cash_ask a
   join members.member m on m.merchant_id = a.merchant_id and m.id = a.member_id
   left join chain.staff s on s.merchant_id = a.merchant_id and s.id = a.asked_by
   where a.merchant_id = :merchant and a.state = 'asked' order by a.made_at, a.id limit 100`,
  {
    id: col.id(),
    memberId: col.id(),
    name: col.text(),
    amountFen: col.fen,
    reason: col.text(),
    askedBy: col.text(),
    askedById: col.maybe(col.id()),
    madeAt: col.instant,
  },
);
export const findCashAsks = (reader: Reader) => reader.ask(open, {});
