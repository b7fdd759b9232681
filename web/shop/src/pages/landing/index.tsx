/** What a shared link opens: who sent it, what it costs, when it can be had, and one button. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { useAnswer } from '../../answer.ts';
import { keepOnly } from '../../aside.ts';
import { findProduct, findTerms, type Product, type Terms } from '../../api/goods.ts';
import { type LinkPage, openLink } from '../../api/sharing.ts';
import { openBasket } from '../../basket.ts';
import { enterByLink } from '../../entry.ts';
import { plainYuan, promised, yuan } from '../../format.ts';
import { go, goInstead, to } from '../../go.ts';
import { here, standIn } from '../../here.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { Price } from '../../parts/price.tsx';
import { ShareButton } from '../../parts/share-button.tsx';
import { Blank, Coming, Failed } from '../../parts/states.tsx';
import { signedIn } from '../../session.ts';
import { specOf, titleOf } from '../../words/goods.ts';
import { language, w } from '../../words/index.ts';
import './index.css';
import { Reward } from './reward.tsx';
import { Sender } from './sender.tsx';
import { Steps } from './steps.tsx';

const BONES = [160, 260, 130];

export default function LandingPage() {
  const code = Taro.useRouter().params['code'] ?? '';
  const link = useAnswer(`link ${code} ${language}`, () => openLink(code));
  const found = link.value;
  const shown = found?.target.kind === 'product' ? found : null;
  const outlet = shown?.outlet.id;
  const product = useAnswer(shown && `landing ${code} ${language}`, () =>
    findProduct(shown?.target.id ?? '', { ...here.get(), outlet }),
  );
  const terms = useAnswer(outlet ? `terms ${outlet}` : null, () => findTerms(outlet ?? ''));
  useEffect(() => {
    enterByLink(code);
  }, [code]);
  useEffect(() => {
    if (!found) return;
    standIn({ outlet: found.outlet.id });
    openBasket(found.outlet.id);
    if (found.target.kind === 'shop') goInstead('guide', { id: found.target.id });
    if (found.target.kind === 'outlet') goInstead('home');
  }, [found?.code]);

  const goods = product.value;
  return (
    <Page
      title={found?.outlet.name ?? w.landing.title}
      foot={goods ? <Buy product={goods} /> : null}
    >
      {shown && goods ? (
        <Body link={shown} product={goods} terms={terms.value} />
      ) : link.trouble?.status === 404 || product.trouble?.status === 404 ? (
        <Blank
          icon="link"
          title={w.landing.gone}
          say={w.landing.goneSay}
          label={w.landing.enter}
          onAct={() => goInstead('home')}
        />
      ) : link.trouble ? (
        <Failed trouble={link.trouble} again={link.again} />
      ) : product.trouble ? (
        <Failed trouble={product.trouble} again={product.again} />
      ) : (
        <Coming bones={BONES} />
      )}
    </Page>
  );
}

interface Shared {
  link: LinkPage;
  product: Product;
  terms: Terms | null;
}

function Body({ link, product, terms }: Shared) {
  const [sku] = product.skus;
  if (!sku) return null;
  return (
    <View className="stack">
      <Sender link={link} />
      <View className="card flat">
        <Image
          className="pic shared"
          src={product.picture}
          width={358}
          height={176}
          aria-label={titleOf(product)}
        />
        <View className="under-pic">
          <View className="row between baseline">
            <Text className="t1" role="heading" aria-level={2}>
              {`${titleOf(product)} ${specOf(sku)}`}
            </Text>
            <Price fen={sku.priceFen} size={26} />
          </View>
          <View className="row between tags">
            <View className="row wrap">
              {(terms?.promotions ?? []).slice(0, 1).map(({ name, thresholdFen, offFen }) => (
                <Text key={name} className="tag accent">
                  {w.landing.promotion(plainYuan(thresholdFen), plainYuan(offFen))}
                </Text>
              ))}
              {product.origin ? <Text className="tag">{product.origin}</Text> : null}
              {product.neighbours ? (
                <Text className="tag">
                  {w.product.neighbours(product.neighbours.complexName, product.neighbours.count)}
                </Text>
              ) : null}
            </View>
            <ShareButton target={{ kind: 'product', id: product.id }} title={titleOf(product)} />
          </View>
        </View>
      </View>
      <Steps product={product} />
      <Reward link={link} terms={terms} />
    </View>
  );
}

function Buy({ product }: { product: Product }) {
  const [sku] = product.skus;
  const ready = product.preparing?.readyAt;
  const buy = async () => {
    if (!sku || !(await signedIn())) return;
    await keepOnly(product.outlet.id, sku.id, 1);
    go('checkout');
  };
  return (
    <>
      <Navigator className="ib" url={to('home')}>
        <Icon name="store" />
        <Text>{w.landing.enter}</Text>
      </Navigator>
      {sku && ready ? (
        <Button className="btn main grow tight" onClick={buy}>
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
