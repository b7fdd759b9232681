/** Of which order, by whom, in which outlet: how each row of the three lists begins. */
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { One } from '../../parts/parts.tsx';

interface OfOrder {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly outletName: string;
}

export const orderColumns = <Row extends OfOrder>(
  t: (word: 'number' | 'buyer' | 'member' | 'outlet') => string,
  whom: 'buyer' | 'member' = 'buyer',
): TableColumnsType<Row> => [
  {
    title: t('number'),
    key: 'number',
    render: (_, row) => (
      <Link to="/orders/$id" params={{ id: row.orderId } as never} className="link num">
        {row.orderNumber}
      </Link>
    ),
  },
  {
    title: t(whom),
    key: whom,
    render: (_, row) => <One max={110}>{row.buyer || '–'}</One>,
  },
  {
    title: t('outlet'),
    key: 'outlet',
    render: (_, row) => <One max={110}>{row.outletName}</One>,
  },
];
