/** My wallet: balance, points, what ends when, and every movement of both. */
import { Button, Navigator, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { findBook, findWallet, type Movement, type Wallet } from '../../api/wallet.ts';
import { dayName, when, yuan } from '../../format.ts';
import { to } from '../../go.ts';
import { Page } from '../../parts/page.tsx';
import { Price } from '../../parts/price.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { Blank, Coming, Shown } from '../../parts/states.tsx';
import { wordsOf } from '../../refusals.ts';
import { me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { CashBack } from './cash-back.tsx';
import './index.css';
import { TopUp } from './top-up.tsx';
import { words } from './words.ts';

export default function WalletPage() {
  const t = words();
  const who = useStore(me);
  const wallet = useAnswer(who ? `wallet ${who.id} ${language}` : null, findWallet);
  const [open, show] = useState<'topUp' | 'cash' | null>(null);
  if (!who)
    return (
      <Page title={t.title}>
        {who === null ? (
          <Blank
            icon="wallet"
            title={t.signIn}
            say={t.signInSay}
            label={w.signIn.enter}
            onAct={signedIn}
          />
        ) : (
          <Coming bones={[84, 64, 64]} />
        )}
      </Page>
    );
  const foot = wallet.value?.storedOn ? (
    <Button className="btn main wide" onClick={() => show('topUp')}>
      {t.topUp}
    </Button>
  ) : null;
  return (
    <Page title={t.title} foot={foot}>
      <Shown answer={wallet} bones={[84, 64, 64]}>
        {(value) => (
          <View className="stack">
            <Sums wallet={value} />
            <Notes wallet={value} />
            {value.has.principal > 0 ? (
              <Button className="btn wide" onClick={() => show('cash')}>
                {t.cash}
              </Button>
            ) : null}
            <Asks asks={value.cashAsks} />
            <Book />
          </View>
        )}
      </Shown>
      {wallet.value ? (
        <>
          <Sheet show={open === 'topUp'} onLeave={() => show(null)} title={t.topUp}>
            <TopUp wallet={wallet.value} />
          </Sheet>
          <Sheet show={open === 'cash'} onLeave={() => show(null)} title={t.cash}>
            <CashBack
              principal={wallet.value.has.principal}
              done={() => {
                show(null);
                say(t.cashSent);
                wallet.again();
              }}
            />
          </Sheet>
        </>
      ) : null}
    </Page>
  );
}

function Sums({ wallet: { has, storedOn, pointsOn, pointsPerYuan } }: { wallet: Wallet }) {
  const t = words();
  const whole = has.principal + has.bonus;
  const nothing = !storedOn && !pointsOn && whole === 0 && has.points === 0;
  if (nothing) return <Blank icon="wallet" title={t.switchedOff} say={t.switchedOffSay} />;
  return (
    <View className="card flat wallet-sums">
      <View className="sum">
        <Text className="t3 block">{t.balance}</Text>
        <Price fen={whole} size={24} />
        {has.bonus > 0 ? <Text className="t3 block">{t.ofBonus(yuan(has.bonus))}</Text> : null}
      </View>
      <View className="sum">
        <Text className="t3 block">{t.points}</Text>
        <Text className="points-figure">{has.points}</Text>
        {has.points > 0 ? (
          <Text className="t3 block">
            {t.worth(yuan(Math.floor((has.points * 100) / pointsPerYuan)))}
          </Text>
        ) : null}
      </View>
    </View>
  );
}

function Notes({ wallet: { pendingPoints, owedPoints, ending } }: { wallet: Wallet }) {
  const t = words();
  const soon = ending.filter(({ expiresAt }) => expiresAt !== null).slice(0, 3);
  if (pendingPoints === 0 && owedPoints === 0 && soon.length === 0) return null;
  return (
    <View className="card">
      {pendingPoints > 0 ? <Text className="t2 block">{t.pending(pendingPoints)}</Text> : null}
      {owedPoints > 0 ? <Text className="t2 block">{t.owed(owedPoints)}</Text> : null}
      {soon.map(({ kind, amount, expiresAt }) => (
        <Text key={`${kind} ${expiresAt}`} className="t2 block">
          {t.ending(
            kind === 'points' ? t.endPoints(amount) : t.endBonus(yuan(amount)),
            dayName(expiresAt!),
          )}
        </Text>
      ))}
    </View>
  );
}

function Asks({ asks }: { asks: Wallet['cashAsks'] }) {
  const t = words();
  if (asks.length === 0) return null;
  return (
    <View className="card" role="list" aria-label={t.cash}>
      {asks.map(({ id, amountFen, state, answer, madeAt }) => (
        <View key={id} className="led" role="listitem">
          <Text className="m5">{t.cash}</Text>
          <Text className="amount">{yuan(amountFen)}</Text>
          <Text className="t3">{[when(madeAt), answer].filter(Boolean).join(' · ')}</Text>
          <Text className="tag">{t.cashStates[state] ?? state}</Text>
        </View>
      ))}
    </View>
  );
}

function Book() {
  const t = words();
  const [what, choose] = useState<'balance' | 'points'>('balance');
  const book = useAnswer(`wallet book ${what} ${language}`, () => findBook(what));
  const [busy, setBusy] = useState(false);
  const more = async (items: Movement[], next: string) => {
    setBusy(true);
    try {
      const page = await findBook(what, next);
      book.put({ ...page, items: [...items, ...page.items] });
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <View className="col">
      <View className="seg" role="group" aria-label={t.book}>
        {(['balance', 'points'] as const).map((each) => (
          <Button
            key={each}
            className="b"
            aria-pressed={what === each}
            onClick={() => choose(each)}
          >
            {t[each]}
          </Button>
        ))}
      </View>
      <Shown answer={book} bones={[64, 64]}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Text className="t3 block">{t.none}</Text>
          ) : (
            <>
              <View className="card" role="list">
                {items.map((each) => (
                  <Line key={each.id} movement={each} what={what} />
                ))}
              </View>
              {next ? (
                <Button className="btn wide" loading={busy} onClick={() => more(items, next)}>
                  {t.more}
                </Button>
              ) : null}
            </>
          )
        }
      </Shown>
    </View>
  );
}

function Line({ movement, what }: { movement: Movement; what: 'balance' | 'points' }) {
  const t = words();
  const { type, amount, at, isBonus, orderId, orderNumber } = movement;
  const size = what === 'points' ? String(Math.abs(amount)) : yuan(Math.abs(amount));
  const name = t.types[type] ?? type;
  return (
    <View className="led" role="listitem">
      <Text className="m5">
        {isBonus && type !== 'bonus' ? `${name} · ${t.types.bonus}` : name}
      </Text>
      <Text
        className={`amount ${amount > 0 ? 'ac' : ''}`}
      >{`${amount > 0 ? '+' : '−'}${size}`}</Text>
      <Text className="t3">{when(at)}</Text>
      {orderId ? (
        <Navigator className="t3 order-link" url={to('order', { id: orderId })}>
          {t.order(orderNumber)}
        </Navigator>
      ) : null}
    </View>
  );
}
