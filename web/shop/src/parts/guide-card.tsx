/** The person who serves here: face, name, a sentence, and the way to ask. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Guide } from '../api/goods.ts';
import { to } from '../go.ts';
import { w } from '../words/index.ts';
import { AskGuide } from './ask-guide.tsx';

export function GuideCard({ guide }: { guide: Guide }) {
  const [asking, ask] = useState(false);
  return (
    <View className="card row guide-card">
      <Navigator url={to('guide', { id: guide.id })} className="row grow" aria-label={guide.name}>
        <Image className="av" src={guide.portrait} width={44} height={44} />
        <View className="grow">
          <View className="row baseline" style={{ gap: '6px' }}>
            <Text className="m6 nw">{guide.name}</Text>
            <Text className="t3 one">{w.guide.yours(guide.title)}</Text>
          </View>
          {guide.words ? <Text className="t2 one">{w.guide.quote(guide.words)}</Text> : null}
        </View>
      </Navigator>
      <Button className="btn sm soft" onClick={() => ask(true)}>
        {w.guide.ask(guide.name)}
      </Button>
      <AskGuide guide={guide} show={asking} onLeave={() => ask(false)} />
    </View>
  );
}
