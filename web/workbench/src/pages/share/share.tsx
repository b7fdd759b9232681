/** Find something good, press share; below, what came of what was shared. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search, Share2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useShareFloor, useShareRank, type MyShare, type ShareProduct } from '../../api/share.ts';
import { money, percent, when } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { Act, Choice, Picture, Price, Tag } from '../../parts/small.tsx';
import { Nothing, Shown } from '../../parts/states.tsx';
import { ShareSheet } from './share-sheet.tsx';

export function SharePage() {
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<'goods' | 'mine'>('goods');
  const q = useDeferredValue(typed.trim());
  const floor = useShareFloor(q);
  const { product } = useSearch({ strict: false });
  const navigate = useNavigate();
  const open = (id: string | undefined) =>
    void navigate({
      to: '/share',
      search: id === undefined ? {} : { product: id },
      replace: id === undefined,
    });
  const chosen = floor.data?.products.find((each) => each.productId === product);
  return (
    <Page title={t('share.title')} small={floor.data?.outlet.name}>
      <div className="stack">
        <Choice
          label={t('share.title')}
          value={shown}
          options={[
            { value: 'goods', label: t('share.goods') },
            { value: 'mine', label: t('share.mine') },
          ]}
          onChange={setShown}
        />
        {shown === 'mine' ? (
          <Mine onShare={open} />
        ) : (
          <>
            <label className="search">
              <Search aria-hidden="true" />
              <input
                type="search"
                aria-label={t('share.search')}
                placeholder={t('share.search')}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </label>
            <Shown query={floor} bones={[84, 84, 84, 84]}>
              {({ products }) => <Goods products={products} q={q} onShare={open} />}
            </Shown>
          </>
        )}
      </div>
      {chosen && (
        <ShareSheet product={chosen} floor={floor.data!} onClose={() => open(undefined)} />
      )}
    </Page>
  );
}

function Goods(props: {
  readonly products: readonly ShareProduct[];
  readonly q: string;
  readonly onShare: (id: string) => void;
}) {
  if (props.products.length === 0)
    return (
      <Nothing
        icon={<Search />}
        title={t('share.none_found', { q: props.q })}
        words={t('share.none_words')}
      />
    );
  return (
    <ul className="card lines" style={{ padding: '2px 14px' }}>
      {props.products.map((each) => (
        <li className="row" key={each.productId}>
          <Picture product={each.productId} name={each.title} size={60} />
          <div className="grow">
            <div className="m5 two">{each.title}</div>
            <div className="t3 one">{each.story || each.spec}</div>
            <div className="row s">
              <Price fen={each.priceFen} look="sm" />
              <span className="t3">
                {t('share.earn_short', { rate: percent(each.rateBps), sum: money(each.earnFen) })}
              </span>
            </div>
            {each.sellable === 0 && <Tag look="space">{t('share.not_here')}</Tag>}
          </div>
          <Act
            look="sm soft"
            aria-label={t('share.this', { what: each.title })}
            onClick={() => props.onShare(each.productId)}
          >
            <Share2 aria-hidden="true" />
            {t('share.do')}
          </Act>
        </li>
      ))}
    </ul>
  );
}

function Mine({ onShare }: { onShare: (id: string) => void }) {
  const rank = useShareRank();
  return (
    <Shown query={rank} bones={[88, 88, 88]}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing
            icon={<Share2 />}
            title={t('share.none_yet')}
            words={t('share.none_yet_words')}
          />
        ) : (
          <ol className="card lines" style={{ padding: '2px 14px' }}>
            {items.map((share, i) => (
              <Shared key={share.code} share={share} no={i + 1} onShare={onShare} />
            ))}
          </ol>
        )
      }
    </Shown>
  );
}

function Shared(props: { share: MyShare; no: number; onShare: (id: string) => void }) {
  const { share, no } = props;
  return (
    <li className="row">
      <b className="num ic2" style={{ width: 20 }}>
        {no}
      </b>
      <div className="grow">
        <div className="m5 one">{share.title}</div>
        <div className="t3 one">
          {[share.group ?? t('share.one_to_one'), when(share.madeAt)].join(' · ')}
        </div>
        <div className="t2">
          {t('share.came', {
            visits: share.visits,
            passedOn: share.passedOn,
            orders: share.orders,
          })}
        </div>
      </div>
      <div className="end">
        <b className="num m6">{money(share.salesFen)}</b>
        <div>
          <Act look="text sm" onClick={() => props.onShare(share.productId)}>
            {t('share.again')}
          </Act>
        </div>
      </div>
    </li>
  );
}
