import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const ask = col.id<'plan_ask'>();
const staff = col.id<'staff'>();
const fields = {
  node: col.id<'node'>(),
  draft: col.maybe(col.id<'draft'>()),
  body: col.json<unknown>(),
  validFrom: col.maybe(col.instant),
  why: col.text(),
  riseBps: col.int,
  thresholdBps: col.int,
};

/** One waits at a time: whoever wants another plan asks when this one is decided. */
export const insertPlanAsk = guard(
  'chain.insert_plan_ask',
  { id: ask, ...fields, by: staff },
  `insert into chain.plan_ask (merchant_id, id, node_id, draft_id, body, valid_from, why, rise_bps,
     threshold_bps, asked_by, asked_at)
   values (:merchant, :id, :node, :draft, :body, :validFrom, :why, :riseBps, :thresholdBps, :by,
     :now)
   on conflict do nothing`,
);
export const findPlanAsk = statement(
  'chain.find_plan_ask',
  { id: ask },
  `select node_id as node, draft_id as draft, body, valid_from as "validFrom", why,
     rise_bps as "riseBps", threshold_bps as "thresholdBps", asked_by as "askedBy", state
   from chain.plan_ask where merchant_id = :merchant and id = :id`,
  { ...fields, askedBy: staff, state: col.text<'asked' | 'granted' | 'refused'>() },
);
/** Decided once, by another person than the one who asked. */
export const decidePlanAsk = guard(
  'chain.decide_plan_ask',
  {
    id: ask,
    state: col.text<'granted' | 'refused'>(),
    by: staff,
    words: col.text(),
    version: col.maybe(col.int),
  },
  `update chain.plan_ask set state = :state, decided_by = :by, decided_at = :now, words = :words,
     version = :version
   where merchant_id = :merchant and id = :id and state = 'asked' and asked_by <> :by`,
);
export const findPlanAsks = statement(
  'chain.find_plan_asks',
  { count: col.int },
  `select a.id, a.draft_id as "draftId", a.why, a.valid_from as "validFrom",
     a.rise_bps as "riseBps", a.threshold_bps as "thresholdBps", a.asked_by as "askedBy",
     s.name as "askedByName", a.asked_at as "askedAt", a.state, d.name as "decidedByName",
     a.decided_at as "decidedAt", a.words, a.version, a.body
   from chain.plan_ask a
   left join chain.staff s on s.merchant_id = a.merchant_id and s.id = a.asked_by
   left join chain.staff d on d.merchant_id = a.merchant_id and d.id = a.decided_by
   where a.merchant_id = :merchant order by (a.state = 'asked') desc, a.asked_at desc
   limit :count::integer`,
  {
    id: ask,
    draftId: col.maybe(col.id<'draft'>()),
    why: col.text(),
    validFrom: col.maybe(col.instant),
    riseBps: col.int,
    thresholdBps: col.int,
    askedBy: staff,
    askedByName: col.maybe(col.text()),
    askedAt: col.instant,
    state: col.text(),
    decidedByName: col.maybe(col.text()),
    decidedAt: col.maybe(col.instant),
    words: col.text(),
    version: col.maybe(col.int),
    body: col.json<unknown>(),
  },
);
