/** A short word at the bottom after something was done, with the way to undo it. */
import { Button, Text, View } from '@tarojs/components';
import { store, useStore } from '../store.ts';

interface Word {
  text: string;
  label?: string;
  run?: () => void;
}

const spoken = store<Word | null>(null);
let silence: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, label?: string, run?: () => void): void {
  clearTimeout(silence);
  spoken.set(label && run ? { text, label, run } : { text });
  silence = setTimeout(() => spoken.set(null), run ? 5_000 : 3_000);
}

export function Snack() {
  const word = useStore(spoken);
  const undo = () => {
    word?.run?.();
    spoken.set(null);
  };
  return (
    <View role="status" aria-live="polite">
      {word ? (
        <View className="snack">
          <Text className="grow">{word.text}</Text>
          {word.label ? (
            <Button className="do" onClick={undo}>
              {word.label}
            </Button>
          ) : null}
        </View>
      ) : null}
    </View>
  );
}
