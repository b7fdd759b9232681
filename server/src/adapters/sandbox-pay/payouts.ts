/** The sandbox as `PayoutChannel` of the payments room: asked in the manner of its cashier. */
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { ask, type SandboxOptions } from './sandbox-pay.ts';

type State = 'paid' | 'wait_confirm' | 'failed' | 'cancelled';
interface Said {
  readonly state?: State;
  readonly reason?: string | null;
}
interface Wish {
  readonly no: string;
  readonly amount: Fen;
  readonly payee: string;
}
const away = (): Refusal => new Refusal('conflict', 'payments.provider_away');

export function sandboxPayouts({ secret, base, account }: SandboxOptions) {
  const say = async (deed: string, wish: object): Promise<Said> => {
    const url = `${await base()}/sandbox/payouts/${deed}`;
    return (await ask(secret, url, wish).catch(() => {
      throw away();
    })) as Said;
  };
  const told = (no: string, amount: Fen, { state, reason = null }: Said) => {
    if (state === undefined) throw away();
    const page = state === 'wait_confirm' ? `sandbox-${no}` : null;
    return { no, amount, state, providerNo: `SP${no}`, page, reason };
  };
  return {
    name: 'sandbox',
    account: account ?? null,
    /** Anybody can be paid. */
    app: '',
    limits: { leastFen: 1, mostFen: 20_000_000, nameFromFen: 200_000 },
    async send({ no, amount, payee }: Wish) {
      const said = await say('send', { no, amount, payee });
      if (said.reason === 'ALREADY_EXISTS') {
        throw new Refusal('conflict', 'payments.payout_refused', { reason: said.reason });
      }
      return told(no, amount, said);
    },
    async find(no: string) {
      const said = (await say('find', { no })) as Said & { readonly amount?: Fen };
      return said.amount === undefined ? null : told(no, said.amount, said);
    },
    async cancel(no: string) {
      const said = (await say('cancel', { no })) as Said & { readonly amount?: Fen };
      if (said.amount === undefined) throw away();
      return told(no, said.amount, said);
    },
    confirmation: () => null,
  };
}
