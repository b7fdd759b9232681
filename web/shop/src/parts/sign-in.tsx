/** Signing in by a code on the phone. The purposes of what we keep are said before, not after. */
import { Button, Input, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useAnswer } from '../answer.ts';
import { askCode, findWays, signInByCode } from '../api/people.ts';
import { useAttempt } from '../attempt.ts';
import { here } from '../here.ts';
import { door, entered, leaveForWechat, shutDoor } from '../session.ts';
import { useStore } from '../store.ts';
import { w } from '../words/index.ts';
import { Check } from './check.tsx';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';
import { Refused } from './states.tsx';

const PHONE = /^1[3-9]\d{9}$/;

function useCountdown(): [number, (seconds: number) => void] {
  const [left, set] = useState(0);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => set(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, set];
}

export function SignIn() {
  const waiting = useStore(door);
  return (
    <Sheet show={waiting !== null} onLeave={() => shutDoor(false)} title={w.signIn.title}>
      <Form />
    </Sheet>
  );
}

function Form() {
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [agreed, agree] = useState(false);
  const [showName, setShowName] = useState(false);
  const [sent, setSent] = useState(false);
  const [left, count] = useCountdown();
  const ways = useAnswer('ways', findWays);
  const { busy, trouble, attempt } = useAttempt();

  const send = () =>
    attempt(async () => {
      await askCode(phone);
      setSent(true);
      count(60);
    });
  const enter = () =>
    attempt(async () => {
      await signInByCode({ phone, code, showName, outletId: here.get().outlet });
      await entered();
    });

  return (
    <View className="col sign-in">
      <Text className="t2">{w.signIn.why}</Text>
      <Input
        className="in"
        type="tel"
        name="phone"
        autoFill="tel-national"
        maxlength={11}
        aria-label={w.signIn.phone}
        placeholder={w.signIn.phone}
        value={phone}
        onInput={({ detail }) => setPhone(detail.value.replaceAll(/\D/g, ''))}
      />
      <View className="row">
        <Input
          className="in grow"
          type="number"
          name="code"
          autoFill="one-time-code"
          maxlength={6}
          aria-label={w.signIn.code}
          placeholder={w.signIn.code}
          value={code}
          focus={sent}
          onInput={({ detail }) => setCode(detail.value.replaceAll(/\D/g, ''))}
        />
        <Button className="btn" disabled={!PHONE.test(phone) || left > 0} onClick={send}>
          {left > 0 ? w.signIn.again(left) : w.signIn.send}
        </Button>
      </View>
      <Check checked={agreed} onChange={agree}>
        {w.signIn.agree}
      </Check>
      <Privacy />
      <Check checked={showName} onChange={setShowName}>
        {w.signIn.showName}
      </Check>
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button
        className="btn main wide"
        loading={busy}
        disabled={!agreed || !PHONE.test(phone) || code.length !== 6}
        onClick={enter}
      >
        {w.signIn.enter}
      </Button>
      {ways.value?.wechatPage ? (
        <Button
          className="btn wide"
          disabled={!agreed}
          onClick={() => leaveForWechat(ways.value?.wechatPage ?? '', showName)}
        >
          <Icon name="message-circle" size="s" />
          {w.signIn.byWechat}
        </Button>
      ) : null}
    </View>
  );
}

/** The notice is read here, without leaving the sheet. */
function Privacy() {
  const [open, setOpen] = useState(false);
  const { title, lines } = w.rules.privacy;
  return (
    <>
      <Button
        className="more privacy"
        aria-expanded={open ? 'true' : 'false'}
        onClick={() => setOpen(!open)}
      >
        {title}
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size="s" />
      </Button>
      {open
        ? lines.map((line) => (
            <Text key={line} className="t2 block">
              {line}
            </Text>
          ))
        : null}
    </>
  );
}
