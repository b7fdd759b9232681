/** Ways in and out for programs: keys that ask us, webhooks that tell them. */
import { Segmented } from 'antd';
import { useAddress } from '../../list/list-page.tsx';
import { Bar } from '../../parts/parts.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Keys } from './keys.tsx';
import { Webhooks } from './webhooks.tsx';
import { zh } from './zh.ts';

export function Page() {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const shown = search.tab === 'webhooks' ? 'webhooks' : 'keys';
  const tabs = (
    <Segmented
      value={shown}
      onChange={(tab) => set({ tab: tab === 'webhooks' ? tab : undefined, of: undefined })}
      options={[
        { value: 'keys', label: t('keys') },
        { value: 'webhooks', label: t('webhooks') },
      ]}
    />
  );
  return (
    <>
      <Bar title={t('title')} after={tabs}>
        <a className="link" href="/docs" target="_blank" rel="noreferrer">
          {t('docs')}
        </a>
      </Bar>
      {shown === 'keys' ? <Keys /> : <Webhooks />}
    </>
  );
}
