/** What every role would have had of the same orders, before and after. */
import { Fen } from '../../parts/parts.tsx';
import { percent, signed } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export interface Shares {
  readonly netFen: number;
  readonly roles: readonly Sum[];
  readonly outlets: readonly (Omit<Sum, 'role'> & {
    readonly outletId: string;
    readonly outletName: string;
  })[];
}
interface Sum {
  readonly role: string;
  readonly beforeFen: number;
  readonly afterFen: number;
}

export function Roles({ shares: { netFen, roles } }: { shares: Shares }) {
  const t = useWords(zh, en);
  const shown = roles.filter(({ beforeFen, afterFen }) => beforeFen !== 0 || afterFen !== 0);
  return (
    <table className="plain tight">
      <thead>
        <tr>
          <th>{t('role')}</th>
          <th className="r">{t('roleBefore')}</th>
          <th className="r">{t('roleAfter')}</th>
          <th className="r">{t('roleChange')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ role, beforeFen, afterFen }) => (
          <tr key={role}>
            <td className="one">{t.of(`role_${role}`)}</td>
            <td className="r">
              <Fen of={beforeFen} bare />
            </td>
            <td className="r m6">
              <Fen of={afterFen} bare />
            </td>
            <td className="r num one">
              {afterFen === beforeFen ? '–' : signed(afterFen - beforeFen)}
            </td>
          </tr>
        ))}
        <tr className="sum">
          <td>{t('net')}</td>
          <td className="r">
            <Fen of={netFen} bare />
          </td>
          <td className="r">
            <Fen of={shown.reduce((sum, { afterFen }) => sum + afterFen, 0)} bare />
          </td>
          <td className="r t3">{percent(netFen ? 1 : 0, 0)}</td>
        </tr>
      </tbody>
    </table>
  );
}
