/** Balance and points at the checkout: what each would pay of this price, to the fen. */
import { Text, View } from '@tarojs/components';
import { useAnswer } from '../../answer.ts';
import { findOffer, type Parts } from '../../api/wallet.ts';
import { yuan } from '../../format.ts';
import { Switch } from '../../parts/switch.tsx';
import { words } from '../wallet/words.ts';

export interface WalletWish {
  balance: boolean;
  points: boolean;
  seen: Parts;
}

interface Shown {
  member: string;
  payableFen: number;
  chosen: { balance: boolean; points: boolean };
  onChoose: (wish: WalletWish) => void;
}
export function WalletSwitches({ member, payableFen, chosen, onChoose }: Shown) {
  const t = words();
  const offer = useAnswer(`offer ${member} ${payableFen}`, () => findOffer(payableFen)).value;
  if (offer === null) return null;
  const { has, balance, points, both } = offer;
  const whole = has.principal + has.bonus;
  if (balance.principal + balance.bonus === 0 && points.points === 0) return null;
  const of = (wish: { balance: boolean; points: boolean }): Parts =>
    wish.balance && wish.points
      ? both
      : wish.points
        ? points
        : wish.balance
          ? balance
          : { principal: 0, bonus: 0, points: 0, pointsFen: 0 };
  const seen = of(chosen);
  const used = seen.principal + seen.bonus + seen.pointsFen;
  const set = (change: Partial<Shown['chosen']>) => {
    const next = { ...chosen, ...change };
    onChoose({ ...next, seen: of(next) });
  };
  const withBalance = of({ ...chosen, balance: true });
  return (
    <View className="card flat">
      {points.points > 0 ? (
        <Switch
          icon="gift"
          label={t.usePoints}
          say={t.usePointsSay(points.points, yuan(points.pointsFen), has.points)}
          on={chosen.points}
          onChange={(on) => set({ points: on })}
        />
      ) : null}
      {whole > 0 ? (
        <Switch
          icon="wallet"
          label={t.useBalance}
          say={t.useBalanceSay(yuan(withBalance.principal + withBalance.bonus), yuan(whole))}
          on={chosen.balance}
          onChange={(on) => set({ balance: on })}
        />
      ) : null}
      {used > 0 ? (
        <View className="line">
          <Text className="grow m5">{t.rest(yuan(payableFen - used))}</Text>
        </View>
      ) : null}
    </View>
  );
}
