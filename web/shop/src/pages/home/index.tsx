/**
 * The front page: the nearest store as it is now, what it offers, and the person who serves here.
 */
import { Text, View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { useAnswer } from '../../answer.ts';
import { findHome, type Home, type Where } from '../../api/goods.ts';
import { openBasket } from '../../basket.ts';
import { enterShop } from '../../entry.ts';
import { here, standIn } from '../../here.ts';
import { look } from '../../look.ts';
import { GuideCard } from '../../parts/guide-card.tsx';
import { Page } from '../../parts/page.tsx';
import { Coming, Failed } from '../../parts/states.tsx';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { BigHome } from './big.tsx';
import { Front } from './front.tsx';
import './index.css';
import { Scenes } from './scenes.tsx';
import { SearchBox } from './search-box.tsx';
import { Shelf } from './shelf.tsx';
import { Ways } from './ways.tsx';

const BONES = [96, 44, 78, 220, 68];

export default function HomePage() {
  const named = useRef<string | undefined>(undefined);
  const where = useAsked(named.current);
  const { big } = useStore(look);
  const home = useAnswer(`home ${JSON.stringify(where)} ${language}`, () => findHome(where));
  const found = home.value;
  useEffect(() => {
    if (!found) return;
    named.current = found.outlet.id;
    standIn({ outlet: found.outlet.id });
    enterShop(found.outlet.id);
    openBasket(found.outlet.id);
  }, [found]);

  const title = found ? `${found.chainName} ${found.outlet.shortName}` : w.tabs.home;
  return (
    <Page title={title} tab="home" className="home" head={<Front home={found} />}>
      {found ? (
        big ? (
          <BigHome home={found} />
        ) : (
          <Rooms home={found} />
        )
      ) : home.trouble ? (
        <Failed trouble={home.trouble} again={home.again} />
      ) : (
        <Coming bones={BONES} onCancel={home.again} />
      )}
    </Page>
  );
}

/** Where the person stands. The outlet that the last answer named is no reason to ask again. */
function useAsked(named: string | undefined): Where {
  const where = useStore(here);
  const asked = useRef(where);
  const { lat, lng } = asked.current;
  const isNamed = where.outlet === named && where.lat === lat && where.lng === lng;
  if (!isNamed) asked.current = where;
  return asked.current;
}

function Rooms({ home }: { home: Home }) {
  return (
    <View className="stack rooms">
      <Ways home={home} />
      <SearchBox />
      <Scenes scenes={home.scenes} />
      {home.blocks.map((block, n) => (
        <Shelf key={block.title} block={block} outlet={home.outlet.id} first={n === 0} />
      ))}
      {home.guide ? <GuideCard guide={home.guide} /> : null}
      <Text className="t3 ctr legal">{w.home.legal(home.chainName)}</Text>
    </View>
  );
}
