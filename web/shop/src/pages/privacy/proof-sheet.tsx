/** A code to her own phone, before her data leaves or goes. */
import { Button, Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { leaveForGood, sendProof, takeAway } from '../../api/privacy.ts';
import { useAttempt } from '../../attempt.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { say } from '../../parts/snack.tsx';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';

interface Wish {
  doing: 'take' | 'leave' | null;
  onDone: () => void;
  onLeave: () => void;
}

export function ProofSheet({ doing, onDone, onLeave }: Wish) {
  const title = doing === 'leave' ? w.privacy.leave : w.privacy.take;
  return (
    <Sheet show={doing !== null} title={title} onLeave={onLeave}>
      {doing ? <Form doing={doing} onDone={onDone} /> : null}
    </Sheet>
  );
}

function Form({ doing, onDone }: { doing: 'take' | 'leave'; onDone: () => void }) {
  const [code, setCode] = useState('');
  const [sent, setSent] = useState(false);
  const { busy, trouble, attempt } = useAttempt();
  const send = () =>
    attempt(async () => {
      await sendProof();
      setSent(true);
    });
  const go = () =>
    attempt(async () => {
      await (doing === 'take' ? takeAway(code) : leaveForGood(code));
      say(doing === 'take' ? w.privacy.taken : w.privacy.left);
      onDone();
    });
  return (
    <View className="col sign-in">
      <Text className="t2">{doing === 'take' ? w.privacy.takeProof : w.privacy.leaveProof}</Text>
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
          onInput={({ detail }) => setCode(detail.value)}
        />
        <Button className="btn" disabled={busy} onClick={send}>
          {w.signIn.send}
        </Button>
      </View>
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button className="btn main wide" disabled={busy || !sent || code.length !== 6} onClick={go}>
        {doing === 'take' ? w.privacy.take : w.privacy.leaveNow}
      </Button>
    </View>
  );
}
