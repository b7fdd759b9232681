/** Eight cells or a scan: the code is checked, the goods change hands. Works without a network. */
import { CircleCheck, ScanLine } from 'lucide-react';
import { Fragment, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { handOver, type Verified } from '../../api/picking.ts';
import { t } from '../../i18n/words.ts';
import { useDoing } from '../../parts/act.ts';
import { Page } from '../../parts/page.tsx';
import { Act } from '../../parts/small.tsx';
import { RefusedNote } from '../../parts/states.tsx';

const Scanner = lazy(() => import('./scanner.tsx').then((file) => ({ default: file.Scanner })));
const CELLS = 8;

export function VerifyPage() {
  const [digits, setDigits] = useState('');
  const [scanning, setScanning] = useState(false);
  const [done, setDone] = useState<Verified | 'queued' | null>(null);
  const doing = useDoing();
  const send = async (code: string) => {
    setDone(null);
    const result = await doing.run(() => handOver(code), {
      refresh: ['picking', 'pulse', 'today'],
      quiet: true,
    });
    if (result !== undefined) setDone(result);
    setDigits('');
  };
  return (
    <Page back title={t('verify.title')}>
      <div className="stack">
        <section className="card">
          <div className="row between" style={{ marginBottom: 10 }}>
            <b className="m6">{t('verify.code')}</b>
            <span className="t3">{t('verify.how')}</span>
          </div>
          <Cells digits={digits} onChange={setDigits} onFull={(code) => void send(code)} />
          <Act look="soft block" style={{ marginTop: 12 }} onClick={() => setScanning(true)}>
            <ScanLine aria-hidden="true" />
            {t('verify.scan')}
          </Act>
        </section>
        {doing.waiting && <p className="ctr t2">{t('verify.checking')}</p>}
        {doing.error !== null && <RefusedNote error={doing.error} />}
        {done !== null && <Done done={done} />}
        <p className="t3 ctr">{t('verify.offline')}</p>
      </div>
      {scanning && (
        <Suspense fallback={null}>
          <Scanner
            onClose={() => setScanning(false)}
            onRead={(code) => {
              setScanning(false);
              void send(code);
            }}
          />
        </Suspense>
      )}
    </Page>
  );
}

function Cells(props: {
  readonly digits: string;
  readonly onChange: (digits: string) => void;
  readonly onFull: (digits: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <div className="cells">
      {Array.from({ length: CELLS }, (_, i) => (
        <Fragment key={i}>
          {i === CELLS / 2 && <i />}
          <span className={i === props.digits.length ? 'now' : ''} aria-hidden="true">
            {props.digits[i] ?? ''}
          </span>
        </Fragment>
      ))}
      <input
        ref={input}
        aria-label={t('verify.code')}
        inputMode="numeric"
        autoComplete="off"
        value={props.digits}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, '').slice(0, CELLS);
          props.onChange(digits);
          if (digits.length === CELLS) props.onFull(digits);
        }}
      />
    </div>
  );
}

function Done({ done }: { done: Verified | 'queued' }) {
  return (
    <div className="card row" role="status">
      <CircleCheck className="okc" aria-hidden="true" />
      <div className="grow">
        <b className="m6">{t(done === 'queued' ? 'verify.queued' : 'verify.done')}</b>
        <div className="t2">
          {done === 'queued'
            ? t('verify.queued_words')
            : t('verify.done_words', { number: done.number })}
        </div>
      </div>
    </div>
  );
}
