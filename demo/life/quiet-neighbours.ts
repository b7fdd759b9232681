/**
 * The outside while the 90 days are lived: a provider that says yes to every refund at once, in
 * place of the cashier that answers over HTTP.
 */
import { confirmRefund } from '../../server/src/flows/confirm-refund.ts';
import type { House } from '../../server/src/house.ts';
import { Refusal } from '../../server/src/kernel/refusal.ts';
import { findMerchants } from '../../server/src/platform/merchant.ts';
import type { Met } from '../../server/src/neighbours.ts';
import type { PaymentChannel } from '../../server/src/modules/payments/payments.ts';
import { CHANNEL } from './deeds.ts';

const absent = () => Promise.reject(new Error('nobody sends anything in these days'));

const nobody = () => {
  throw new Error('nobody calls in these days');
};

/** A number of another merchant's. */
const unlessUnknown = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error;
};

export function quietNeighbours({ db }: House): Met {
  const sandbox: PaymentChannel = {
    ...CHANNEL,
    account: null,
    checkout: () => '',
    read: () => {
      throw new Error('nobody calls in these days');
    },
    refund: async ({ refundNo, amount }) => {
      const notice = { kind: 'refunded', refundNo, amount, succeeded: true } as const;
      for (const { id: merchant } of await findMerchants(db))
        await confirmRefund(db, { merchant, channel: CHANNEL, notice }).catch(unlessUnknown);
    },
    payOut: async () => 'paid',
    probe: async () => null,
  };
  return {
    sms: { send: absent },
    wechat: { app: '', sessionOf: absent },
    payments: {
      standard: sandbox,
      at: () => sandbox,
      of: () => sandbox,
      through: () => null,
      payouts: () => null,
    },
    invoices: { apply: absent, query: absent, file: absent, read: nobody },
    simulators: null,
    close: async () => {},
  };
}
