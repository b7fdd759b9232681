/**
 * Sends a one-time code to a phone. The same answer for a known and an unknown number; capped by
 * phone, by address and by day before anything is sent.
 */
import type { MerchantId } from '../kernel/id.ts';
import { days, minutes } from '../kernel/time.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';
import { spendTry, type Quota } from '../platform/quota.ts';
import type { Vault } from '../platform/secret.ts';

export interface SendCode {
  readonly merchant: MerchantId;
  readonly phone: string;
  readonly purpose: members.CodePurpose;
  /** Null inside the house: the demo's own members sign up by hundreds. */
  readonly ip: string | null;
}
export interface CodeKit {
  readonly db: Db;
  readonly vault: Vault;
  readonly sms: members.SmsPort;
}

/** @throws Refusal `platform.too_many_tries` */
export async function sendCode(kit: CodeKit, wish: SendCode): Promise<void> {
  const { db, vault, sms } = kit;
  const { merchant, phone, purpose, ip } = wish;
  await spendTry(db, merchant, limitsOf(members.phoneKey(vault, phone), ip));
  const code = await db.transaction(merchant, async (tx) =>
    members.startCode(tx, vault, phone, purpose),
  );
  await sms.send({ phone, template: 'code', params: [code, '10'] });
}

function limitsOf(phone: string, ip: string | null): Quota[] {
  const byPhone = [
    { scope: `sms_minute:${phone}`, most: 1, windowMs: minutes(1) },
    { scope: `sms_day:${phone}`, most: 10, windowMs: days(1) },
  ];
  if (ip === null) return byPhone;
  return [
    ...byPhone,
    { scope: `sms_ip_hour:${ip}`, most: 100, windowMs: minutes(60) },
    { scope: `sms_ip_day:${ip}`, most: 300, windowMs: days(1) },
  ];
}
