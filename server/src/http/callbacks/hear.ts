/** Where a provider's word goes, whether it was brought, asked for, or stood in a bill. */
import { capturePayment } from '../../flows/capture-payment.ts';
import { confirmRefund } from '../../flows/confirm-refund.ts';
import type { House } from '../../house.ts';

export const hearOf = (house: Pick<House, 'db' | 'vault'>) => ({
  paid: (
    merchant: Parameters<typeof capturePayment>[1]['merchant'],
    channel: Parameters<typeof capturePayment>[1]['channel'],
    notice: Parameters<typeof capturePayment>[1]['notice'],
  ) => capturePayment(house, { merchant, channel, notice }),
  refunded: (
    merchant: Parameters<typeof confirmRefund>[1]['merchant'],
    channel: Parameters<typeof confirmRefund>[1]['channel'],
    notice: Parameters<typeof confirmRefund>[1]['notice'],
  ) => confirmRefund(house.db, { merchant, channel, notice }),
});
