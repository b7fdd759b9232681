/** One's own second factor: scanned, confirmed, recovery codes shown once, given up. */
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { post, remove } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { Card, Tag, When } from '../../parts/parts.tsx';
import { Shown } from '../../parts/states.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Standing {
  readonly isOn: boolean;
  readonly since: string | null;
  readonly recoveryLeft: number;
  readonly asked: boolean;
}
interface Started {
  readonly secret: string;
  readonly qr: string;
}

export function Factor() {
  const t = useWords(zh, en);
  const read = useRead<Standing>('/session/factor');
  const [enrolling, setEnrolling] = useState(false);
  const { modal } = App.useApp();
  const [codes, setCodes] = useState<string[] | null>(null);
  const renew = useWrite(() => post<{ codes: string[] }>('/session/factor/recovery'), {
    then: (answer) => setCodes(answer.codes),
  });
  const drop = useWrite(() => remove('/session/factor'), { done: t('ended') });
  return (
    <Card title={t('factor')}>
      <Shown read={read} height={120}>
        {({ isOn, since, recoveryLeft, asked }) => (
          <div className="stack">
            <div className="row" style={{ flexWrap: 'wrap' }}>
              <Tag tone={isOn ? 'ok' : 'warn'}>{t(isOn ? 'factorOn' : 'factorOff')}</Tag>
              {since && <When at={since} />}
              {isOn && <span className="t3">{t('recoveryLeft', { n: recoveryLeft })}</span>}
              {asked && <Tag tone="info">{t('askedOf')}</Tag>}
            </div>
            <div className="row" style={{ flexWrap: 'wrap' }}>
              {isOn ? (
                <>
                  <Button onClick={() => renew.mutate(undefined)}>{t('newCodes')}</Button>
                  {!asked && (
                    <Button
                      danger
                      onClick={() =>
                        modal.confirm({
                          title: t('turnOff'),
                          content: t('turnOffAsk'),
                          onOk: () => drop.mutate(undefined),
                        })
                      }
                    >
                      {t('turnOff')}
                    </Button>
                  )}
                </>
              ) : (
                <Button type="primary" onClick={() => setEnrolling(true)}>
                  {t('turnOn')}
                </Button>
              )}
            </div>
          </div>
        )}
      </Shown>
      <Modal
        open={enrolling}
        onCancel={() => setEnrolling(false)}
        footer={null}
        title={t('turnOn')}
        destroyOnHidden
      >
        <Enrol done={() => setEnrolling(false)} />
      </Modal>
      <Modal open={codes !== null} onCancel={() => setCodes(null)} footer={null} destroyOnHidden>
        {codes && <Codes codes={codes} done={() => setCodes(null)} />}
      </Modal>
    </Card>
  );
}

export function Enrol({ done }: { done: () => void }) {
  const t = useWords(zh, en);
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const start = useWrite(() => post<Started>('/session/factor'), {
    quiet: true,
    then: (answer) => setStarted(answer),
  });
  const confirm = useWrite(
    ({ code }: { code: string }) => post<{ codes: string[] }>('/session/factor/confirm', { code }),
    { quiet: true, then: (answer) => setCodes(answer.codes) },
  );
  if (codes) return <Codes codes={codes} done={done} />;
  if (!started)
    return (
      <Form layout="vertical" onFinish={() => start.mutate(undefined)}>
        <p className="t2">{t('scan')}</p>
        <FormEnd sent={start}>{t('turnOn')}</FormEnd>
      </Form>
    );
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(wish) => confirm.mutate(wish)}>
      <p className="t2">{t('scan')}</p>
      <img
        alt={t('qr')}
        width={200}
        height={200}
        style={{ background: '#fff', borderRadius: 8, margin: '8px auto', display: 'block' }}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(started.qr)}`}
      />
      <p className="t3">
        {t('byHand')} <code style={{ wordBreak: 'break-all' }}>{started.secret}</code>
      </p>
      <Form.Item
        name="code"
        label={t('code')}
        rules={[{ required: true, message: t('needCode') }]}
        style={{ marginTop: 12 }}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus />
      </Form.Item>
      <FormEnd sent={confirm}>{t('confirm')}</FormEnd>
    </Form>
  );
}

function Codes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(() => message.success(t('copied')));
  return (
    <div className="stack">
      <b>{t('codesTitle')}</b>
      <p className="t2">{t('codesWords')}</p>
      <ul className="num codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={() => void copy()}>{t('copyCodes')}</Button>
        <Button type="primary" onClick={done}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}
