/**
 * What surrounds every page: the look, the strip when the network is gone, the word at the bottom.
 */
import { Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { type ReactNode, useEffect } from 'react';
import { line, Trouble } from './api/http.ts';
import { clockOf } from './format.ts';
import { firstLook, look } from './look.ts';
import { Icon } from './parts/icon.tsx';
import { SignInDoor } from './parts/sign-in-door.tsx';
import { say, Snack } from './parts/snack.tsx';
import { wordsOf } from './refusals.ts';
import { arrive, findMe } from './session.ts';
import { useStore } from './store.ts';
import { w } from './words/index.ts';

/** Before the first page: its words and its colours. */
export async function start(asked: Readonly<Record<string, string>>): Promise<void> {
  Taro.onNetworkStatusChange(({ isConnected }) => line.set({ ...line.get(), up: isConnected }));
  await firstLook(asked);
}

export function App({ children }: { children: ReactNode }) {
  const { language } = useStore(look);
  useEffect(() => {
    arrive().catch(async (error: unknown) => {
      if (error instanceof Trouble) say(await wordsOf(error));
      await findMe();
    });
  }, []);
  return (
    <View key={language}>
      <OfflineStrip />
      {children}
      <SignInDoor />
      <Snack />
    </View>
  );
}

function OfflineStrip() {
  const { up, at } = useStore(line);
  if (up) return null;
  return (
    <View className="strip" role="status">
      <Icon name="wifi-off" size="s" />
      <Text>{at ? w.page.offline(clockOf(new Date(at).toISOString())) : w.trouble.offline}</Text>
    </View>
  );
}
