/** My rewards, to the fen: what can be taken out, what still waits, and why each of them is. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { findRewards, type Reward, type Rewards } from '../../api/money.ts';
import { dayName, when, yuan } from '../../format.ts';
import { go } from '../../go.ts';
import { Page } from '../../parts/page.tsx';
import { Price } from '../../parts/price.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { Blank, Coming, Shown } from '../../parts/states.tsx';
import { wordsOf } from '../../refusals.ts';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import './index.css';
import { Withdrawal } from './withdrawal.tsx';

export default function RewardsPage() {
  const who = useStore(me);
  const rewards = useAnswer(who ? `rewards ${who.id} ${language}` : null, () => findRewards());
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const more = async ({ items, next }: Rewards) => {
    setBusy(true);
    try {
      const page = await findRewards(next ?? undefined);
      rewards.put({ ...page, items: [...items, ...page.items] });
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
  };
  if (!who)
    return (
      <Page title={w.rewards.title}>
        {who === null ? (
          <Blank
            icon="wallet"
            title={w.rewards.signIn}
            say={w.rewards.noneSay}
            label={w.signIn.enter}
            onAct={signedIn}
          />
        ) : (
          <Coming bones={[84, 64, 64]} />
        )}
      </Page>
    );
  const available = rewards.value?.availableFen ?? 0;
  const foot =
    available > 0 ? (
      <Button className="btn main wide" onClick={() => ask(true)}>
        {w.rewards.withdrawAll(yuan(available))}
      </Button>
    ) : null;
  const asked = () => {
    ask(false);
    say(w.rewards.asked);
    rewards.again();
  };
  return (
    <Page title={w.rewards.title} foot={foot}>
      <Shown answer={rewards} bones={[84, 64, 64]}>
        {(value) => (
          <View className="stack">
            <Sums rewards={value} />
            {value.items.length === 0 ? (
              <Blank
                icon="gift"
                title={w.rewards.none}
                say={w.rewards.noneSay}
                label={w.shares.pick}
                onAct={() => go('browse')}
              />
            ) : (
              <>
                <View className="card" role="list">
                  {value.items.map((reward) => (
                    <Line key={reward.id} reward={reward} />
                  ))}
                </View>
                {value.next ? (
                  <Button className="btn wide" loading={busy} onClick={() => more(value)}>
                    {w.page.more}
                  </Button>
                ) : null}
              </>
            )}
            <Taken withdrawals={value.withdrawals} />
            <Text className="t3">{w.shares.law}</Text>
          </View>
        )}
      </Shown>
      <Sheet show={asking} onLeave={() => ask(false)} title={w.rewards.withdraw}>
        <Withdrawal available={available} onAsked={asked} />
      </Sheet>
    </Page>
  );
}

function Sums({ rewards }: { rewards: Rewards }) {
  const { availableFen, pendingFen, underReviewFen, withdrawingFen, paidOutFen, debtFen } = rewards;
  const total = availableFen + pendingFen + underReviewFen + withdrawingFen + paidOutFen;
  return (
    <>
      <View className="card flat money">
        <View className="sum">
          <Text className="t3 block">{w.rewards.available}</Text>
          <Price fen={availableFen} size={24} />
        </View>
        <View className="sum">
          <Text className="t3 block">{w.rewards.pending}</Text>
          <Price fen={pendingFen} size={24} dark />
        </View>
        <View className="sum">
          <Text className="t3 block">{w.rewards.total}</Text>
          <Price fen={total} size={24} dark />
        </View>
      </View>
      {underReviewFen > 0 ? (
        <Text className="t2 block">{w.rewards.review(yuan(underReviewFen))}</Text>
      ) : null}
      {debtFen > 0 ? <Text className="t2 block">{w.rewards.debt(yuan(debtFen))}</Text> : null}
    </>
  );
}

/** What was taken out, and whether it has arrived. */
function Taken({ withdrawals }: Pick<Rewards, 'withdrawals'>) {
  if (withdrawals.length === 0) return null;
  const states: Readonly<Record<string, string>> = w.rewards.takenStates;
  return (
    <View className="card" role="list" aria-label={w.rewards.taken}>
      <Text className="m6 block">{w.rewards.taken}</Text>
      {withdrawals.map(({ id, amountFen, state, reason, askedAt }) => (
        <View key={id} className="led" role="listitem">
          <Text className="m5">{[when(askedAt), reason].filter(Boolean).join(' · ')}</Text>
          <Text className="amount">{yuan(amountFen)}</Text>
          <Text className="t3">{states[state] ?? state}</Text>
        </View>
      ))}
    </View>
  );
}

const plusOf = (fen: number): string => yuan(fen).replace('¥', '');

const TONE: Readonly<Record<string, string>> = {
  pending: 'warn',
  available: 'ok',
  under_review: 'info',
};

function Line({ reward }: { reward: Reward }) {
  const { buyer, role, titles, netFen, cutFen, amountFen, state, availableAt, at } = reward;
  const roles: Readonly<Record<string, string>> = w.rewards.roles;
  const states: Readonly<Record<string, string>> = w.rewards.states;
  const until = availableAt ? w.rewards.availableOn(dayName(availableAt)) : w.rewards.afterPickup;
  return (
    <View className="led" role="listitem">
      <Text className="m5">{role === 'invitee' ? roles[role] : w.rewards.of(buyer)}</Text>
      <Text className={`amount ${netFen > 0 ? 'ac' : ''}`}>{`+${plusOf(netFen)}`}</Text>
      <Text className="t3">
        {[titles, state === 'pending' ? until : when(at)].filter(Boolean).join(' · ')}
      </Text>
      <Text className={`tag ${TONE[state] ?? ''}`}>{states[state] ?? state}</Text>
      {cutFen > 0 ? (
        <Text className="t3 cut">{w.rewards.cut(yuan(amountFen), yuan(cutFen))}</Text>
      ) : null}
    </View>
  );
}
