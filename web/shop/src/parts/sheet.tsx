/** A sheet from below with its title and its way out. */
import { Button, PageContainer, Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';

interface Wish {
  show: boolean;
  title: string;
  onLeave: () => void;
  children: ReactNode;
}

export function Sheet({ show, title, onLeave, children }: Wish) {
  return (
    <PageContainer show={show} onLeave={onLeave} aria-label={title}>
      <View className="sheet-h">
        <Text className="t1" role="heading" aria-level={2}>
          {title}
        </Text>
        <Button className="ib44" aria-label={w.page.close} onClick={onLeave}>
          <Icon name="x" />
        </Button>
      </View>
      {show ? children : null}
    </PageContainer>
  );
}
