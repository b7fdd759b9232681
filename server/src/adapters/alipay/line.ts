/**
 * The line to Alipay, by its official SDK: it signs what we ask and proves what is answered. It is
 * loaded by the first who needs it, for a shop without Alipay should not carry it.
 */
import { after, hours, instantAt } from '../../kernel/time.ts';

export interface AlipaySettings {
  readonly appid: string;
  readonly sellerId?: string;
  /** PKCS#1 or PKCS#8, as PEM or as the bare text that Alipay's tool writes. */
  readonly privateKey: string;
  readonly alipayPublicKey: string;
  readonly base: () => Promise<string>;
  readonly nowMs: () => number;
}
/** A call that did not do what was asked: its code, and nothing that a log should not have. */
export class AlipayFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`Alipay: ${code}`);
    this.code = code;
  }
}
export type Answer = Readonly<Record<string, unknown>>;

const TIMEOUT_MS = 10_000;

export function alipayLine(settings: AlipaySettings) {
  const { appid, alipayPublicKey, base, nowMs } = settings;
  let opened: ReturnType<typeof open> | undefined;
  const open = async () => {
    const { AlipaySdk } = await import('alipay-sdk');
    return new AlipaySdk({
      appId: appid,
      privateKey: bare(settings.privateKey),
      keyType: isPkcs8(settings.privateKey) ? 'PKCS8' : 'PKCS1',
      alipayPublicKey: bare(alipayPublicKey),
      gateway: `${await base()}/gateway.do`,
      timeout: TIMEOUT_MS,
    });
  };
  const sdk = () => {
    opened ??= open();
    return opened;
  };
  /** The SDK writes the machine's own time; Alipay wants Shanghai's. */
  const timestamp = (): string =>
    after(instantAt(nowMs()), hours(8)).slice(0, 19).replace('T', ' ');
  return {
    /** The address at which a buyer pays, signed. */
    async page(method: string, bizContent: object, urls: { notify: string; back: string }) {
      const { notify: notifyUrl, back: returnUrl } = urls;
      const wish = { bizContent, notifyUrl, returnUrl, timestamp: timestamp() };
      return (await sdk()).pageExec(method, 'GET', wish);
    },
    /** @throws AlipayFault with Alipay's own code, or `NO_ANSWER`, `UNPROVEN_ANSWER` */
    async ask(method: string, bizContent: object, more: object = {}): Promise<Answer> {
      const known = await sdk();
      const wish = { bizContent, timestamp: timestamp(), ...more };
      const answer = await known
        .exec(method, wish, { validateSign: true })
        .catch((why: unknown) => {
          throw new AlipayFault(isUnproven(why) ? 'UNPROVEN_ANSWER' : 'NO_ANSWER');
        });
      if (answer.code === '10000') return answer;
      throw new AlipayFault(String(answer.subCode ?? answer.sub_code ?? answer.code));
    },
    /** Whether Alipay signed these fields. */
    async proves(fields: Readonly<Record<string, string>>): Promise<boolean> {
      if (!fields.sign || fields.sign_type !== 'RSA2') return false;
      try {
        return (await sdk()).checkNotifySignV2({ ...fields });
      } catch {
        return false; // a signature that cannot even be read
      }
    },
  };
}
export type AlipayLine = ReturnType<typeof alipayLine>;

const isUnproven = (why: unknown): boolean => why instanceof Error && why.message.includes('验签');
const bare = (key: string): string => key.replace(/-----[A-Z ]+-----/g, '').replaceAll(/\s/g, '');
/** PKCS#8 names its algorithm, rsaEncryption, near its beginning. */
const isPkcs8 = (key: string): boolean =>
  Buffer.from(bare(key), 'base64')
    .subarray(0, 40)
    .includes(Buffer.from('2a864886f70d010101', 'hex'));
