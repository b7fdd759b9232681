/** What the shop told me, newest first. Opening the page is reading it. */
import { Button, Navigator, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { findNotices, type Notice, type Notices, readNotices } from '../../api/notices.ts';
import { when } from '../../format.ts';
import { to } from '../../go.ts';
import type { IconName } from '../../icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../parts/snack.tsx';
import { Blank, Coming, Shown } from '../../parts/states.tsx';
import { wordsOf } from '../../refusals.ts';
import { findMe, me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import './index.css';

const ICONS: Readonly<Record<string, IconName>> = {
  'orders.ready': 'package-check',
  'orders.received': 'check',
  'orders.rerouted': 'store',
  'orders.parked': 'clock',
  'orders.uncollected': 'clock',
  'orders.cancelled': 'x',
  'orders.refunded': 'wallet',
  'orders.paid': 'receipt-text',
};

export default function NoticesPage() {
  const who = useStore(me);
  const notices = useAnswer(who ? `notices ${who.id} ${language}` : null, () => findNotices());
  const [busy, setBusy] = useState(false);
  const unread = who?.unread ?? 0;
  const shown = notices.value !== null;
  useEffect(() => {
    // What this visit shows as new stays marked until the next; only the count goes.
    if (shown && unread > 0) readNotices().then(findMe, () => {});
  }, [shown, unread]);
  const more = async ({ items, next }: Notices) => {
    setBusy(true);
    try {
      const page = await findNotices(next ?? undefined);
      notices.put({ ...page, items: [...items, ...page.items] });
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
  };
  if (!who)
    return (
      <Page title={w.notices.title}>
        {who === null ? (
          <Blank
            icon="bell"
            title={w.notices.signIn}
            say={w.notices.noneSay}
            label={w.signIn.enter}
            onAct={signedIn}
          />
        ) : (
          <Coming bones={[64, 64, 64]} />
        )}
      </Page>
    );
  return (
    <Page title={w.notices.title} className="notices">
      <Shown answer={notices} bones={[64, 64, 64]}>
        {(page) =>
          page.items.length === 0 ? (
            <Blank icon="bell" title={w.notices.none} say={w.notices.noneSay} />
          ) : (
            <View className="stack">
              <View className="card flat" role="list">
                {page.items.map((notice) => (
                  <View key={notice.id} role="listitem">
                    <Line notice={notice} />
                  </View>
                ))}
              </View>
              {page.next ? (
                <Button className="btn wide" disabled={busy} onClick={() => more(page)}>
                  {w.notices.more}
                </Button>
              ) : null}
            </View>
          )
        }
      </Shown>
    </Page>
  );
}

function Line({ notice }: { notice: Notice }) {
  const { kind, facts, at, readAt, about } = notice;
  const inside = (
    <>
      <Icon name={ICONS[kind] ?? 'bell'} />
      <View className="grow">
        <Text className="what block">
          {w.notices.kinds[kind] ?? w.notices.other}
          {readAt === null ? (
            <Text className="new" role="img" aria-label={w.notices.unread} />
          ) : null}
        </Text>
        {about ? <Text className="t2 one">{w.notices.about(about.title, about.lines)}</Text> : null}
        <Text className="t3 block">{when(at)}</Text>
      </View>
    </>
  );
  if (facts.order === undefined) return <View className="line tall">{inside}</View>;
  return (
    <Navigator className="line tall" url={to('order', { id: String(facts.order) })}>
      {inside}
      <Icon name="chevron-right" size="s" />
    </Navigator>
  );
}
