/** Staff: who works where with which roles; inviting, and the sheet of one colleague. */
import { Button, type TableColumnsType } from 'antd';
import { Plus, ShieldCheck, UserRoundCog } from 'lucide-react';
import { useState } from 'react';
import { ListPage, useAddress } from '../../list/list-page.tsx';
import { Face, One, Tag, type Tone, When } from '../../parts/parts.tsx';
import { useBranch } from '../../shell/branch.tsx';
import { useMay } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import { Invite } from './invite.tsx';
import { SignInRule } from './sign-in-rule.tsx';
import { StaffSheet } from './staff-sheet.tsx';
import { zh } from './zh.ts';

export const ROLES = [
  'hq_admin',
  'hq_operator',
  'finance',
  'dealer',
  'store_manager',
  'clerk',
  'guide',
  'creator',
] as const;
export type State = 'working' | 'invited' | 'suspended' | 'left';
export interface StaffRow {
  readonly worksOnlineOnly: boolean;
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly title: string;
  readonly outletName: string | null;
  readonly state: State;
  readonly lastSeenAt: string | null;
  readonly grants: readonly {
    readonly nodeId: string;
    readonly nodeName: string;
    readonly role: string;
  }[];
}
export const STATE_TONE: Readonly<Record<State, Tone>> = {
  working: 'ok',
  invited: 'info',
  suspended: 'bad',
  left: 'plain',
};

export function Page() {
  const t = useWords(zh, en);
  const may = useMay();
  const node = useBranch();
  const { search, set } = useAddress();
  const [inviting, setInviting] = useState(false);
  const [ruling, setRuling] = useState(false);
  const options = (words: readonly string[]) =>
    words.map((value) => ({ value, label: t.of(value) }));
  const columns: TableColumnsType<StaffRow> = [
    {
      title: t('name'),
      key: 'name',
      sorter: true,
      render: (_, row) => (
        <span className="row">
          <Face name={row.name} />
          <span>
            <b className="m5">{row.name}</b> <span className="t3">{row.title}</span>
          </span>
        </span>
      ),
    },
    {
      title: t('login'),
      key: 'login',
      sorter: true,
      render: (_, row) => <span className="num">{row.login}</span>,
    },
    {
      title: t('works'),
      key: 'outletName',
      sorter: true,
      render: (_, row) => <One max={160}>{row.outletName ?? t('head')}</One>,
    },
    {
      title: t('roles'),
      key: 'roles',
      render: (_, row) => (
        <span className="row" style={{ gap: 4, flexWrap: 'wrap' }}>
          {row.grants.map((grant) => (
            <Tag key={grant.nodeId + grant.role}>
              {t.of(grant.role)} · {grant.nodeName}
            </Tag>
          ))}
        </span>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      sorter: true,
      render: (_, row) => <Tag tone={STATE_TONE[row.state]}>{t(row.state)}</Tag>,
    },
    {
      title: t('seen'),
      key: 'lastSeenAt',
      sorter: true,
      render: (_, row) => <When at={row.lastSeenAt} />,
    },
  ];
  return (
    <>
      <ListPage<StaffRow>
        title={t('title')}
        path="/staff"
        rowKey="id"
        columns={columns}
        filters={[
          { kind: 'text', key: 'text', label: t('find') },
          { kind: 'choice', key: 'role', label: t('role'), options: options(ROLES) },
          {
            kind: 'choice',
            key: 'state',
            label: t('state'),
            options: options(Object.keys(STATE_TONE)),
          },
        ]}
        fixed={{ node: node ?? undefined }}
        open={(row) => set({ open: row.id }, true)}
        file="/exports/staff.csv"
        actions={
          <>
            {may('keys.write') && (
              <Button icon={<ShieldCheck size={15} />} onClick={() => setRuling(true)}>
                {t('signInRule')}
              </Button>
            )}
            {may('staff.write') && (
              <Button type="primary" icon={<Plus size={15} />} onClick={() => setInviting(true)}>
                {t('invite')}
              </Button>
            )}
          </>
        }
        first={{ icon: UserRoundCog, title: t('firstTitle'), words: t('firstWords') }}
      />
      {ruling && <SignInRule close={() => setRuling(false)} />}
      <Invite open={inviting} close={() => setInviting(false)} />
      {search.open && <StaffSheet id={search.open} close={() => set({ open: undefined }, true)} />}
    </>
  );
}
