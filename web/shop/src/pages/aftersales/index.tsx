/** Asking for something back: which lines, how many, why; and what became of earlier asks. */
import { Button, Text, Textarea, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { forgetAnswers, useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import { askAfterSales } from '../../api/money.ts';
import { findOrder, type Order, type OrderLine } from '../../api/orders.ts';
import { yuan } from '../../format.ts';
import { goBack } from '../../go.ts';
import { Page } from '../../parts/page.tsx';
import { say } from '../../parts/snack.tsx';
import { Refused, Shown } from '../../parts/states.tsx';
import { me } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { BackLine } from './back-line.tsx';

type Pieces = Readonly<Record<number, number>>;
type Reason = keyof typeof w.aftersales.reasons;
const REASONS: readonly Reason[] = [
  'damaged',
  'wrong',
  'missing',
  'not_as_described',
  'changed_mind',
];

export default function AfterSalesPage() {
  const who = useStore(me);
  const id = Taro.useRouter().params['id'] ?? '';
  const order = useAnswer(who ? `order ${id} ${language}` : null, () => findOrder(id));
  const [pieces, setPieces] = useState<Pieces>({});
  const [reason, choose] = useState<Reason | null>(null);
  const [words, write] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const caseId = useRef(Taro.randomId());

  const lines = Object.entries(pieces).map(([no, count]) => ({ no: Number(no), pieces: count }));
  const wanted = lines.filter((line) => line.pieces > 0);
  const send = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      await askAfterSales(id, { id: caseId.current, reason: reason ?? '', words, lines: wanted });
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
        <Text className="m6 block">{w.aftersales.about(yuan(backOf(order.value, pieces)))}</Text>
      </View>
      <Button
        className="btn main"
        loading={busy}
        disabled={wanted.length === 0 || reason === null}
        onClick={send}
      >
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
            <View className="card col">
              <Text className="m6 block">{w.aftersales.reason}</Text>
              <View className="row wrap chips" role="group" aria-label={w.aftersales.reason}>
                {REASONS.map((one) => (
                  <Button
                    key={one}
                    className="chip"
                    aria-pressed={one === reason}
                    onClick={() => choose(one)}
                  >
                    {w.aftersales.reasons[one]}
                  </Button>
                ))}
              </View>
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

/** As the server counts it: of each line its net, piece by piece, less what was given back. */
function backOf({ lines }: Order, pieces: Pieces): number {
  return lines.reduce((sum, line) => sum + lineBack(line, pieces[line.no] ?? 0), 0);
}

function lineBack(
  { netFen, quantity, refundedPieces, refundedFen }: OrderLine,
  count: number,
): number {
  if (count === 0) return 0;
  const due = Math.floor((netFen * (refundedPieces + count)) / quantity);
  return Math.max(0, due - refundedFen);
}
