/** The member's own page: her things, her rewards, and how the shop looks and speaks to her. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Me } from '../../api/people.ts';
import { type PageName, to } from '../../go.ts';
import type { IconName } from '../../icons.ts';
import { changeLook, look, type Theme } from '../../look.ts';
import { Icon } from '../../parts/icon.tsx';
import { NameSheet } from '../../parts/name-sheet.tsx';
import { Page } from '../../parts/page.tsx';
import { portraitOf } from '../../parts/pictures.ts';
import { Switch } from '../../parts/switch.tsx';
import { leave, me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { w } from '../../words/index.ts';
import './index.css';

const WAYS: readonly { page: PageName; icon: IconName }[] = [
  { page: 'orders', icon: 'receipt-text' },
  { page: 'shares', icon: 'share-2' },
  { page: 'wallet', icon: 'wallet' },
  { page: 'rewards', icon: 'gift' },
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
        <View className="card flat">
          <Navigator className="line" url={to('privacy')}>
            <Icon name="lock" />
            <View className="grow">
              <Text className="block">{w.privacy.title}</Text>
              <Text className="t3 block">{w.me.privacySay}</Text>
            </View>
            <Icon name="chevron-right" size="s" />
          </Navigator>
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
