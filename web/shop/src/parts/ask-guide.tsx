/** The ways to reach a guide: her WeChat number to copy, her phone to call. */
import { Button, Image, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import type { Guide } from '../api/goods.ts';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';
import { say } from './snack.tsx';

interface Asked {
  guide: Guide;
  show: boolean;
  onLeave: () => void;
}

export function AskGuide({ guide, show, onLeave }: Asked) {
  const copy = async () => {
    await Taro.setClipboardData({ data: guide.wechat });
    onLeave();
    say(w.guide.wechatCopied);
  };
  return (
    <Sheet show={show} onLeave={onLeave} title={w.guide.ask(guide.name)}>
      <View className="col">
        <View className="row">
          <Image className="av" src={guide.portrait} width={52} height={52} />
          <View className="grow">
            <Text className="m6 block">{guide.name}</Text>
            <Text className="t2 block">{[guide.outletName, guide.title].join(' · ')}</Text>
          </View>
        </View>
        {guide.wechat ? (
          <Button className="btn main wide" onClick={copy}>
            <Icon name="message-circle" size="s" />
            {w.guide.copyWechat(guide.wechat)}
          </Button>
        ) : null}
        {guide.phone ? (
          <Button
            className="btn wide"
            onClick={() => Taro.makePhoneCall({ phoneNumber: guide.phone })}
          >
            <Icon name="phone" size="s" />
            {w.guide.call(guide.phone)}
          </Button>
        ) : null}
      </View>
    </Sheet>
  );
}
