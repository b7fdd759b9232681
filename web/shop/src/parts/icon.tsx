/**
 * One stroke icon in the colour of the text around it. Decoration only: names are on the buttons.
 */
import { Text } from '@tarojs/components';
import type { IconName } from '../icons.ts';

export function Icon({ name, size = '' }: { name: IconName; size?: '' | 's' | 'l' }) {
  return <Text className={`i i-${name} ${size}`} aria-hidden="true" />;
}
