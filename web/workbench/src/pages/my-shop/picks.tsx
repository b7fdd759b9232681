/** What she recommends this week: a product, a sentence, the order of the list. */
import { ArrowUp, Plus, Search, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { keepPicks, type Pick } from '../../api/my-shop.ts';
import { useShareFloor } from '../../api/share.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Picture } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

const MOST = 6;

export function Picks({ kept }: { kept: readonly Pick[] }) {
  const [picks, setPicks] = useState(kept);
  const [adding, setAdding] = useState(false);
  const doing = useDoing();
  const change = (i: number, next: Pick) =>
    setPicks(picks.map((each, no) => (no === i ? next : each)));
  const up = (i: number) => {
    const next = [...picks];
    [next[i - 1], next[i]] = [next[i]!, next[i - 1]!];
    setPicks(next);
  };
  const keep = () =>
    doing.run(() => keepPicks(picks.map(({ productId, words }) => ({ productId, words }))), {
      done: 'shop.kept',
      quiet: true,
      refresh: ['my-shop'],
    });
  return (
    <section className="card" style={{ padding: '14px 16px' }}>
      <div className="row between">
        <b className="m6">{t('shop.picks')}</b>
        <span className="t3">{t('shop.picks_most', { count: MOST })}</span>
      </div>
      {picks.length === 0 && <p className="t2">{t('shop.no_picks')}</p>}
      <ul className="lines">
        {picks.map((pick, i) => (
          <li className="row m at-top" key={pick.productId}>
            <Picture product={pick.productId} name="" />
            <div className="grow field">
              <span>{pick.title}</span>
              <input
                aria-label={t('shop.pick_words', { what: pick.title })}
                placeholder={t('shop.pick_example')}
                maxLength={60}
                value={pick.words}
                onChange={(event) => change(i, { ...pick, words: event.target.value })}
              />
            </div>
            <div>
              <button
                type="button"
                className="icon-btn"
                aria-label={t('shop.drop', { what: pick.title })}
                onClick={() => setPicks(picks.filter((_, no) => no !== i))}
              >
                <X aria-hidden="true" />
              </button>
              {i > 0 && (
                <button
                  type="button"
                  className="icon-btn"
                  aria-label={t('shop.up', { what: pick.title })}
                  onClick={() => up(i)}
                >
                  <ArrowUp aria-hidden="true" />
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <div className="row m" style={{ marginTop: 12 }}>
        <Act disabled={picks.length >= MOST} onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" />
          {t('shop.add')}
        </Act>
        <Act look="main grow" waiting={doing.waiting} onClick={() => void keep()}>
          {t('shop.keep_picks')}
        </Act>
      </div>
      {adding && (
        <AddSheet
          taken={picks.map((pick) => pick.productId)}
          onClose={() => setAdding(false)}
          onAdd={(pick) => {
            setPicks([...picks, pick]);
            setAdding(false);
          }}
        />
      )}
    </section>
  );
}

function AddSheet(props: {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onAdd: (pick: Pick) => void;
}) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const floor = useShareFloor(q);
  const found = floor.data?.products.filter(({ productId }) => !props.taken.includes(productId));
  return (
    <Sheet open title={t('shop.add')} onClose={props.onClose}>
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
      <ul className="card flat menu" style={{ minHeight: 200 }}>
        {found?.slice(0, 20).map(({ productId, title, story }) => (
          <li key={productId}>
            <button
              type="button"
              onClick={() => props.onAdd({ productId, title, words: story.slice(0, 60) })}
            >
              <Picture product={productId} name="" size={40} />
              <span className="grow one">{title}</span>
              <Plus aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
