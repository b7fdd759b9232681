/** Her shop with a face: own words, and up to six things she stands behind. */
import { useState } from 'react';
import { keepWords, useMyShop, type MyShop } from '../../api/my-shop.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Act } from '../../parts/small.tsx';
import { RefusedNote, Shown } from '../../parts/states.tsx';
import { Picks } from './picks.tsx';

export function MyShopPage() {
  const shop = useMyShop();
  return (
    <Page back title={t('shop.title')}>
      <Shown query={shop} bones={[320, 240]}>
        {(data) => (
          <div className="stack">
            <Words shop={data} />
            <Picks kept={data.picks} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

const FIELDS = [
  { name: 'motto', most: 30 },
  { name: 'story', most: 300 },
  { name: 'wechat', most: 40 },
] as const;

function Words({ shop }: { shop: MyShop }) {
  const [words, setWords] = useState({ motto: shop.motto, story: shop.story, wechat: shop.wechat });
  const doing = useDoing();
  return (
    <section className="card stack" style={{ padding: 16 }}>
      {FIELDS.map(({ name, most }) => {
        const field = {
          value: words[name],
          maxLength: most,
          onChange: (event: { target: { value: string } }) =>
            setWords({ ...words, [name]: event.target.value }),
        };
        return (
          <label className="field" key={name}>
            <span>{t(`shop.${name}`)}</span>
            {name === 'story' ? <textarea rows={4} {...field} /> : <input {...field} />}
            <em>{t(`shop.${name}_words`)}</em>
          </label>
        );
      })}
      {doing.error !== null && <RefusedNote error={doing.error} />}
      <Act
        look="main block"
        waiting={doing.waiting}
        onClick={() =>
          void doing.run(() => keepWords(words), {
            done: 'shop.kept',
            quiet: true,
            refresh: ['my-shop'],
          })
        }
      >
        {t('shop.keep')}
      </Act>
    </section>
  );
}
