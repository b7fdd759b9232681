/** Her invoices of this order, and the form to ask for one. */
import { Button, Input, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { forgetAnswers, useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import {
  askInvoice,
  findFile,
  findInvoices,
  type Invoice,
  type Title,
} from '../../api/invoices.ts';
import { yuan } from '../../format.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { Refused } from '../../parts/states.tsx';
import { wordsOf } from '../../refusals.ts';
import { w } from '../../words/index.ts';

const TONE = { asked: 'warn', sent: 'warn', issued: 'ok', failed: 'bad' } as const;

export function Invoices({ order }: { order: string }) {
  const found = useAnswer(`invoices ${order}`, () => findInvoices(order));
  const [shown, show] = useState(false);
  const { items = [], mayFen = 0 } = found.value ?? {};
  if (items.length === 0 && mayFen === 0) return null;
  const done = () => {
    show(false);
    forgetAnswers();
    found.again();
  };
  return (
    <View className="card cases" role="list" aria-label={w.invoices.title}>
      <Text className="m6 block">{w.invoices.title}</Text>
      {items.map((one) => (
        <One key={one.id} order={order} one={one} />
      ))}
      {mayFen > 0 ? (
        <Button className="btn" onClick={() => show(true)}>
          {w.invoices.ask(yuan(mayFen))}
        </Button>
      ) : null}
      <Sheet show={shown} title={w.invoices.title} onLeave={() => show(false)}>
        <Form order={order} onDone={done} />
      </Sheet>
    </View>
  );
}

function One({ order, one }: { order: string; one: Invoice }) {
  const { id, colour, title, amountFen, state, failure } = one;
  const take = async () => {
    try {
      const data = await findFile(order, id);
      Taro.saveFileToDisk({ data, fileName: `${one.number ?? id}.pdf` });
    } catch (error) {
      if (error instanceof Trouble) say(await wordsOf(error));
    }
  };
  const sum = `${colour === 'red' ? '−' : ''}${yuan(amountFen)}`;
  return (
    <View className="case" role="listitem">
      <View className="row between top">
        <Text className="m5 grow">{`${w.invoices.colours[colour]} ${sum}`}</Text>
        <Text className={`tag nw ${TONE[state]}`}>{w.invoices.states[state]}</Text>
      </View>
      <Text className="t3 block">{[title.name, title.taxNo].filter(Boolean).join(' · ')}</Text>
      {failure ? <Text className="t2 block">{failure}</Text> : null}
      {state === 'issued' ? (
        <Button className="btn soft" onClick={take}>
          {w.invoices.file}
        </Button>
      ) : null}
    </View>
  );
}

function Form({ order, onDone }: { order: string; onDone: () => void }) {
  const [kind, choose] = useState<Title['kind']>('personal');
  const [name, setName] = useState('');
  const [taxNo, setTaxNo] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const id = useRef(Taro.randomId());
  const company = kind === 'company';
  const send = async () => {
    setBusy(true);
    setTrouble(null);
    const number = company ? taxNo.trim().toUpperCase() : '';
    try {
      await askInvoice(order, id.current, { kind, name: name.trim(), taxNo: number });
      onDone();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  return (
    <View className="invoice-ask">
      {trouble ? <Refused trouble={trouble} /> : null}
      <View className="row wrap chips" role="group" aria-label={w.invoices.kind}>
        {(['personal', 'company'] as const).map((one) => (
          <Button
            key={one}
            className="chip"
            aria-pressed={one === kind}
            onClick={() => choose(one)}
          >
            {w.invoices.kinds[one]}
          </Button>
        ))}
      </View>
      <View className="field">
        <Text>{company ? w.invoices.company : w.invoices.person}</Text>
        <Input
          className="in"
          value={name}
          maxlength={100}
          aria-label={company ? w.invoices.company : w.invoices.person}
          onInput={({ detail }) => setName(detail.value)}
        />
      </View>
      {company ? (
        <View className="field">
          <Text>{w.invoices.taxNo}</Text>
          <Input
            className="in"
            value={taxNo}
            maxlength={18}
            aria-label={w.invoices.taxNo}
            onInput={({ detail }) => setTaxNo(detail.value)}
          />
        </View>
      ) : null}
      <Text className="t3 block">{w.invoices.say}</Text>
      <Button
        className="btn main"
        loading={busy}
        disabled={name.trim() === '' || (company && taxNo.trim().length !== 18)}
        onClick={send}
      >
        {w.invoices.send}
      </Button>
    </View>
  );
}
