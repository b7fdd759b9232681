/** One field for orders, members, products and outlets; arrow keys and Enter do the rest. */
import { useNavigate } from '@tanstack/react-router';
import { AutoComplete, Input } from 'antd';
import { Search as Glass } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useRead } from '../api/use.ts';
import { money } from '../words/figures.ts';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Found {
  readonly orders: { id: string; number: string; memberName: string; payableFen: number }[];
  readonly members: { id: string; name: string; phoneMasked: string }[];
  readonly products: { id: string; title: string }[];
  readonly outlets: { id: string; name: string }[];
}

export function Search() {
  const t = useWords(zh, en);
  const go = useNavigate();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data } = useRead<Found>(asked.length > 0 ? '/search' : null, { q: asked });
  const line = (path: string, label: string, note = '') => ({
    value: path,
    label: (
      <span className="row between">
        <span className="one cut">{label}</span>
        <span className="t3 one">{note}</span>
      </span>
    ),
  });
  const groups =
    data && asked
      ? [
          {
            label: t('foundOrders'),
            options: data.orders.map((o) =>
              line(`/orders/${o.id}`, `${o.number} ${o.memberName}`, money(o.payableFen)),
            ),
          },
          {
            label: t('foundMembers'),
            options: data.members.map((m) => line(`/members/${m.id}`, m.name, m.phoneMasked)),
          },
          {
            label: t('foundProducts'),
            options: data.products.map((p) => line(`/products?open=${p.id}`, p.title)),
          },
          {
            label: t('foundOutlets'),
            options: data.outlets.map((o) => line(`/outlets/${o.id}`, o.name)),
          },
        ].filter((group) => group.options.length > 0)
      : [];
  return (
    <AutoComplete
      value={text}
      options={groups}
      onSearch={setText}
      onSelect={(path) => {
        setText('');
        const [to, tail] = String(path).split('?');
        void go({ to: to!, search: Object.fromEntries(new URLSearchParams(tail)) as never });
      }}
      notFoundContent={asked && data ? t('searchNone', { text: asked }) : null}
      style={{ width: 280 }}
      popupMatchSelectWidth={420}
      aria-label={t('search')}
    >
      <Input
        prefix={<Glass size={16} aria-hidden />}
        placeholder={t('search')}
        aria-label={t('search')}
      />
    </AutoComplete>
  );
}
