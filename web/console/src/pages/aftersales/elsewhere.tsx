/** A refund that her account would not take: to a card of hers, or to us, who give it by hand. */
import { App, Form, Input, Modal, Radio } from 'antd';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { FormEnd } from '../../parts/form-end.tsx';
import { money } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

interface Wish {
  readonly to: 'card' | 'merchant';
  readonly bank?: string;
  readonly number?: string;
  readonly name?: string;
}

export function Elsewhere(props: {
  refund: { readonly id: string; readonly amountFen: number; readonly orderNumber: string };
  close: () => void;
}) {
  const { refund, close } = props;
  const t = useWords(zh, en);
  const { message } = App.useApp();
  const [form] = Form.useForm<Wish>();
  const to = Form.useWatch('to', form) ?? 'card';
  const send = useWrite((wish: Wish) => post(`/refunds/${refund.id}/elsewhere`, wish), {
    quiet: true,
    then: () => {
      void message.success(t('elsewhereAsked'));
      close();
    },
  });
  const need = [{ required: true, message: t('need') }];
  const digits = [...need, { pattern: /^\d{12,20}$/, message: t('cardWrong') }];
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      title={t('elsewhereTitle', { amount: money(refund.amountFen), number: refund.orderNumber })}
    >
      <p className="t2" style={{ marginBottom: 12 }}>
        {t('elsewhereNote')}
      </p>
      <Form<Wish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ to: 'card' }}
        onFinish={(wish) => send.mutate(wish)}
      >
        <Form.Item name="to" label={t('elsewhereTo')}>
          <Radio.Group
            options={[
              { value: 'card', label: t('toCard') },
              { value: 'merchant', label: t('toMerchant') },
            ]}
          />
        </Form.Item>
        {to === 'card' && (
          <>
            <Form.Item name="name" label={t('cardName')} rules={need}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="number" label={t('cardNumber')} rules={digits}>
              <Input maxLength={20} inputMode="numeric" autoComplete="off" />
            </Form.Item>
            <Form.Item name="bank" label={t('cardBank')} rules={need} extra={t('cardBankNote')}>
              <Input maxLength={32} placeholder="ICBC_DEBIT" autoComplete="off" />
            </Form.Item>
          </>
        )}
        <FormEnd sent={send}>{t('elsewhere')}</FormEnd>
      </Form>
    </Modal>
  );
}
