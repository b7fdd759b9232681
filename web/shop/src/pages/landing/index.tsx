/** What a shared link opens: who sent it, what it costs, when it can be had, and one button. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { useAnswer } from '../../answer.ts';
import { type LinkPage, openLink, recordVisit } from '../../api/sharing.ts';
import { plainYuan, promised, yuan } from '../../format.ts';
import { go, goInstead, to } from '../../go.ts';
import { walkInto } from '../../here.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { Price } from '../../parts/price.tsx';
import { Blank, Coming, Failed } from '../../parts/states.tsx';
import { signedIn } from '../../session.ts';
import { language, w } from '../../words/index.ts';
import { Reward } from './reward.tsx';
import { Sender } from './sender.tsx';
import { Steps } from './steps.tsx';
import './index.css';

export default function LandingPage() {
  const { params } = Taro.useRouter();
  const code = params['code'] ?? '';
  const link = useAnswer(`link ${code} ${language}`, () => openLink(code));
  const found = link.value;
  useEffect(() => {
    recordVisit(Taro.randomId(), code).catch(() => {});
  }, [code]);
  useEffect(() => {
    if (!found) return;
    walkInto(found.outletId);
    if (found.target.kind === 'shop') goInstead('guide', { id: found.target.id });
    if (found.target.kind === 'outlet') goInstead('home');
  }, [found?.code]);

  return (
    <Page title={w.landing.title} foot={found?.product ? <Buy link={found} /> : null}>
      {found ? (
        <Body link={found} />
      ) : link.trouble?.status === 404 ? (
        <Blank
          icon="link"
          title={w.landing.gone}
          say={w.landing.goneSay}
          label={w.landing.enter}
          onAct={() => goInstead('home')}
        />
      ) : link.trouble ? (
        <Failed trouble={link.trouble} again={link.again} />
      ) : (
        <Coming bones={[160, 260, 130]} />
      )}
    </Page>
  );
}

function Body({ link }: { link: LinkPage }) {
  const { product } = link;
  const [sku] = product?.skus ?? [];
  if (!product || !sku) return <Coming bones={[160, 260, 130]} />;
  return (
    <View className="stack">
      <Sender link={link} />
      <View className="card flat">
        <Image
          className="pic shared"
          src={product.picture}
          width={358}
          height={176}
          aria-label={product.title}
        />
        <View className="under-pic">
          <View className="row between base">
            <Text className="t1" role="heading" aria-level={2}>
              {`${product.title} ${sku.spec}`}
            </Text>
            <Price fen={sku.priceFen} size={26} />
          </View>
          <View className="row wrap tags">
            {link.promotion ? (
              <Text className="tag accent">
                {w.cart.rule(plainYuan(link.promotion.fromFen), plainYuan(link.promotion.offFen))}
              </Text>
            ) : null}
            {product.origin ? <Text className="tag">{product.origin}</Text> : null}
            {product.neighbours ? (
              <Text className="tag">
                {w.product.neighbours(product.neighbours.complexName, product.neighbours.count)}
              </Text>
            ) : null}
          </View>
        </View>
      </View>
      <Steps product={product} />
      <Reward link={link} />
    </View>
  );
}

function Buy({ link }: { link: LinkPage }) {
  const [sku] = link.product?.skus ?? [];
  const ready = link.product?.preparing?.readyAt;
  const buy = async () => {
    if (sku && (await signedIn())) go('checkout', { sku: sku.id, quantity: '1' });
  };
  return (
    <>
      <Navigator className="ib" url={to('home')}>
        <Icon name="store" />
        <Text>{w.landing.enter}</Text>
      </Navigator>
      {sku && ready ? (
        <Button className="btn main grow" onClick={buy}>
          {w.landing.buy(yuan(sku.priceFen), promised(ready))}
        </Button>
      ) : (
        <Button className="btn grow" disabled>
          {w.product.soldOut}
        </Button>
      )}
    </>
  );
}
