/** One bought line and how many pieces of it are to go back. */
import { Image, Text, View } from '@tarojs/components';
import type { OrderLine } from '../../api/orders.ts';
import { pictureOf } from '../../parts/pictures.ts';
import { Stepper } from '../../parts/stepper.tsx';
import { w } from '../../words/index.ts';

interface Back {
  line: OrderLine;
  pieces: number;
  onChange: (pieces: number) => void;
}

export function BackLine({ line, pieces, onChange }: Back) {
  const { title, spec, quantity, product, refundedPieces } = line;
  return (
    <View className="row">
      <Image className="pic" src={pictureOf(product ?? '')} width={48} height={48} />
      <View className="grow">
        <Text className="m5 one">{`${title} ${spec}`}</Text>
        <Text className="t3 block">{w.aftersales.of(quantity)}</Text>
      </View>
      <Stepper
        name={title}
        quantity={pieces}
        most={quantity - refundedPieces}
        onChange={onChange}
      />
    </View>
  );
}
