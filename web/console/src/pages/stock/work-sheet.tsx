/** Receiving, counting, adjusting, sending: one sheet, written once under the sheet's own id. */
import { Button, Drawer, Form, InputNumber, Select } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { newId, post } from '../../api/call.ts';
import { type Page, useRead, useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { nameOf, useOutlets } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { StockRow } from './lists.tsx';
import { zh } from './zh.ts';

export type Deed = 'receive' | 'count' | 'adjust' | 'transfer';
const REASONS = ['damaged', 'expired', 'tasting', 'found', 'lost', 'other'] as const;

interface Line {
  readonly skuId: string;
  readonly n: number;
  readonly yuan?: number;
}
interface Fields {
  readonly outletId: string;
  readonly toOutletId?: string;
  readonly reason?: string;
  readonly lines: readonly Line[];
}

/** The wish as the route of this deed spells it. */
function wishOf(deed: Deed, id: string, { outletId, toOutletId, reason, lines }: Fields) {
  const [first] = lines;
  if (deed === 'adjust') return { id, outletId, skuId: first!.skuId, delta: first!.n, reason };
  if (deed === 'count')
    return { id, outletId, lines: lines.map(({ skuId, n }) => ({ skuId, counted: n })) };
  if (deed === 'transfer')
    return {
      id,
      outletId,
      toOutletId,
      lines: lines.map(({ skuId, n }) => ({ skuId, quantity: n })),
    };
  return {
    id,
    outletId,
    lines: lines.map(({ skuId, n, yuan }) => ({
      skuId,
      quantity: n,
      ...(yuan === undefined || yuan === null ? {} : { unitCostFen: Math.round(yuan * 100) }),
    })),
  };
}

export function WorkSheet({ deed, close }: { deed: Deed; close: () => void }) {
  const t = useWords(zh, en);
  const outlets = useOutlets();
  const [id] = useState(newId);
  const [form] = Form.useForm<Fields>();
  const outletId = Form.useWatch('outletId', form);
  const places = outlets.map((node) => ({ value: node.id, label: nameOf(node) }));
  const path = deed === 'transfer' ? '/stock/transfers' : `/stock/${deed}`;
  const save = useWrite((fields: Fields) => post(path, wishOf(deed, id, fields)), {
    quiet: true,
    done: t('saved'),
    then: close,
  });
  const need = [{ required: true, message: t('need') }];
  const only = outlets.length === 1 ? outlets[0]!.id : undefined;
  return (
    <Drawer open onClose={close} size={560} title={t(deed)}>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ outletId: only, lines: [{}], reason: 'damaged' }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="outletId" label={t(deed === 'transfer' ? 'outOf' : 'outlet')} rules={need}>
          <Select
            options={places}
            placeholder={t('pickOutlet')}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        {deed === 'transfer' && (
          <Form.Item name="toOutletId" label={t('toOutlet')} rules={need}>
            <Select options={places} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
        )}
        {deed === 'adjust' && (
          <Form.Item name="reason" label={t('reason')} rules={need}>
            <Select options={REASONS.map((value) => ({ value, label: t(value) }))} />
          </Form.Item>
        )}
        <Form.List name="lines">
          {(fields, { add, remove }) => (
            <div className="stack">
              {fields.map((field) => (
                <div key={field.key} className="row">
                  <Form.Item name={[field.name, 'skuId']} noStyle rules={need}>
                    <SkuPicker outletId={outletId} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'n']} noStyle rules={need}>
                    <InputNumber
                      placeholder={t(
                        deed === 'count'
                          ? 'counted'
                          : deed === 'adjust'
                            ? 'deltaField'
                            : 'quantity',
                      )}
                      aria-label={t(deed === 'count' ? 'counted' : 'quantity')}
                      min={deed === 'adjust' ? -99999 : deed === 'count' ? 0 : 1}
                      max={99999}
                      precision={0}
                      style={{ width: 120 }}
                    />
                  </Form.Item>
                  {deed === 'receive' && (
                    <Form.Item name={[field.name, 'yuan']} noStyle>
                      <InputNumber
                        placeholder={t('unitCost')}
                        aria-label={t('unitCost')}
                        min={0}
                        precision={2}
                        style={{ width: 110 }}
                      />
                    </Form.Item>
                  )}
                  {deed !== 'adjust' && (
                    <Button
                      type="text"
                      aria-label={t('dropLine')}
                      disabled={fields.length === 1}
                      icon={<Trash2 size={15} />}
                      onClick={() => remove(field.name)}
                    />
                  )}
                </div>
              ))}
              {deed !== 'adjust' && (
                <Button type="dashed" icon={<Plus size={15} />} onClick={() => add({})}>
                  {t('addLine')}
                </Button>
              )}
            </div>
          )}
        </Form.List>
        <div style={{ marginTop: 12 }}>
          <RefusalLine error={save.error} />
        </div>
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={save.isPending}
          style={{ marginTop: 12 }}
        >
          {t('save')}
        </Button>
      </Form>
    </Drawer>
  );
}

interface PickerProps {
  readonly outletId: string | undefined;
  readonly value?: string;
  readonly onChange?: (sku: string) => void;
}

/** Finds by name, pinyin or barcode among what the outlet carries. */
function SkuPicker({ outletId, value, onChange }: PickerProps) {
  const t = useWords(zh, en);
  const [q, setQ] = useState('');
  const read = useRead<Page<StockRow>>(outletId ? '/stock' : null, {
    outlet: outletId,
    q,
    count: 20,
  });
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setQ }}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      placeholder={t('pick')}
      notFoundContent={outletId ? undefined : t('outletFirst')}
      aria-label={t('pick')}
      options={(read.data?.items ?? []).map((row) => ({
        value: row.skuId,
        label: `${row.title} ${row.spec} · ${row.onHand}`,
      }))}
      style={{ flex: 1, minWidth: 0 }}
    />
  );
}
