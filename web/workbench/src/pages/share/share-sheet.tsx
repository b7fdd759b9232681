/** The sheet: a poster with her own link, words to go with it, where to send it. */
import { useMutation } from '@tanstack/react-query';
import { Copy, Image, Link2, MessageCircle, Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { makeLink, posterOf, type ShareFloor, type ShareProduct } from '../../api/share.ts';
import { clock, day, money, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { copy } from '../../parts/act.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Act, Choice } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

const ALONE = 'alone';
const VERSIONS = 3;

export function ShareSheet(props: {
  readonly product: ShareProduct;
  readonly floor: ShareFloor;
  readonly onClose: () => void;
}) {
  const { product, floor } = props;
  const [target, setTarget] = useState(floor.groups[0]?.id ?? ALONE);
  const [version, setVersion] = useState(0);
  const [own, setOwn] = useState<string | null>(null);
  const link = useMutation({
    mutationFn: (group: string) => makeLink(product.productId, group === ALONE ? null : group),
  });
  const { mutate } = link;
  useEffect(() => mutate(target), [mutate, target]);
  const words = own ?? captionOf(product, floor, version);
  const url = link.data ? new URL(link.data.url, location.origin).href : null;
  return (
    <Sheet open title={t('share.sheet')} onClose={props.onClose}>
      {link.error ? (
        <RefusedNote error={link.error} />
      ) : (
        <Poster code={link.data?.code} product={product} />
      )}
      <Caption
        words={words}
        edited={own !== null}
        onEdit={setOwn}
        onNext={() => {
          setOwn(null);
          setVersion((version + 1) % VERSIONS);
        }}
        onCopy={() => void copy(url === null ? words : `${words}\n${url}`)}
      />
      <Choice
        label={t('share.where')}
        look="chips"
        value={target}
        options={[
          ...floor.groups.map(({ id, name, headcount }) => ({
            value: id,
            label: headcount > 0 ? `${name} ${headcount}` : name,
          })),
          { value: ALONE, label: t('share.one_to_one') },
        ]}
        onChange={setTarget}
      />
      <Ways url={url} words={words} code={link.data?.code} toGroup={target !== ALONE} />
      <p className="t3 ctr">
        {t('share.earn', { rate: percent(product.rateBps), sum: money(product.earnFen) })}
      </p>
    </Sheet>
  );
}

/** Three ready texts; none promises what the shop does not: price, when it opens, whom to ask. */
function captionOf(product: ShareProduct, floor: ShareFloor, version: number): string {
  const opens = floor.outlet.opensAt;
  const facts = {
    what: product.title,
    price: money(product.priceFen),
    story: product.story.replace(/[。.！!]+$/, ''),
    outlet: floor.outlet.name,
    at: opens === null ? '' : `${day(opens)} ${clock(opens)}`,
  };
  const first = product.story ? 'share.words_story' : 'share.words_1';
  const key = ([first, 'share.words_2', 'share.words_3'] as const)[version]!;
  const night = opens !== null ? t('share.words_night', facts) : '';
  return `${t(key, facts)}${night}`;
}

function Poster({ code, product }: { code: string | undefined; product: ShareProduct }) {
  const [drawn, setDrawn] = useState<string | null>(null);
  return (
    <div className="poster" aria-busy={drawn !== code}>
      {code && (
        <img
          src={posterOf(code)}
          alt={t('share.poster', { what: product.title })}
          onLoad={() => setDrawn(code)}
          style={{ display: drawn === code ? 'block' : 'none' }}
        />
      )}
      {drawn !== code && <div className="bone" style={{ height: 300 }} />}
      {code === undefined && <div className="bone" style={{ height: 300 }} />}
    </div>
  );
}

function Caption(props: {
  readonly words: string;
  readonly edited: boolean;
  readonly onEdit: (words: string) => void;
  readonly onNext: () => void;
  readonly onCopy: () => void;
}) {
  const [editing, setEditing] = useState(false);
  return (
    <section className="card tight">
      <div className="row between">
        <b className="m6">{t('share.words')}</b>
        <span className="t3">{t(props.edited ? 'share.own_words' : 'share.ready_words')}</span>
      </div>
      {editing ? (
        <div className="field" style={{ marginTop: 6 }}>
          <textarea
            aria-label={t('share.words')}
            rows={4}
            maxLength={300}
            value={props.words}
            onChange={(event) => props.onEdit(event.target.value)}
          />
        </div>
      ) : (
        <p style={{ marginTop: 6, fontSize: 14, lineHeight: 1.55 }}>{props.words}</p>
      )}
      <div className="row" style={{ gap: 8, marginTop: 10 }}>
        <Act
          look="sm grow"
          onClick={() => {
            setEditing(false);
            props.onNext();
          }}
        >
          {t('share.another')}
        </Act>
        <Act look="sm grow" onClick={() => setEditing(!editing)}>
          {t(editing ? 'share.edited' : 'share.edit')}
        </Act>
        <Act look="sm soft grow" onClick={props.onCopy}>
          <Copy aria-hidden="true" />
          {t('act.copy')}
        </Act>
      </div>
    </section>
  );
}

function Ways(props: {
  readonly url: string | null;
  readonly words: string;
  readonly code: string | undefined;
  readonly toGroup: boolean;
}) {
  const { url, words, code } = props;
  const send = async () => {
    if (url === null) return;
    if (typeof navigator.share === 'function')
      await navigator.share({ text: words, url }).catch(() => {});
    else await copy(`${words}\n${url}`);
  };
  const save = () => {
    if (code === undefined) return;
    const anchor = document.createElement('a');
    anchor.href = posterOf(code);
    anchor.download = `poster-${code}.png`;
    anchor.click();
  };
  const off = url === null;
  return (
    <div className="ways">
      <button type="button" className="first" disabled={off} onClick={() => void send()}>
        <i>{props.toGroup ? <Send aria-hidden="true" /> : <MessageCircle aria-hidden="true" />}</i>
        {t(props.toGroup ? 'share.to_group' : 'share.to_one')}
      </button>
      <button type="button" disabled={off} onClick={save}>
        <i>
          <Image aria-hidden="true" />
        </i>
        {t('share.save')}
      </button>
      <button type="button" disabled={off} onClick={() => void copy(url!)}>
        <i>
          <Link2 aria-hidden="true" />
        </i>
        {t('share.link')}
      </button>
      <button type="button" disabled={off} onClick={() => void copy(`${words}\n${url}`)}>
        <i>
          <Copy aria-hidden="true" />
        </i>
        {t('share.moments')}
      </button>
    </div>
  );
}
