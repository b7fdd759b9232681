/** The demo chain's people come in by the door that everyone uses: an invitation with a code. */
import { setStaffPasswordByCode } from '../../server/src/flows/change-staff-password.ts';
import { inviteStaff } from '../../server/src/flows/invite-staff.ts';
import { resetStaffPassword } from '../../server/src/flows/manage-staff.ts';
import type { MerchantId, NodeId, OutletId, StaffId } from '../../server/src/kernel/id.ts';
import * as chain from '../../server/src/modules/chain/chain.ts';
import { SYSTEM } from '../../server/src/platform/audit.ts';
import type { Db } from '../../server/src/platform/db.ts';
import { newBase32 } from '../../server/src/platform/secret.ts';
import { DEALER_PEOPLE, HEAD_OFFICE, SIGN_INS, WORKERS, type WorkRole } from './people.ts';
import type { DealerKey } from './places.ts';

export interface SettledStaff {
  readonly key: string;
  readonly id: StaffId;
  readonly name: string;
  readonly login: string;
  readonly outlet: OutletId | null;
  readonly roles: readonly chain.Role[];
}
export interface SignIn {
  readonly name: string;
  readonly title: string;
  readonly login: string;
  readonly password: string;
  readonly app: chain.App;
}
export interface StaffWish {
  readonly merchant: MerchantId;
  readonly people?: readonly string[];
  readonly signIns?: readonly string[];
}

export const ADMIN = HEAD_OFFICE[0];

interface Nodes {
  readonly hq: NodeId;
  readonly dealers: Readonly<Record<DealerKey, NodeId>>;
  readonly outlets: ReadonlyMap<string, OutletId>;
}

interface Person {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly outlet: OutletId | null;
  readonly node: NodeId;
  readonly roles: readonly chain.Role[];
  readonly card: Pick<chain.StaffForm, 'motto' | 'story' | 'wechat' | 'worksOnlineOnly'>;
}

const PLAIN = { motto: '', story: '', wechat: '', worksOnlineOnly: false };

function peopleOf({ people }: StaffWish, { hq, dealers, outlets }: Nodes): Person[] {
  const everyone: Person[] = [
    ...HEAD_OFFICE.map(({ role, ...each }) => ({
      ...each,
      outlet: null,
      node: hq,
      roles: [role],
      card: PLAIN,
    })),
    ...DEALER_PEOPLE.map(({ dealer, ...each }) => ({
      ...each,
      title: '经销商',
      outlet: null,
      node: dealers[dealer],
      roles: ['dealer' as const],
      card: PLAIN,
    })),
    ...WORKERS.flatMap(({ outlet: at, roles, motto, story, wechat, onlineOnly, ...each }) => {
      const outlet = outlets.get(at);
      const card = { motto, story, wechat, worksOnlineOnly: onlineOnly };
      return outlet === undefined
        ? []
        : [{ ...each, outlet, node: outlet, roles: roles as readonly WorkRole[], card }];
    }),
  ];
  return everyone.filter(({ key }) => people?.includes(key) ?? true);
}

/** Each is invited; those who are to be printed choose a random password with their code. */
export async function settleStaff(
  db: Db,
  wish: StaffWish,
  by: chain.SignedInStaff,
  newId: () => StaffId,
  nodes: Nodes,
): Promise<{ staff: Map<string, SettledStaff>; signIns: SignIn[] }> {
  const { merchant, signIns: printed = SIGN_INS } = wish;
  const staff = new Map<string, SettledStaff>();
  const signIns = new Map<string, SignIn>();
  for (const { key, name, title, outlet, node, roles, card } of peopleOf(wish, nodes)) {
    const id = key === ADMIN.key ? by.id : newId();
    const form = { ...chain.NO_CARD, ...card, id, name, login: key, title, outlet };
    const grants = roles.map((role) => ({ node, role }));
    const deed = { merchant, actor: SYSTEM, by };
    const { code } =
      key === ADMIN.key
        ? await resetStaffPassword(db, { ...deed, staff: id })
        : await inviteStaff(db, { ...deed, form, grants });
    staff.set(key, { key, id, name, login: key, outlet, roles });
    if (!printed.includes(key)) continue;
    const password = newBase32(10);
    await setStaffPasswordByCode(db, { merchant, login: key, code, ip: 'demo', to: password });
    const app = outlet === null || roles.includes('store_manager') ? 'console' : 'workbench';
    signIns.set(key, { name, title, login: key, password, app });
  }
  return { staff, signIns: printed.flatMap((key) => signIns.get(key) ?? []) };
}
