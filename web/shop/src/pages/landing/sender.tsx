/** The guide with her words, and the neighbour who passed it on. */
import { Button, Image, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { LinkPage } from '../../api/sharing.ts';
import { when } from '../../format.ts';
import { AskGuide } from '../../parts/ask-guide.tsx';
import { w } from '../../words/index.ts';

export function Sender({ link: { guide, sharer, words } }: { link: LinkPage }) {
  const [asking, ask] = useState(false);
  if (!guide && !sharer) return null;
  return (
    <View className="card sender">
      {guide ? (
        <>
          <View className="row" style={{ gap: '10px' }}>
            <Image className="av" src={guide.portrait} width={48} height={48} />
            <View className="grow">
              <View className="row wrap" style={{ gap: '6px' }}>
                <Text className="m6">{guide.name}</Text>
                <Text className="tag ok">{w.landing.guideOf(guide.outletName)}</Text>
              </View>
              <Text className="t3 one">{guide.title}</Text>
            </View>
            <Button className="btn sm" onClick={() => ask(true)}>
              {w.landing.addWechat}
            </Button>
          </View>
          {words ? <Text className="said">{w.guide.quote(words)}</Text> : null}
          <AskGuide guide={guide} show={asking} onLeave={() => ask(false)} />
        </>
      ) : null}
      {sharer ? (
        <View className={`row passed ${guide ? 'ruled' : ''}`}>
          <Image className="av" src={sharer.portrait} width={22} height={22} />
          <Text className="t2">
            <Text className="m5 ink">
              {sharer.name ? w.landing.neighbour(sharer.name) : w.landing.someone}
            </Text>
            {w.landing.passedOn(when(sharer.at))}
          </Text>
        </View>
      ) : null}
    </View>
  );
}
