/** The guide with her words, and the neighbour who passed it on. */
import { Image, Navigator, Text, View } from '@tarojs/components';
import type { LinkPage } from '../../api/sharing.ts';
import { when } from '../../format.ts';
import { to } from '../../go.ts';
import { portraitOf } from '../../parts/pictures.ts';
import { w } from '../../words/index.ts';

export function Sender({ link }: { link: LinkPage }) {
  const { guide, sharer, outlet, words, madeAt } = link;
  const passed = sharer.kind === 'member';
  if (!guide && !passed) return null;
  return (
    <View className="card sender">
      {guide ? (
        <>
          <View className="row" style={{ gap: '10px' }}>
            <Image className="av" src={portraitOf(guide.name)} width={48} height={48} />
            <View className="grow">
              <View className="row wrap" style={{ gap: '6px' }}>
                <Text className="m6">{guide.name}</Text>
                <Text className="tag ok">{w.landing.guideOf(outlet.name)}</Text>
              </View>
              <Text className="t3 one">{guide.motto || guide.title}</Text>
            </View>
            <Navigator className="btn sm" url={to('guide', { id: guide.id })}>
              {w.landing.visit}
            </Navigator>
          </View>
          {words && !passed ? <Text className="said">{w.guide.quote(words)}</Text> : null}
        </>
      ) : null}
      {passed ? (
        <View className={`row passed ${guide ? 'ruled' : ''}`}>
          <Image className="av" src={portraitOf(sharer.name ?? '')} width={22} height={22} />
          <Text className="t2">
            <Text className="m5 ink">
              {sharer.name ? w.landing.neighbour(sharer.name) : w.landing.someone}
            </Text>
            {w.landing.passedOn(when(madeAt))}
          </Text>
        </View>
      ) : null}
      {words && passed ? <Text className="said">{w.guide.quote(words)}</Text> : null}
    </View>
  );
}
