/** The filter row of a list: each field writes the address, so a link is the filter. */
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { Search as Glass } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { nameOf, useOutlets } from '../shell/session.tsx';
import { useWords } from '../words/words.tsx';
import { en } from './en.ts';
import { useAddress } from './list-page.tsx';
import { zh } from './zh.ts';

export type Filter =
  | { readonly kind: 'text'; readonly key: string; readonly label: string }
  | {
      readonly kind: 'choice';
      readonly key: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'outlet'; readonly key: string; readonly label: string }
  | {
      readonly kind: 'days';
      readonly label: string;
      /** Where the server wants instants: how it calls the end, which is not counted in. */
      readonly until?: 'to' | 'until';
    };

export function Filters({ filters, extra }: { filters: readonly Filter[]; extra?: ReactNode }) {
  return (
    <div className="row filters">
      {filters.map((filter) => (
        <Field key={filter.kind === 'days' ? 'days' : filter.key} filter={filter} />
      ))}
      <span className="sp" />
      {extra}
    </div>
  );
}

function Field({ filter }: { filter: Filter }) {
  if (filter.kind === 'text') return <TextField filter={filter} />;
  if (filter.kind === 'days') return <DaysField label={filter.label} />;
  return <ChoiceField filter={filter} />;
}

/** Typing waits a moment, then asks. */
function TextField({ filter }: { filter: Extract<Filter, { kind: 'text' }> }) {
  const { search, set } = useAddress();
  const told = search[filter.key] ?? '';
  const [text, setText] = useState(told);
  useEffect(() => setText(told), [told]);
  useEffect(() => {
    if (text === told) return;
    const soon = setTimeout(() => set({ [filter.key]: text || undefined }), 350);
    return () => clearTimeout(soon);
  });
  return (
    <Input
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={filter.label}
      aria-label={filter.label}
      prefix={<Glass size={15} aria-hidden />}
      allowClear
      style={{ width: 176 }}
    />
  );
}

function ChoiceField({ filter }: { filter: Extract<Filter, { kind: 'choice' | 'outlet' }> }) {
  const { search, set } = useAddress();
  const outlets = useOutlets();
  const options =
    filter.kind === 'outlet'
      ? outlets.map((node) => ({ value: node.id, label: nameOf(node) }))
      : [...filter.options];
  return (
    <Select
      value={search[filter.key] ?? null}
      onChange={(value) => set({ [filter.key]: value ?? undefined })}
      options={options}
      placeholder={filter.label}
      aria-label={filter.label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 106 }}
      popupMatchSelectWidth={false}
    />
  );
}

function DaysField({ label }: { label: string }) {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const shown = search.from && search.to ? [dayjs(search.from), dayjs(search.to)] : null;
  return (
    <DatePicker.RangePicker
      value={shown as [dayjs.Dayjs, dayjs.Dayjs] | null}
      onChange={(days) =>
        set({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
      }
      placeholder={[t('from'), t('to')]}
      aria-label={label}
      style={{ width: 224 }}
    />
  );
}
