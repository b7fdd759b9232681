/** The rules in full: how sharing is rewarded, what we keep and why. */
import { Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { Page } from '../../parts/page.tsx';
import { w } from '../../words/index.ts';

export default function RulesPage() {
  const { params } = Taro.useRouter();
  const part = params['part'] === 'privacy' ? w.rules.privacy : w.rules.rewards;
  return (
    <Page title={part.title}>
      <View className="stack">
        <View className="card col">
          {part.lines.map((line) => (
            <Text key={line} className="block">
              {line}
            </Text>
          ))}
        </View>
      </View>
    </Page>
  );
}
