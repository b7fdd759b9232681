/** The member's own page: her things, her rewards, and how the shop looks and speaks to her. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { agree, type Me, type Purpose } from '../../api/people.ts';
import { type PageName, to } from '../../go.ts';
import type { IconName } from '../../icons.ts';
import { changeLook, look, type Theme } from '../../look.ts';
import { Icon } from '../../parts/icon.tsx';
import { NameSheet } from '../../parts/name-sheet.tsx';
import { Page } from '../../parts/page.tsx';
import { portraitOf } from '../../parts/pictures.ts';
import { say } from '../../parts/snack.tsx';
import { Switch } from '../../parts/switch.tsx';
import { findMe, leave, me, signedIn } from '../../session.ts';
import { wordsOf } from '../../refusals.ts';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';
import './index.css';

const WAYS: readonly { page: PageName; icon: IconName }[] = [
  { page: 'orders', icon: 'receipt-text' },
  { page: 'shares', icon: 'share-2' },
  { page: 'rewards', icon: 'wallet' },
  { page: 'notices', icon: 'bell' },
  { page: 'addresses', icon: 'map-pin' },
];

export default function MePage() {
  const who = useStore(me);
  return (
    <Page title={w.tabs.me} tab="me" className="me">
      <View className="stack">
        {who ? <Who me={who} /> : <Visitor />}
        <View className="card flat" role="navigation" aria-label={w.me.mine}>
          {WAYS.map(({ page, icon }) => (
            <Navigator key={page} className="line" url={to(page)}>
              <Icon name={icon} />
              <Text className="grow">{w.me.ways[page as keyof typeof w.me.ways]}</Text>
              {page === 'notices' && who?.unread ? (
                <Text className="tag accent">{w.me.unread(who.unread)}</Text>
              ) : null}
              <Icon name="chevron-right" size="s" />
            </Navigator>
          ))}
        </View>
        <Looks />
        {who ? <Consent me={who} /> : null}
        <View className="card flat">
          <Navigator className="line" url={to('rules', { part: 'privacy' })}>
            <Icon name="shield-check" />
            <Text className="grow">{w.signIn.privacy}</Text>
            <Icon name="chevron-right" size="s" />
          </Navigator>
          {who ? (
            <Button className="line" onClick={leave}>
              <Icon name="log-out" />
              <Text className="grow">{w.me.signOut}</Text>
            </Button>
          ) : null}
        </View>
      </View>
    </Page>
  );
}

function Who({ me: { name, phoneMasked } }: { me: Me }) {
  const [naming, setNaming] = useState(false);
  return (
    <View className="card row">
      <Image className="av" src={portraitOf(name)} width={52} height={52} />
      <View className="grow">
        <Text className="t1 one">{name || w.me.noName}</Text>
        <Text className="t2 block">{phoneMasked}</Text>
      </View>
      <Button className="btn sm" onClick={() => setNaming(true)}>
        {w.me.changeName}
      </Button>
      <NameSheet show={naming} onLeave={() => setNaming(false)} />
    </View>
  );
}

function Visitor() {
  return (
    <View className="card row">
      <View className="grow">
        <Text className="t1 block">{w.me.visitor}</Text>
        <Text className="t2 block">{w.me.visitorSay}</Text>
      </View>
      <Button className="btn main" onClick={signedIn}>
        {w.signIn.enter}
      </Button>
    </View>
  );
}

const THEMES: readonly Theme[] = ['phone', 'light', 'dark'];

function Looks() {
  const { language, theme, big } = useStore(look);
  return (
    <View className="card flat looks">
      <View className="line">
        <Icon name="languages" />
        <Text className="grow">{w.me.language}</Text>
        <View className="seg" role="group" aria-label={w.me.language}>
          <Button
            className="b"
            aria-pressed={language === 'zh'}
            onClick={() => changeLook({ language: 'zh' })}
          >
            中文
          </Button>
          <Button
            className="b"
            aria-pressed={language === 'en'}
            onClick={() => changeLook({ language: 'en' })}
          >
            English
          </Button>
        </View>
      </View>
      <View className="line">
        <Icon name="sun-moon" />
        <Text className="grow">{w.me.theme}</Text>
        <View className="seg" role="group" aria-label={w.me.theme}>
          {THEMES.map((one) => (
            <Button
              key={one}
              className="b"
              aria-pressed={theme === one}
              onClick={() => changeLook({ theme: one })}
            >
              {w.me.themes[one]}
            </Button>
          ))}
        </View>
      </View>
      <Switch
        icon="a-large-small"
        label={w.me.big}
        on={big}
        onChange={(next) => changeLook({ big: next })}
      />
    </View>
  );
}

function Consent({ me: { consents } }: { me: Me }) {
  const [busy, setBusy] = useState(false);
  const agreed = (purpose: Purpose) =>
    consents.some((one) => one.purpose === purpose && one.withdrawnAt === null);
  const change = async (purpose: Purpose, yes: boolean) => {
    setBusy(true);
    try {
      await agree(purpose, yes);
      await findMe();
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <View className="card flat" aria-busy={busy}>
      <Switch
        icon="users"
        label={w.me.showsName}
        say={w.me.showsNameSay}
        on={agreed('show_name')}
        onChange={(yes) => change('show_name', yes)}
      />
      <Switch
        icon="message-circle"
        label={w.me.marketing}
        say={w.me.marketingSay}
        on={agreed('marketing')}
        onChange={(yes) => change('marketing', yes)}
      />
    </View>
  );
}
