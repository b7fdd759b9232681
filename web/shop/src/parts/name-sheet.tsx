/** How the member wants to be called. */
import { Button, Input, View } from '@tarojs/components';
import { useState } from 'react';
import { Trouble } from '../api/http.ts';
import { rename } from '../api/people.ts';
import { findMe, me } from '../session.ts';
import { useStore } from '../store.ts';
import { w } from '../words/index.ts';
import { Sheet } from './sheet.tsx';
import { Refused } from './states.tsx';

export function NameSheet({ show, onLeave }: { show: boolean; onLeave: () => void }) {
  const who = useStore(me);
  const [typed, type] = useState(who?.name ?? '');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const save = async () => {
    try {
      await rename(typed.trim(), who?.complexId ?? null);
      await findMe();
      onLeave();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
  };
  return (
    <Sheet show={show} onLeave={onLeave} title={w.me.changeName}>
      <View className="col field">
        <Input
          className="in"
          value={typed}
          maxlength={20}
          autoFill="name"
          focus
          aria-label={w.me.name}
          onInput={({ detail }) => type(detail.value)}
          onConfirm={save}
        />
        {trouble ? <Refused trouble={trouble} /> : null}
        <Button className="btn main wide" disabled={typed.trim() === ''} onClick={save}>
          {w.page.save}
        </Button>
      </View>
    </Sheet>
  );
}
