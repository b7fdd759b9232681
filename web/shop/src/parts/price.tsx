/** A price, with the sign and the fen smaller than the yuan. */
import { Text } from '@tarojs/components';

interface Wish {
  fen: number;
  size?: number;
  dark?: boolean;
}

export function Price({ fen, size, dark }: Wish) {
  const [whole = '0', rest = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.');
  const style = size ? { fontSize: `calc(${size}px * var(--grow, 1))` } : {};
  return (
    <Text className={`price ${dark ? 'dark' : ''}`} style={style}>
      <Text className="yuan">{fen < 0 ? '\u2212¥' : '¥'}</Text>
      {whole}
      <Text className="fen">.{rest}</Text>
    </Text>
  );
}
