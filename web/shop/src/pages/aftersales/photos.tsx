/** Pictures of what is wrong, up to six. */
import { Button, Image, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { photoOf, sendPhoto } from '../../api/cases.ts';
import { Trouble } from '../../api/http.ts';
import { Icon } from '../../parts/icon.tsx';
import { w } from '../../words/index.ts';

const MOST = 6;
interface Wish {
  order: string;
  photos: readonly string[];
  onChange: (photos: readonly string[]) => void;
  onTrouble: (trouble: Trouble) => void;
}

export function Photos({ order, photos, onChange, onTrouble }: Wish) {
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    try {
      const id = await sendPhoto(order);
      if (id !== null) onChange([...photos, id]);
    } catch (error) {
      if (error instanceof Trouble) onTrouble(error);
    }
    setBusy(false);
  };
  return (
    <View>
      <Text className="m6 block">{w.aftersales.photos}</Text>
      <View className="shots">
        {photos.map((id, n) => (
          <Button
            key={id}
            className="shot-add"
            aria-label={w.aftersales.dropPhoto(n + 1)}
            onClick={() => onChange(photos.filter((one) => one !== id))}
          >
            <Image className="shot" src={photoOf(order, id)} width={72} height={72} />
          </Button>
        ))}
        {photos.length < MOST ? (
          <Button
            className="shot-add"
            loading={busy}
            aria-label={w.aftersales.addPhoto}
            onClick={add}
          >
            <Icon name="image" />
          </Button>
        ) : null}
      </View>
    </View>
  );
}
