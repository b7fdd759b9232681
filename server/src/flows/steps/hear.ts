/**
 * What a provider says, whichever way it reaches us, goes into the flows that book it. No flow
 * calls another: whoever wires them hands these in.
 */
import type { MerchantId } from '../../kernel/id.ts';
import type * as payments from '../../modules/payments/payments.ts';

type Told<Kind> = Extract<payments.Notice, { kind: Kind }>;
type Speaker = Pick<payments.PaymentChannel, 'name' | 'app' | 'account'>;
export interface Hear {
  paid(
    merchant: MerchantId,
    channel: Speaker,
    notice: Told<'paid'>,
  ): Promise<{ readonly use: payments.CaptureUse }>;
  refunded(
    merchant: MerchantId,
    channel: Speaker,
    notice: Told<'refunded'>,
  ): Promise<{ readonly state: string }>;
}
