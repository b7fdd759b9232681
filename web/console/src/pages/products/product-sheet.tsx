/** One product: its words, its place, its variants; retiring stops it everywhere at once. */
import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { newId, post, put } from '../../api/call.ts';
import { useRead, useWrite } from '../../api/use.ts';
import { RefusalLine } from '../../parts/refusal.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { type Category, type Product, ROLES, type Sku } from './types.ts';
import './product-sheet.css';
import { TermsOf } from './terms.tsx';
import { zh } from './zh.ts';

interface Props {
  readonly id: string;
  readonly categories: readonly Category[];
  readonly close: () => void;
}

export function ProductSheet({ id, categories, close }: Props) {
  const t = useWords(zh, en);
  const isNew = id === 'new';
  const read = useRead<Product>(isNew ? null : `/products/${id}`, {}, { fresh: true });
  return (
    <Drawer open onClose={close} size={560} title={isNew ? t('new') : (read.data?.title ?? '')}>
      {isNew ? (
        <ProductForm product={null} categories={categories} close={close} />
      ) : (
        <Shown read={read} height={400}>
          {(product) => (
            <>
              <ProductForm product={product} categories={categories} close={close} />
              <TermsOf product={product.id} />
            </>
          )}
        </Shown>
      )}
    </Drawer>
  );
}

type Fields = Omit<Product, 'id' | 'skus' | 'categoryName' | 'retiredAt' | 'externalId'> & {
  readonly externalId?: string;
  readonly skus: readonly (Partial<Sku> & { readonly costYuan?: number })[];
};

function wishOf({ skus, externalId, ...words }: Fields) {
  return {
    ...words,
    titleEn: words.titleEn ?? '',
    origin: words.origin ?? '',
    story: words.story ?? '',
    shelf: words.shelf ?? '',
    externalId: externalId || null,
    skus: skus.map((sku) => ({
      id: sku.id ?? newId(),
      spec: sku.spec ?? '',
      specEn: sku.specEn ?? '',
      barcode: sku.barcode ?? '',
      weightG: sku.weightG ?? 0,
      costFen: Math.round((sku.costYuan ?? 0) * 100),
    })),
  };
}

function ProductForm(props: Omit<Props, 'id'> & { product: Product | null }) {
  const { product, categories, close } = props;
  const t = useWords(zh, en);
  const may = useMay()('goods.write');
  const { modal } = App.useApp();
  const [id] = useState(() => product?.id ?? newId());
  const save = useWrite((fields: Fields) => put(`/products/${id}`, wishOf(fields)), {
    quiet: true,
    done: t('saved'),
    then: close,
  });
  const retire = useWrite(() => post(`/products/${id}/retire`), { done: t('done'), then: close });
  const need = [{ required: true, message: t('need') }];
  const skus = (product?.skus ?? [{ id: newId() }]).map((sku) => ({
    ...sku,
    costYuan: 'costFen' in sku && sku.costFen ? sku.costFen / 100 : undefined,
  }));
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      disabled={!may}
      initialValues={{ role: 'everyday', ...product, skus }}
      onFinish={(fields) => save.mutate(fields)}
    >
      <Form.Item name="title" label={t('titleField')} rules={need}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="titleEn" label={t('titleEn')}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="row">
        <Form.Item name="categoryId" label={t('category')} rules={need} style={{ flex: 1 }}>
          <Select options={categories.map((each) => ({ value: each.id, label: each.name }))} />
        </Form.Item>
        <Form.Item name="role" label={t('role')} rules={need} style={{ flex: 1 }}>
          <Select options={ROLES.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
      </div>
      <div className="row">
        <Form.Item name="origin" label={t('origin')} style={{ flex: 1 }}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="shelf" label={t('shelf')} style={{ flex: 1 }}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="externalId" label={t('externalId')} style={{ flex: 1 }}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name="story" label={t('story')}>
        <Input.TextArea maxLength={200} rows={2} />
      </Form.Item>
      <Form.List name="skus">
        {(fields, { add, remove }) => (
          <div className="stack" style={{ marginBottom: 16 }}>
            <b>{t('specs')}</b>
            <div className="row t3 sku-row" aria-hidden>
              <span>{t('spec')}</span>
              <span>{t('barcode')}</span>
              <span>{t('cost')}</span>
            </div>
            {fields.map((field) => (
              <div key={field.key} className="row sku-row">
                <Form.Item name={[field.name, 'spec']} noStyle rules={need}>
                  <Input placeholder={t('spec')} aria-label={t('spec')} />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'barcode']}
                  noStyle
                  rules={[{ required: true, pattern: /^\d{4,13}$/, message: t('barcode') }]}
                >
                  <Input placeholder={t('barcode')} aria-label={t('barcode')} />
                </Form.Item>
                <Form.Item name={[field.name, 'costYuan']} noStyle>
                  <InputNumber
                    placeholder={t('cost')}
                    aria-label={t('cost')}
                    min={0}
                    precision={2}
                    prefix="¥"
                  />
                </Form.Item>
                <Button
                  type="text"
                  aria-label={t('dropSku')}
                  disabled={fields.length === 1}
                  icon={<Trash2 size={15} />}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button type="dashed" icon={<Plus size={15} />} onClick={() => add({ id: newId() })}>
              {t('addSku')}
            </Button>
          </div>
        )}
      </Form.List>
      <RefusalLine error={save.error} />
      {may && (
        <div className="row" style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          {product && !product.retiredAt && (
            <Button
              danger
              onClick={() =>
                modal.confirm({
                  title: t('retireAsk', { title: product.title }),
                  onOk: () => retire.mutate(undefined),
                })
              }
            >
              {t('retire')}
            </Button>
          )}
        </div>
      )}
    </Form>
  );
}
