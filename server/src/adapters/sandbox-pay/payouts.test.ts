/** Pay-outs of the sandbox, over HTTP with its cashier. */
import { afterAll, expect, test } from 'vitest';
import { SandboxCashier } from '../../../../simulators/sandbox-cashier/sandbox-cashier.ts';
import { serve } from '../../../../simulators/serve.ts';
import { fen } from '../../kernel/money.ts';
import { sandboxPayouts } from './payouts.ts';

let ms = 1_760_000_000_000;
const cashier = new SandboxCashier({
  app: 'a',
  secret: 's',
  nowMs: () => ms,
  deliver: async () => 200,
});
const server = serve((asked) => cashier.answer(asked));
const channel = sandboxPayouts({ secret: 's', base: server.url });
afterAll(async () => {
  cashier.close();
  await server.close();
});
const wish = (no: string, amount = 500) => ({ no, amount: fen(amount), payee: 'm1' });

test('[G2] the same number is the same pay-out; another sum under it is refused', async () => {
  expect(await channel.find('w1')).toBeNull();
  const first = await channel.send(wish('w1'));
  expect(first).toMatchObject({ state: 'paid', amount: 500, page: null });
  expect(await channel.send(wish('w1'))).toEqual(first);
  expect(await channel.find('w1')).toEqual(first);
  await expect(channel.send(wish('w1', 501))).rejects.toMatchObject({
    code: 'payments.payout_refused',
  });
});

test('[G2] where she has to say yes: confirmed, taken back, or too late', async () => {
  cashier.payouts.manner = 'confirm';
  expect(await channel.send(wish('w2'))).toMatchObject({ state: 'wait_confirm' });
  cashier.payouts.confirm('w2');
  expect(await channel.find('w2')).toMatchObject({ state: 'paid' });
  await channel.send(wish('w3'));
  expect(await channel.cancel('w3')).toMatchObject({ state: 'cancelled' });
  await channel.send(wish('w4'));
  ms += 86_400_000;
  expect(await channel.find('w4')).toMatchObject({ state: 'failed', reason: 'OVERDUE_CLOSE' });
});
