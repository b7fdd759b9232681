/** The frame of a page: its bar with the way back, its content, and what stays at the bottom. */
import { Button, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { type ReactNode, useEffect } from 'react';
import { goBack } from '../go.ts';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { type TabName, Tabs } from './tabs.tsx';

interface Frame {
  title: string;
  /** Pages of the tab bar have no way back. */
  tab?: TabName;
  /** The one main action, and what belongs beside it. */
  foot?: ReactNode;
  /** Replaces the bar, for pages that begin with a picture. */
  head?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Page({ title, tab, foot, head, className = '', children }: Frame) {
  useEffect(() => Taro.setNavigationBarTitle({ title }), [title]);
  return (
    <View className={`page ${tab ? 'with-tabs' : ''} ${foot ? 'with-foot' : ''} ${className}`}>
      {head ?? <Bar title={title} plain={tab !== undefined} />}
      <View role="main">{children}</View>
      {foot ? (
        <View
          className={`foot ${tab ? 'above-tabs' : ''}`}
          role="region"
          aria-label={w.page.actions}
        >
          {foot}
        </View>
      ) : null}
      {tab ? <Tabs at={tab} /> : null}
    </View>
  );
}

function Bar({ title, plain }: { title: string; plain: boolean }) {
  return (
    <View className={`bar ${plain ? 'plain' : ''}`} role="banner">
      {plain ? null : <BackButton />}
      <Text className="title one" role="heading" aria-level={1}>
        {title}
      </Text>
    </View>
  );
}

export function BackButton() {
  return (
    <Button className="ib44" aria-label={w.page.back} onClick={goBack}>
      <Icon name="chevron-left" size="l" />
    </Button>
  );
}
