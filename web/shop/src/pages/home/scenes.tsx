/** The goods by moment of life: tomorrow's breakfast, dinner after work. */
import { Image, Navigator, Text, View } from '@tarojs/components';
import type { Scene } from '../../api/goods.ts';
import { to } from '../../go.ts';
import { nameOf } from '../../words/goods.ts';
import { w } from '../../words/index.ts';

export function Scenes({ scenes }: { scenes: readonly Scene[] }) {
  if (scenes.length === 0) return null;
  return (
    <View className="scenes" role="navigation" aria-label={w.home.scenes}>
      {scenes.slice(0, 5).map((scene) => (
        <Navigator key={scene.id} className="scene" url={to('browse', { scene: scene.id })}>
          <Image className="pic" src={scene.picture} width={54} height={54} />
          <Text className="one">{nameOf(scene)}</Text>
        </Navigator>
      ))}
    </View>
  );
}
