/** A price, with the sign and the fen smaller than the yuan. */
import { Text } from '@tarojs/components';
import { partsOf } from '../format.ts';

interface Wish {
  fen: number;
  size?: number;
  dark?: boolean;
}

export function Price({ fen, size, dark }: Wish) {
  const { sign, whole, rest } = partsOf(fen);
  const style = size ? { fontSize: `calc(${size}px * var(--grow, 1))` } : {};
  return (
    <Text className={`price ${dark ? 'dark' : ''}`} style={style}>
      <Text className="yuan">{`${sign}¥`}</Text>
      {whole}
      <Text className="fen">.{rest}</Text>
    </Text>
  );
}
