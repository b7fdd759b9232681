/** The fields of a channel as inputs: keys are pasted whole; one that stands shows its last 4. */
import { Form, Input } from 'antd';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Field } from './types.ts';
import { zh } from './zh.ts';

interface FieldsProps {
  /** The form's part that they belong to. */
  readonly under: 'settings' | 'keys';
  readonly fields: readonly Field[];
  readonly mode: string;
  /** Of keys that stand already: these may stay empty. */
  readonly tails?: Readonly<Record<string, string>>;
}
const LONG = ['privateKey', 'publicKey', 'alipayPublicKey'];

export function Fields({ under, fields, mode, tails }: FieldsProps) {
  const t = useWords(zh, en);
  const shown = fields.filter(
    ({ kind, name }) =>
      (kind === 'setting') === (under === 'settings') &&
      (mode === 'partner' || !name.startsWith('sub')),
  );
  return shown.map(({ name, kind, need }) => {
    const must = tails === undefined && (need === 'always' || need === mode);
    const kept = tails?.[name];
    const placeholder =
      tails === undefined ? (must ? undefined : t('may')) : kept ? `···${kept}` : t('keep');
    const input = { maxLength: 8000, autoComplete: 'off', placeholder, spellCheck: false };
    return (
      <Form.Item
        key={name}
        name={[under, name]}
        label={t.of(`f_${name}`)}
        rules={must ? [{ required: true, message: t('need') }] : []}
        extra={t.of(`n_${name}`, '') || undefined}
      >
        {LONG.includes(name) ? (
          <Input.TextArea {...input} rows={4} className="pay-pem" />
        ) : kind === 'secret' ? (
          <Input.Password {...input} autoComplete="new-password" />
        ) : (
          <Input {...input} />
        )}
      </Form.Item>
    );
  });
}

/** What was left empty is not sent. */
export const filled = (
  texts: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      const value = text?.trim();
      return value ? [[name, value]] : [];
    }),
  );
