/**
 * A guide's month in rows: which settled lines count, what was said about it at its close and
 * after, and how much room the caps of the month leave.
 */
import type { OrderId, StaffId } from '../../kernel/id.ts';
import { fen, least, minus, ZERO, type Fen } from '../../kernel/money.ts';
import type { Day } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import * as rows from './store-months.ts';
import type { Plan } from './types.ts';

/** Settled in this month, by this guide: what her tier is counted of. */
export function keepSale(
  tx: Tx,
  order: OrderId,
  wish: {
    readonly staff: StaffId;
    readonly month: Day;
    readonly lines: readonly { readonly no: number; readonly role: string | null }[];
  },
): void {
  const goods = wish.lines.filter(({ no }) => no > 0);
  tx.tell(rows.insertSaleLines, {
    order,
    staff: wish.staff,
    month: wish.month,
    lineNos: goods.map(({ no }) => no),
    roles: goods.map(({ role }) => role ?? ''),
  });
}

export const saleLines = (reader: Reader, staff: StaffId, month: Day) =>
  reader.ask(rows.findSaleLines, { staff, month });
export const guidesIn = (reader: Reader, months: readonly Day[]) =>
  reader.ask(rows.findMonthGuides, { months });
export const tierCloses = (reader: Reader, staff: StaffId, month: Day) =>
  reader.ask(rows.findTierCloses, { staff, month });

export interface TierClose {
  readonly month: Day;
  readonly staff: StaffId;
  readonly no: number;
  readonly tier: string;
  readonly version: number;
  readonly sales: Fen;
  readonly worth: Fen;
  readonly booked: number;
}
/** Its words add up to what it is worth. @throws Again when another one spoke first */
export const closeTier = (tx: Tx, close: TierClose): void =>
  tx.guard(rows.insertTierClose, close, () => new Again('the month was closed meanwhile'));

const ALL = 'all';
export interface Want {
  readonly id: string;
  readonly party: string;
  readonly amount: Fen;
}
type MonthCaps = Pick<Plan, 'monthPersonFen' | 'monthMerchantFen'>;
export const hasMonthCaps = ({ monthPersonFen, monthMerchantFen }: MonthCaps): boolean =>
  monthPersonFen > 0 || monthMerchantFen > 0;

/** What each want may have; the rooms are taken. The first caps of a month hold to its end. */
export async function takeRoom(
  tx: Tx,
  month: Day,
  caps: MonthCaps,
  wants: readonly Want[],
): Promise<ReadonlyMap<string, Fen>> {
  const { monthPersonFen, monthMerchantFen } = caps;
  const people = monthPersonFen > 0 ? [...new Set(wants.map(({ party }) => party))] : [];
  const parties = [...(monthMerchantFen > 0 ? [ALL] : []), ...people];
  const capsOf = parties.map((party) => (party === ALL ? monthMerchantFen : monthPersonFen));
  tx.tell(rows.openRooms, { month, parties, caps: capsOf });
  const found = await tx.ask(rows.lockRooms, { month, parties });
  const left = new Map(found.map((room) => [room.party, room.left]));
  const { allowed, taken } = shared(left, wants);
  const took = [...taken].filter(([, amount]) => amount > 0);
  if (took.length > 0)
    tx.guard(
      rows.takeRooms,
      {
        month,
        parties: took.map(([party]) => party),
        amounts: took.map(([, amount]) => amount),
      },
      () => new Again('the room of the month was taken meanwhile'),
    );
  return allowed;
}

/** In the order of the wants, each as far as its own room and everybody's reach. Pure. */
export function shared(rooms: ReadonlyMap<string, Fen>, wants: readonly Want[]) {
  const left = new Map(rooms);
  const allowed = new Map<string, Fen>();
  for (const { id, party, amount } of wants) {
    const may = [party, ALL].reduce((most, room) => least(most, left.get(room) ?? most), amount);
    allowed.set(id, may);
    for (const room of [party, ALL])
      if (left.has(room)) left.set(room, minus(left.get(room)!, may));
  }
  const taken = new Map(
    [...rooms].map(([room, had]) => [room, fen(had - (left.get(room) ?? ZERO))]),
  );
  return { allowed, taken };
}

/** What of each want there was no room for. */
export const overOf = (
  wants: readonly Want[],
  allowed: ReadonlyMap<string, Fen>,
): ReadonlyMap<string, Fen> =>
  new Map(wants.map(({ id, amount }) => [id, minus(amount, allowed.get(id)!)]));

/**
 * The next word on a month: what it is worth within the room that is left, and what of that is not
 * booked yet; null: nothing has changed.
 */
export async function nextWord(
  tx: Tx,
  wish: {
    readonly month: Day;
    readonly party: string;
    readonly plan: MonthCaps;
    readonly extraFen: Fen;
    readonly said: readonly { readonly booked: number }[];
  },
): Promise<{ readonly no: number; readonly worth: Fen; readonly booked: number } | null> {
  const { month, party, plan, extraFen, said } = wish;
  const former = fen(said.reduce((total, { booked }) => total + booked, 0));
  const more = minus(extraFen, former);
  const want = { id: party, party, amount: more };
  const room =
    more <= 0 || !hasMonthCaps(plan) ? more : (await takeRoom(tx, month, plan, [want])).get(party)!;
  const no = said.length + 1;
  return room === 0 && no > 1 ? null : { no, worth: fen(former + room), booked: room };
}
