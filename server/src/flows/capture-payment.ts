/**
 * A provider says that money came in. Notifications that come in a crowd share transactions: each
 * is answered after its commit, so none that was acknowledged can be lost, and none that is broken
 * holds up another.
 */
import type { MerchantId } from '../kernel/id.ts';
import { inLanes } from '../platform/batch.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import {
  type Captured,
  captureNotices,
  type CapturePayment,
  type Outcome,
} from './steps/capture-notices.ts';

export type { Captured, CapturePayment } from './steps/capture-notices.ts';

type House = { readonly db: Db; readonly vault: Vault };
type Ended = Outcome | { readonly error: unknown };
export type CaptureDesk = (wish: CapturePayment) => Promise<Captured>;

/** @throws Refusal `payments.unknown_trade` */
export const capturePayment = async (house: House, wish: CapturePayment): Promise<Captured> =>
  answerOf((await together(house, [wish]))[0]!);

function answerOf(outcome: Ended): Captured {
  if ('error' in outcome) throw outcome.error;
  return outcome;
}

/** Answers as `capturePayment` does, one by one. */
export function captureDesk(house: House): CaptureDesk {
  const capture = inLanes(
    (_: MerchantId, wishes: readonly CapturePayment[]) => captureAll(house, wishes),
    { most: 16, lanes: 2 },
  );
  return async (wish) => answerOf(await capture(wish.merchant, wish));
}

/** Of one merchant. Told twice in one crowd, the second looks when the first has been kept. */
export async function captureAll(
  house: House,
  wishes: readonly CapturePayment[],
): Promise<readonly Ended[]> {
  const outcomes = new Map<CapturePayment, Ended>();
  const crowd = [...new Map(wishes.map((wish) => [wish.notice.outTradeNo, wish])).values()];
  if (crowd.length > 1) {
    await together(house, crowd).then(
      (all) => all.forEach((outcome, i) => outcomes.set(crowd[i]!, outcome)),
      () => {}, // one of them keeps losing races or is broken: each for itself, below
    );
  }
  for (const wish of wishes) {
    if (outcomes.has(wish)) continue;
    outcomes.set(wish, await capturePayment(house, wish).catch((error: unknown) => ({ error })));
  }
  return wishes.map((wish) => outcomes.get(wish)!);
}

/** All rows are locked in the order of the trades, so two crowds never wait for each other. */
function together({ db, vault }: House, crowd: CapturePayment[]): Promise<Outcome[]> {
  crowd.sort((a, b) => (a.notice.outTradeNo < b.notice.outTradeNo ? -1 : 1));
  return db.transaction(crowd[0]!.merchant, (tx) => captureNotices(tx, vault, crowd));
}
