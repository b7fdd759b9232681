/**
 * The outside while the 90 days are lived: a provider that says yes to every refund at once, in
 * place of the cashier that answers over HTTP.
 */
import { confirmRefund } from '../../server/src/flows/confirm-refund.ts';
import type { House } from '../../server/src/house.ts';
import type { MerchantId } from '../../server/src/kernel/id.ts';
import { findMerchants } from '../../server/src/platform/merchant.ts';
import type { Met } from '../../server/src/neighbours.ts';
import type { PaymentChannel } from '../../server/src/modules/payments/payments.ts';
import { CHANNEL } from './deeds.ts';

const absent = () => Promise.reject(new Error('nobody sends anything in these days'));

export function quietNeighbours({ db }: House): Met {
  let merchant: MerchantId | null = null;
  const sandbox: PaymentChannel = {
    ...CHANNEL,
    checkout: () => '',
    read: () => {
      throw new Error('nobody calls in these days');
    },
    refund: async ({ refundNo, amount }) => {
      merchant ??= (await findMerchants(db))[0]!.id;
      const notice = { kind: 'refunded', refundNo, amount, succeeded: true } as const;
      await confirmRefund(db, { merchant, notice });
    },
    payOut: async () => 'paid',
  };
  return {
    sms: { send: absent },
    wechat: { app: '', sessionOf: absent },
    payments: { standard: sandbox, of: () => sandbox },
    simulators: null,
    close: async () => {},
  };
}
