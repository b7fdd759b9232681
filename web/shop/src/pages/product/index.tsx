/** One product: what it costs, when it can be had and from where, and who recommends it. */
import { Button, Image, Navigator, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { findProduct, type Product, type Sku } from '../../api/goods.ts';
import { keepOnly } from '../../aside.ts';
import { basket, openBasket, putIn, quantityOf } from '../../basket.ts';
import { yuan } from '../../format.ts';
import { go, to } from '../../go.ts';
import { here, useOutlet } from '../../here.ts';
import { AskGuide } from '../../parts/ask-guide.tsx';
import { Icon } from '../../parts/icon.tsx';
import { BackButton, Page } from '../../parts/page.tsx';
import { Price } from '../../parts/price.tsx';
import { ShareButton } from '../../parts/share-button.tsx';
import { Shown } from '../../parts/states.tsx';
import { Count } from '../../parts/tabs.tsx';
import { useStore } from '../../store.ts';
import { specOf, titleOf } from '../../words/goods.ts';
import { language, w } from '../../words/index.ts';
import { Akin } from './akin.tsx';
import { GuideSays, Neighbours } from './people.tsx';
import { PromiseCard } from './promise-card.tsx';
import './index.css';

export default function ProductPage() {
  const outlet = useOutlet();
  const { params } = Taro.useRouter();
  const id = params['id'] ?? '';
  const product = useAnswer(outlet && `product ${id} ${outlet} ${language}`, () =>
    findProduct(id, here.get()),
  );
  const found = product.value;
  const [chosen, choose] = useState(params['sku'] ?? '');
  const sku = found?.skus.find((one) => one.id === chosen) ?? found?.skus[0];
  useEffect(() => {
    if (outlet) openBasket(outlet);
  }, [outlet]);

  return (
    <Page
      title={found ? titleOf(found) : w.product.title}
      className="product"
      head={
        <View className="bar clear over" role="banner">
          <BackButton />
        </View>
      }
      foot={found && sku && outlet ? <Actions product={found} sku={sku} outlet={outlet} /> : null}
    >
      <Shown answer={product} bones={[330, 80, 130, 60]}>
        {(value) => (
          <>
            <Image
              className="pic hero"
              src={value.picture}
              width={390}
              height={330}
              aria-label={titleOf(value)}
            />
            <View className="lap">
              <View className="stack">
                {sku ? <Title product={value} sku={sku} /> : null}
                <PromiseCard product={value} />
                <Specs skus={value.skus} chosen={sku?.id ?? ''} onChoose={choose} />
                {value.guide ? <GuideSays product={value} guide={value.guide} /> : null}
                <Neighbours product={value} />
                <Akin product={value} />
              </View>
            </View>
          </>
        )}
      </Shown>
    </Page>
  );
}

function Title({ product, sku }: { product: Product; sku: Sku }) {
  const was = sku.lowestFen;
  return (
    <View>
      <View className="row between">
        <View className="row baseline" style={{ gap: '8px' }}>
          <Price fen={sku.priceFen} size={30} />
          {was !== null && was > sku.priceFen ? (
            <Text className="t3">
              {w.product.lowest} <Text className="was">{yuan(was)}</Text>
            </Text>
          ) : null}
        </View>
        <ShareButton target={{ kind: 'product', id: product.id }} title={titleOf(product)} />
      </View>
      <Text className="h1 name" role="heading" aria-level={1}>
        {`${titleOf(product)} ${specOf(sku)}`}
      </Text>
      {product.story && !product.guide ? <Text className="t2 block">{product.story}</Text> : null}
      {product.origin ? <Text className="t2 block">{w.product.from(product.origin)}</Text> : null}
      <Promised terms={product.terms} />
    </View>
  );
}

/** What is promised after the sale, said where she decides. */
function Promised({ terms }: Pick<Product, 'terms'>) {
  if (terms === null) return null;
  const { happy, except } = terms;
  return (
    <>
      {happy ? (
        <Text className="t2 block">
          <Text className="tag ok">{w.aftersales.ways.not_happy}</Text>{' '}
          {w.aftersales.happy(happy.days, happy.opened, happy.freight === 'store', happy.evidence)}
        </Text>
      ) : null}
      {except ? <Text className="t3 block">{w.aftersales.whyNot(except)}</Text> : null}
    </>
  );
}

interface Choice {
  skus: readonly Sku[];
  chosen: string;
  onChoose: (sku: string) => void;
}

function Specs({ skus, chosen, onChoose }: Choice) {
  if (skus.length < 2) return null;
  return (
    <View className="spec" role="group" aria-label={w.product.specs}>
      {skus.map((sku) => (
        <Button
          key={sku.id}
          className="b"
          aria-pressed={sku.id === chosen}
          onClick={() => onChoose(sku.id)}
        >
          {specOf(sku)}
          <Text className="p">{yuan(sku.priceFen)}</Text>
        </Button>
      ))}
    </View>
  );
}

function Actions({ product, sku, outlet }: { product: Product; sku: Sku; outlet: string }) {
  const { pieces } = useStore(basket);
  const [asking, ask] = useState(false);
  const soldOut = sku.sellable === 0;
  const add = () => putIn(outlet, sku.id, quantityOf(sku.id) + 1, titleOf(product));
  const buy = async () => {
    await keepOnly(outlet, sku.id, 1);
    go('checkout');
  };
  const { guide } = product;
  return (
    <>
      {guide ? (
        <Button className="ib" onClick={() => ask(true)}>
          <Icon name="message-circle" />
          <Text>{w.guide.ask(guide.name)}</Text>
        </Button>
      ) : null}
      {guide ? <AskGuide guide={guide} show={asking} onLeave={() => ask(false)} /> : null}
      <Navigator className="ib" url={to('cart')}>
        <Icon name="shopping-basket" />
        <Text>{w.tabs.cart}</Text>
        <Count pieces={pieces} />
      </Navigator>
      {soldOut ? (
        <Button className="btn grow" disabled>
          {w.product.soldOut}
        </Button>
      ) : (
        <>
          <Button className="btn soft grow tight" onClick={add}>
            {w.product.add}
          </Button>
          <Button className="btn main grow tight" onClick={buy}>
            {w.product.buy}
          </Button>
        </>
      )}
    </>
  );
}
