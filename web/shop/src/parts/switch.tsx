/** A setting that is on or off. */
import { Text, View } from '@tarojs/components';
import type { IconName } from '../icons.ts';
import { Icon } from './icon.tsx';

interface Setting {
  icon: IconName;
  label: string;
  say?: string;
  on: boolean;
  onChange: (next: boolean) => void;
}

export function Switch({ icon, label, say, on, onChange }: Setting) {
  return (
    <View
      className="line"
      role="switch"
      aria-checked={on ? 'true' : 'false'}
      onClick={() => onChange(!on)}
    >
      <Icon name={icon} />
      <View className="grow">
        <Text className="block">{label}</Text>
        {say ? <Text className="t3 block">{say}</Text> : null}
      </View>
      <Text className="knob" aria-hidden="true" />
    </View>
  );
}
