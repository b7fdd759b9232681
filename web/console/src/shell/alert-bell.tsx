/** The bell: how many orders came since one last looked, which ones, and the mute. */
import { Link } from '@tanstack/react-router';
import { Badge, Button, Popover } from 'antd';
import { Bell, BellOff, Volume2, VolumeX } from 'lucide-react';
import { Fen, When } from '../parts/parts.tsx';
import { useWords } from '../words/words.tsx';
import { useAlerts } from './alerts.tsx';
import { en } from './en.ts';
import { zh } from './zh.ts';

export function AlertBell() {
  const t = useWords(zh, en);
  const { orders, unseen, muted, mute, see } = useAlerts();
  const list = (
    <div style={{ width: 320 }}>
      <div className="row between" style={{ marginBottom: 8 }}>
        <b>{t('alertsTitle')}</b>
        <Button
          size="small"
          icon={muted ? <VolumeX size={15} /> : <Volume2 size={15} />}
          onClick={mute}
        >
          {t(muted ? 'unmute' : 'mute')}
        </Button>
      </div>
      {orders.length === 0 && <p className="t2">{t('alertsNone')}</p>}
      <ul className="lines-list">
        {orders.slice(0, 8).map((order) => (
          <li key={order.id}>
            <Link to="/orders/$id" params={{ id: order.id }} className="row between">
              <span className="grow">
                <span className="one cut" style={{ maxWidth: 200 }}>
                  {order.memberName} {order.title}
                </span>
                <span className="t3" style={{ display: 'block' }}>
                  {order.outletName} · <When at={order.paidAt} />
                </span>
              </span>
              <Fen of={order.payableFen} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <Popover
      content={list}
      trigger="click"
      placement="bottomRight"
      onOpenChange={(open) => open && see()}
    >
      <Badge count={unseen} size="small" overflowCount={99} offset={[-6, 6]}>
        <Button
          type="text"
          aria-label={unseen ? `${t('alerts')} ${unseen}` : t('alerts')}
          icon={muted ? <BellOff size={18} /> : <Bell size={18} />}
        />
      </Badge>
    </Popover>
  );
}
