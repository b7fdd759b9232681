/**
 * Each morning: the bills of all days that have none yet, oldest first, are fetched and compared.
 * A provider that is late is asked again every half hour, and a day is never left out.
 */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addDays, after, atMinute, dayOf, minuteOfDay, minutes, type Day } from '../kernel/time.ts';
import * as payments from '../modules/payments/payments.ts';
import type { Db } from '../platform/db.ts';
import { Lanes } from '../platform/lanes.ts';
import { setTimer } from '../platform/timer.ts';
import { BILLS_TIMER } from './steps/bills-timer.ts';
import { billChannelOf, billChannelsOf, healBreaks, type Parts } from './steps/heal-breaks.ts';
import { importBill } from './steps/import-bill.ts';

const { bills } = payments;
/** Half past ten: providers promise bills for ten. */
const MORNING = 10 * 60 + 30;
const PATIENCE = minutes(30);
const MOST_DAYS = 31;

const lanes = new WeakMap<Db, Lanes>();
const lanesOf = (db: Db): Lanes => {
  const found = lanes.get(db) ?? new Lanes();
  lanes.set(db, found);
  return found;
};
/** Before this process ends; a day that is under way is begun again by the next. */
export const restBills = (db: Db): Promise<void> => lanesOf(db).idle();

type Complain = (error: unknown) => void;

/** The timer's ring: the work runs behind it, for a bill may be long. */
export async function startReconciling(
  parts: Parts,
  merchant: MerchantId,
  complain: Complain,
): Promise<void> {
  await parts.db.transaction(merchant, async (tx) => {
    setTimer(tx, BILLS_TIMER.kind, BILLS_TIMER.ref, after(tx.now, PATIENCE));
  });
  lanesOf(parts.db).start(merchant, () =>
    reconcileBills(parts, merchant, complain).then(() => {}, complain),
  );
}

export interface Reconciled {
  readonly days: number;
  readonly waiting: number;
  readonly healed: number;
}

export async function reconcileBills(
  parts: Parts,
  merchant: MerchantId,
  complain: Complain,
): Promise<Reconciled> {
  const { db } = parts;
  const done = { days: 0, waiting: 0, healed: 0 };
  const { hosts, channels } = await billChannelsOf(parts, merchant);
  for (const channel of channels) {
    for (const day of await daysOf(db, merchant, channel)) {
      const state = await importBill(db, merchant, channel, { day, hosts }).catch(
        (error: unknown) => {
          if (!(error instanceof Refusal)) complain(error);
          return 'failed' as const;
        },
      );
      if (state === 'compared') done.days += 1;
      else done.waiting += 1;
    }
    done.healed += await healBreaks(parts, merchant, channel, complain);
  }
  await db.transaction(merchant, async (tx) => {
    const morning = atMinute(addDays(dayOf(tx.now), 1), MORNING);
    const today = atMinute(dayOf(tx.now), MORNING);
    const next = tx.now < today ? today : morning;
    const due = done.waiting > 0 ? after(tx.now, PATIENCE) : next;
    setTimer(tx, BILLS_TIMER.kind, BILLS_TIMER.ref, due);
  });
  return done;
}

/** An account that nobody has paid through has no days. */
const daysOf = (db: Db, merchant: MerchantId, channel: payments.BillChannel): Promise<Day[]> =>
  db.transaction(merchant, async (tx) => {
    const key = bills.keyOf(channel);
    if (!(await bills.openAccount(tx, key))) return [];
    const isReady = minuteOfDay(tx.now) >= MORNING;
    return bills.missingDays(tx, key, addDays(dayOf(tx.now), isReady ? -1 : -2), MOST_DAYS);
  });

/**
 * One day now, because somebody wants it now. A day that is done stays as it is.
 * @throws Refusal `payments.no_such_channel`, `payments.bill_is_being_fetched`
 */
export async function fetchBill(
  parts: Omit<Parts, 'hear'>,
  merchant: MerchantId,
  key: payments.BillDay,
): Promise<'compared' | 'not_ready'> {
  const { hosts, channel } = await billChannelOf(parts, merchant, key);
  return importBill(parts.db, merchant, channel, { day: key.day, hosts });
}
