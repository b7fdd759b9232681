/** Stock: what lies where, what moved, what is on the way; and the work of a store on it. */
import { Button, Segmented } from 'antd';
import { ClipboardCheck, PackagePlus, PackageX, Truck } from 'lucide-react';
import { useState } from 'react';
import { useAddress } from '../../list/list-page.tsx';
import { Bar } from '../../parts/parts.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Movements, StockTable, Transfers } from './lists.tsx';
import { type Deed, WorkSheet } from './work-sheet.tsx';
import { zh } from './zh.ts';

const DEEDS = [
  ['receive', PackagePlus],
  ['count', ClipboardCheck],
  ['adjust', PackageX],
  ['transfer', Truck],
] as const;

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const { search, set } = useAddress();
  const [deed, setDeed] = useState<Deed | null>(null);
  const tab = search.tab ?? 'stock';
  const tabs = [
    { value: 'stock', label: t('tabStock') },
    { value: 'moves', label: t('tabMoves') },
    { value: 'transfers', label: t('tabTransfers') },
  ];
  return (
    <>
      <Bar
        title={t('title')}
        after={
          <Segmented
            value={tab}
            options={tabs}
            onChange={(next) => set({ tab: next === 'stock' ? undefined : next, sort: undefined })}
          />
        }
      >
        {may('stock.write') &&
          DEEDS.map(([kind, Icon]) => (
            <Button
              key={kind}
              type={kind === 'receive' ? 'primary' : 'default'}
              icon={<Icon size={15} />}
              onClick={() => setDeed(kind)}
            >
              {t(kind)}
            </Button>
          ))}
      </Bar>
      <section className="card">
        {tab === 'stock' ? <StockTable /> : tab === 'moves' ? <Movements /> : <Transfers />}
      </section>
      {deed && <WorkSheet key={deed} deed={deed} close={() => setDeed(null)} />}
    </>
  );
}
