/** A correction is another entry: whatever is reverted leaves every account as it was. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderId, PendingId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { debtOf, dueOf, isPersonal, orderOf, postingOf, takingBack } from './rules.ts';
import type { Account, Booking, Party, PartyKind, Pending, Totals } from './types.ts';

const ORDER = '019cea00-0000-7000-8000-000000000001' as OrderId;
const KINDS: readonly PartyKind[] = ['staff', 'member', 'outlet', 'dealer', 'hq'];

const leg = fc.record({
  party: fc.record({
    kind: fc.constantFrom(...KINDS),
    id: fc.constantFrom('a', 'b', 'c'),
  }) as fc.Arbitrary<Party>,
  amount: fc.integer({ min: 1, max: 99_999_999 }),
  /** Of 100: what she has taken out before it is asked back. */
  taken: fc.integer({ min: 0, max: 100 }),
  posted: fc.boolean(),
});

const pendingOf = ({ party, amount }: { party: Party; amount: number }, i: number): Pending => ({
  id: `p${String(i).padStart(2, '0')}` as PendingId,
  from: orderOf(ORDER),
  to: dueOf(party),
  amount: fen(amount),
  voided: fen(0),
  posted: fen(0),
  type: 'portion',
  source: `${i}`,
  role: `r${i}`,
  attempt: 1,
  suspended: false,
  resolved: false,
});

test('[G2] promise-10: original and reversal of any journal add up to nothing, account by account', () => {
  const journals = fc.array(leg, { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(journals, (legs) => {
      const balances = new Map<Account, number>();
      const put = (account: Account, amount: number) =>
        balances.set(account, (balances.get(account) ?? 0) + amount);
      const book = ({ transfers }: Booking) => {
        for (const { from, to, amount } of transfers) {
          put(from, -amount);
          put(to, amount);
        }
      };
      const all = legs.map(pendingOf);
      const settled = all.filter((_, i) => legs[i]!.posted);
      book(postingOf(ORDER, settled, []));
      const withdrawn = new Map<Account, number>();
      for (const [i, { to, amount }] of all.entries()) {
        if (!legs[i]!.posted || !isPersonal(to)) continue;
        const out = Math.floor((amount * legs[i]!.taken) / 100);
        withdrawn.set(to, (withdrawn.get(to) ?? 0) + out);
        put(to, -out);
      }
      const totals = [...balances].map(
        ([account, balance]): Totals => ({ account, balance: fen(balance), pendingOut: fen(0) }),
      );
      const now = all.map((each, i) =>
        legs[i]!.posted ? { ...each, posted: each.amount, resolved: true } : each,
      );
      const cuts = all.map(({ role, amount }) => ({
        role: role!,
        amount,
        party: null,
        attempt: null,
      }));
      const back = takingBack(ORDER, 'refund', cuts, now, totals);
      book(back);
      const open = all.filter((_, i) => !legs[i]!.posted);
      expect(back.voids.map(({ amount }) => amount)).toEqual(open.map(({ amount }) => amount));
      for (const account of new Set(all.map(({ to }) => to))) {
        const owed = balances.get(debtOf(account)) ?? 0;
        expect((balances.get(account) ?? 0) + owed).toBe(0 - (withdrawn.get(account) ?? 0));
        if (isPersonal(account)) expect(balances.get(account) ?? 0).toBeGreaterThanOrEqual(0);
      }
      expect(balances.get(orderOf(ORDER)) ?? 0).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});
