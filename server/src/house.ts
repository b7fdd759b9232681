/** What a running server is made of: built in `main.ts`, by the tests and by the demo. */
import type { FapiaoPort } from './modules/invoices/invoices.ts';
import type { SmsPort, WechatPort } from './modules/members/members.ts';
import type { PaymentChannels } from './modules/payments/payments.ts';
import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/db.ts';
import type { Vault } from './platform/secret.ts';

export interface House {
  readonly db: Db;
  readonly clock: Clock;
  readonly vault: Vault;
  /** `demo` and `test` open the simulators; `production` knows none of them. */
  readonly mode: 'production' | 'demo' | 'test';
  /** Visible folder for posters, imports and secrets. */
  readonly dataDir: string;
  /** Where this server is reached from outside: the start of every link that we print. */
  readonly origin: string;
  /** Hosts, spelt as numbers, that webhooks may reach though they lead inward: test receivers. */
  readonly webhooksMayReach?: readonly string[];
}

/** The outside, as our rooms' ports see it; `neighbours.ts` chooses who answers. */
export interface Neighbours {
  readonly sms: SmsPort;
  readonly wechat: WechatPort;
  readonly payments: PaymentChannels;
  readonly invoices: FapiaoPort;
}
