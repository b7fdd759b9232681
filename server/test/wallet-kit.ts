/** A wallet for tests: rules switched on, top-ups paid, offers taken as they are shown. */
import { capturePayment } from '../src/flows/capture-payment.ts';
import { payByWallet, walletOfferFor } from '../src/flows/pay-by-wallet.ts';
import { openTopUp, TERMS } from '../src/flows/top-up.ts';
import type { MemberId, MerchantId, OrderId } from '../src/kernel/id.ts';
import { fen } from '../src/kernel/money.ts';
import { FIRST_POLICIES } from '../src/modules/chain/chain.ts';
import * as payments from '../src/modules/payments/payments.ts';
import type { PlanId, TopUpId } from '../src/modules/wallet/wallet.ts';
import { newUuid } from '../src/platform/uuid.ts';
import type { House } from './house.ts';

const CHANNEL = { name: 'sandbox', app: 'quandian-sandbox' };
export const STORED = { ...FIRST_POLICIES.stored_value, enabled: true };
export const POINTS = { ...FIRST_POLICIES.points, enabled: true, multiple: 1 };

export async function switchOn(
  { owner }: House,
  merchant: MerchantId,
  bodies: { stored_value?: object; points?: object } = {},
): Promise<void> {
  for (const [kind, body] of Object.entries({ stored_value: STORED, points: POINTS, ...bodies }))
    await owner.query(`update chain.policy set body = $3 where merchant_id = $1 and kind = $2`, [
      merchant,
      kind,
      JSON.stringify(body),
    ]);
  await owner.query('update platform.version set chain = chain + 1 where merchant_id = $1', [
    merchant,
  ]);
}

let nextNo = 0;
export function openWalletKit(house: House, merchant: MerchantId) {
  const { db } = house;
  const bonusPlan = async (payFen: number, bonusFen: number): Promise<PlanId> => {
    const id = newUuid(house.clock.now()) as PlanId;
    await house.owner.query(
      `insert into wallet.plan (merchant_id, id, pay_fen, bonus_fen, made_by, made_at)
       values ($1, $2, $3, $4, $2, $5)`,
      [merchant, id, payFen, bonusFen, new Date(house.clock.now())],
    );
    return id;
  };
  const ask = async (member: MemberId, payFen: number, bonusFen = 0) => {
    const plan = bonusFen > 0 ? await bonusPlan(payFen, bonusFen) : null;
    const id = newUuid(house.clock.now()) as TopUpId;
    const wish = { merchant, id, member, plan, amount: fen(payFen), terms: TERMS, name: '吴桐' };
    await openTopUp(house, wish);
    const order = id as string as OrderId;
    return db.transaction(merchant, async (tx) => {
      const intent = { order, channel: 'sandbox', account: null, amount: fen(payFen) };
      return payments.open(tx, intent, await payments.findIntents(tx, order));
    });
  };
  const report = (intent: payments.Intent, providerNo = `T${++nextNo}`) =>
    capturePayment(house, {
      merchant,
      channel: CHANNEL,
      notice: {
        kind: 'paid',
        app: CHANNEL.app,
        currency: 'CNY',
        outTradeNo: intent.outTradeNo,
        providerNo,
        amount: intent.amount,
      },
    });
  return {
    ask,
    report,
    topUp: async (member: MemberId, payFen: number, bonusFen = 0) => {
      const intent = await ask(member, payFen, bonusFen);
      await report(intent);
      return intent.order as string as TopUpId;
    },
    offer: (member: MemberId, payable: number) =>
      db.reading(merchant, (reader) => walletOfferFor(reader, member, fen(payable))),
    pay: async (
      order: OrderId,
      member: MemberId,
      payable: number,
      use = { balance: true, points: false },
    ) => {
      const offer = await db.reading(merchant, (r) => walletOfferFor(r, member, fen(payable)));
      const seen =
        use.balance && use.points ? offer.both : use.points ? offer.points : offer.balance;
      return payByWallet(house, { merchant, order, member, use, seen });
    },
  };
}
