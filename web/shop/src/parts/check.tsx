/** A yes that is never ticked beforehand, with the words beside it. */
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface Tick {
  checked: boolean;
  onChange: (next: boolean) => void;
  label?: string;
  children?: ReactNode;
}

export function Check({ checked, onChange, label, children }: Tick) {
  const box = (
    <View
      className="chk"
      aria-hidden={children ? 'true' : undefined}
      aria-checked={checked ? 'true' : 'false'}
    >
      <Icon name="check" />
    </View>
  );
  if (!children)
    return (
      <View
        className="chk"
        role="checkbox"
        aria-label={label}
        aria-checked={checked ? 'true' : 'false'}
        onClick={() => onChange(!checked)}
      >
        <Icon name="check" />
      </View>
    );
  return (
    <View
      className="row tick"
      role="checkbox"
      aria-checked={checked ? 'true' : 'false'}
      onClick={() => onChange(!checked)}
    >
      {box}
      <Text className="t2 grow">{children}</Text>
    </View>
  );
}
