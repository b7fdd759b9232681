/** Asking for something back: which lines, how, why; what a way means, and why one is not open. */
import { Button, Text, Textarea, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { forgetAnswers, useAnswer } from '../../answer.ts';
import { askAfterSales, findOffers, type Kind, type LineOffer } from '../../api/cases.ts';
import { Trouble } from '../../api/http.ts';
import { findOrder, type Order } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { goBack } from '../../go.ts';
import { Page } from '../../parts/page.tsx';
import { say } from '../../parts/snack.tsx';
import { Refused, Shown } from '../../parts/states.tsx';
import { Switch } from '../../parts/switch.tsx';
import { me } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { BackLine } from './back-line.tsx';
import { backOf, type Pieces } from './back-of.ts';
import { Photos } from './photos.tsx';
import { Swaps, Ways } from './ways.tsx';
import './index.css';

type Reason = keyof typeof w.aftersales.reasons;
const REASONS: readonly Reason[] = [
  'damaged',
  'wrong',
  'missing',
  'not_as_described',
  'changed_mind',
];
/** These are what they are: nobody asks why. */
const PLAIN: readonly Kind[] = ['price_protection', 'not_happy'];

export default function AfterSalesPage() {
  const who = useStore(me);
  const id = Taro.useRouter().params['id'] ?? '';
  const order = useAnswer(who ? `order ${id} ${language}` : null, () => findOrder(id));
  const offers = useAnswer(who ? `offers ${id}` : null, () => findOffers(id));
  const [pieces, setPieces] = useState<Pieces>({});
  const [kind, setKind] = useState<Kind>('return_and_refund');
  const [reason, choose] = useState<Reason | null>(null);
  const [swapSku, swap] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [words, write] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const caseId = useRef(Taro.randomId());

  const lines = Object.entries(pieces).map(([no, count]) => ({ no: Number(no), pieces: count }));
  const wanted = lines.filter((line) => line.pieces > 0);
  const chosen = (offers.value?.lines ?? []).filter(({ no }) => (pieces[no] ?? 0) > 0);
  const plain = PLAIN.includes(kind);
  const said = plain ? kind : reason;
  const ready =
    wanted.length > 0 && said !== null && (kind !== 'exchange' || (chosen.length === 1 && swapSku));
  const send = async () => {
    setBusy(true);
    setTrouble(null);
    const wish = { id: caseId.current, kind, reason: said ?? '', words, photos: [...photos] };
    const more = kind === 'exchange' && swapSku ? { swapSku } : {};
    try {
      await askAfterSales(id, { ...wish, ...more, opened, lines: wanted });
      forgetAnswers();
      say(w.aftersales.sent);
      goBack();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  const foot = order.value ? (
    <>
      <View className="grow">
        <Text className="m6 block">{aboutOf(kind, order.value, pieces, chosen)}</Text>
      </View>
      <Button className="btn main" loading={busy} disabled={!ready} onClick={send}>
        {w.aftersales.send}
      </Button>
    </>
  ) : null;
  return (
    <Page title={w.aftersales.title} foot={foot}>
      <Shown answer={order} bones={[180, 120, 90]}>
        {(value) => (
          <View className="stack">
            {trouble ? <Refused trouble={trouble} /> : null}
            <View className="card col">
              <Text className="m6 block">{w.aftersales.which}</Text>
              {value.lines
                .filter((line) => line.no > 0)
                .map((line) => (
                  <BackLine
                    key={line.no}
                    line={line}
                    pieces={pieces[line.no] ?? 0}
                    onChange={(count) => setPieces({ ...pieces, [line.no]: count })}
                  />
                ))}
            </View>
            <Ways kind={kind} chosen={chosen} onChoose={setKind} />
            {kind === 'exchange' && chosen.length === 1 ? (
              <Swaps offer={chosen[0]!} sku={swapSku} onChoose={swap} />
            ) : null}
            <View className="card col">
              {plain ? null : <Reasons reason={reason} chosen={chosen} onChoose={choose} />}
              {kind === 'price_protection' ? null : (
                <>
                  <Switch
                    icon="package-open"
                    label={w.aftersales.opened}
                    on={opened}
                    onChange={setOpened}
                  />
                  <Photos order={id} photos={photos} onChange={setPhotos} onTrouble={setTrouble} />
                </>
              )}
              <View className="field">
                <Textarea
                  className="in"
                  value={words}
                  maxlength={200}
                  aria-label={w.aftersales.words}
                  placeholder={w.aftersales.words}
                  onInput={({ detail }) => write(detail.value)}
                />
              </View>
            </View>
            <Text className="t3">{w.aftersales.aboutSay}</Text>
          </View>
        )}
      </Shown>
    </Page>
  );
}

interface Why {
  reason: Reason | null;
  chosen: readonly LineOffer[];
  onChoose: (reason: Reason) => void;
}
function Reasons({ reason, chosen, onChoose }: Why) {
  const barred = chosen.find(({ noReason }) => noReason !== null)?.noReason ?? null;
  return (
    <>
      <Text className="m6 block">{w.aftersales.reason}</Text>
      <View className="row wrap chips" role="group" aria-label={w.aftersales.reason}>
        {REASONS.map((one) => (
          <Button
            key={one}
            className="chip"
            aria-pressed={one === reason}
            onClick={() => onChoose(one)}
          >
            {w.aftersales.reasons[one]}
          </Button>
        ))}
      </View>
      {reason === 'changed_mind' && barred !== null ? (
        <Text className="t3 block">{w.aftersales.whyNot(barred)}</Text>
      ) : null}
    </>
  );
}

function aboutOf(kind: Kind, order: Order, pieces: Pieces, chosen: readonly LineOffer[]): string {
  if (kind === 'exchange') return w.aftersales.swapAbout;
  if (kind !== 'price_protection') return w.aftersales.about(yuan(backOf(order, pieces)));
  return w.aftersales.about(yuan(chosen.reduce((sum, { fallFen }) => sum + (fallFen ?? 0), 0)));
}
