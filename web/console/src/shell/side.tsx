/** The menu at the left: only what this person's role may open. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { remove } from '../api/call.ts';
import { useWrite } from '../api/use.ts';
import { Face } from '../parts/parts.tsx';
import { useWords } from '../words/words.tsx';
import { ChangePassword } from './change-password.tsx';
import { en } from './en.ts';
import { Mark } from './mark.tsx';
import { menu } from './menu.ts';
import { useMay, useSession } from './session.tsx';
import { zh } from './zh.ts';

export function Side() {
  const t = useWords(zh, en);
  const may = useMay();
  const { merchant } = useSession();
  const groups = menu
    .map((group) => ({ ...group, entries: group.entries.filter(({ needs }) => may(needs)) }))
    .filter((group) => group.entries.length > 0);
  return (
    <aside className="side">
      <div className="logo">
        <Mark />
        {t('brand')}
        <small className="cut one">{merchant.name}</small>
      </div>
      <nav aria-label={t('mainNav')}>
        {groups.map((group) => (
          <div key={group.word ?? 'first'} style={{ display: 'grid', gap: 2 }}>
            {group.word && <div className="grp">{t(group.word)}</div>}
            {group.entries.map(({ to, word, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ className: 'here', 'aria-current': 'page' }}
              >
                <Icon size={16} aria-hidden />
                {t(word)}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <Me />
    </aside>
  );
}

function Me() {
  const t = useWords(zh, en);
  const { staff, grants } = useSession();
  const go = useNavigate();
  const [changing, setChanging] = useState(false);
  const leave = useWrite(() => remove('/session'), { then: () => location.assign('/console/') });
  const roles = [...new Set(grants.map((grant) => t.of(grant.role)))].join(' · ');
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'security', label: t('security') },
            { key: 'password', label: t('changePassword') },
            { key: 'out', label: t('signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'out') leave.mutate(undefined);
            else if (key === 'security') void go({ to: '/security' });
            else setChanging(true);
          },
        }}
      >
        <button type="button" className="me">
          <Face name={staff.name} size={30} />
          <div>
            <div className="one cut">{staff.name}</div>
            <div className="t3 one cut">{roles}</div>
          </div>
        </button>
      </Dropdown>
      <ChangePassword open={changing} close={() => setChanging(false)} />
    </>
  );
}
