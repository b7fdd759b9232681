/** Sharing: the link of one's own is made when the button is pressed, not before. */
import { Button, Image, Text, View } from '@tarojs/components';
import * as Taro from '@tarojs/taro';
import { useState } from 'react';
import { Trouble } from '../api/http.ts';
import { type MadeLink, posterOf, shareOn, type Target } from '../api/sharing.ts';
import { here } from '../here.ts';
import { signedIn } from '../session.ts';
import { w } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';
import { say } from './snack.tsx';
import { Refused } from './states.tsx';

interface Shared {
  target: Target;
  title: string;
  className?: string;
  label?: string;
}

export function ShareButton({ target, title, className = 'btn sm', label }: Shared) {
  const [link, setLink] = useState<MadeLink | null>(null);
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const press = async () => {
    if (!(await signedIn())) return;
    setOpen(true);
    setTrouble(null);
    try {
      setLink(await shareOn(target, here.get().outlet ?? '', 'copy'));
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
  };
  return (
    <>
      <Button
        className={className}
        aria-label={label ? undefined : w.share.label(title)}
        onClick={press}
      >
        <Icon name="share-2" size="s" />
        {label ?? w.share.share}
      </Button>
      <Sheet show={open} onLeave={() => setOpen(false)} title={w.share.label(title)}>
        {trouble ? (
          <Refused trouble={trouble} />
        ) : (
          <Ways title={title} link={link} onDone={() => setOpen(false)} />
        )}
      </Sheet>
    </>
  );
}

interface Made {
  title: string;
  link: MadeLink | null;
  onDone: () => void;
}

function Ways({ title, link, onDone }: Made) {
  const [drawn, setDrawn] = useState(false);
  const copy = async () => {
    if (!link) return;
    await Taro.setClipboardData({ data: w.share.message(title, link.url) });
    // The sheet would cover what is said.
    onDone();
    say(w.share.copied);
  };
  return (
    <View className="col share-ways">
      {drawn && link ? (
        <Image
          className="poster"
          mode="aspectFit"
          src={posterOf(link.code)}
          aria-label={w.share.poster}
          width={270}
          height={480}
        />
      ) : null}
      {drawn ? <Text className="t2 ctr">{w.share.keepPoster}</Text> : null}
      <Button className="btn main wide" loading={!link} onClick={copy}>
        <Icon name="copy" size="s" />
        {w.share.copy}
      </Button>
      {drawn ? null : (
        <Button className="btn wide" disabled={!link} onClick={() => setDrawn(true)}>
          <Icon name="image" size="s" />
          {w.share.makePoster}
        </Button>
      )}
      <Text className="t3">{w.share.law}</Text>
    </View>
  );
}
