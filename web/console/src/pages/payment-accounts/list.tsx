/** The accounts, head office first: what each is, which keys are set, whether it is in use. */
import { App, Button, Table, type TableColumnsType } from 'antd';
import { post } from '../../api/call.ts';
import { useWrite } from '../../api/use.ts';
import { One, Tag, When } from '../../parts/parts.tsx';
import { count } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Account } from './types.ts';
import { zh } from './zh.ts';

interface ListProps {
  readonly items: readonly Account[];
  readonly change: (account: Account) => void;
  readonly turn: (account: Account) => void;
  readonly read: (account: Account) => void;
}

export function List({ items, ...deeds }: ListProps) {
  const t = useWords(zh, en);
  const columns: TableColumnsType<Account> = [
    {
      title: t('owner'),
      key: 'owner',
      render: (_, row) => (
        <>
          <One max={200}>{row.nodeName}</One>
          <div className="t3">{t(row.nodeKind)}</div>
        </>
      ),
    },
    {
      title: t('channel'),
      key: 'channel',
      render: (_, row) => (
        <>
          <span className="one">{t.of(`c_${row.channel}`)}</span>
          <div className="t3 one">{t(row.mode)}</div>
        </>
      ),
    },
    {
      title: t('account'),
      key: 'account',
      render: (_, row) => (
        <>
          <One max={200}>{row.name}</One>
          <div className="t3 num">
            {row.settings.subMchid ?? row.settings.mchid ?? row.settings.appid ?? ''}
          </div>
        </>
      ),
    },
    { title: t('keys'), key: 'keys', render: (_, row) => <KeysOf account={row} /> },
    {
      title: t('used'),
      key: 'used',
      align: 'right',
      render: (_, row) => (
        <span className="num one">{t('times', { count: count(row.captures) })}</span>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      render: (_, row) =>
        row.disabledAt ? <Tag tone="bad">{t('off')}</Tag> : <Tag tone="ok">{t('on')}</Tag>,
    },
    {
      title: '',
      key: 'do',
      align: 'right',
      render: (_, row) => <Deeds account={row} {...deeds} />,
    },
  ];
  return (
    <Table<Account>
      columns={columns}
      dataSource={[...items]}
      rowKey="id"
      pagination={false}
      size="small"
      scroll={{ x: 'max-content' }}
    />
  );
}

function KeysOf({ account }: { account: Account }) {
  const t = useWords(zh, en);
  const names = Object.keys(account.tails).sort();
  return (
    <div className="pay-keys">
      {names.map((name) => (
        <span key={name} className="one">
          {t.of(`f_${name}`)} <code>···{account.tails[name]}</code>
        </span>
      ))}
      <span className="t3 one">
        {account.keysBy ? t('keysBy', { name: account.keysBy }) : t('keysMade')}{' '}
        <When at={account.keysAt} />
      </span>
      {account.oldKeysUntil && (
        <span className="one">
          <Tag tone="warn">
            {t('oldUntil')} <When at={account.oldKeysUntil} />
          </Tag>
        </span>
      )}
    </div>
  );
}

function Deeds({ account, change, turn, read }: Omit<ListProps, 'items'> & { account: Account }) {
  const t = useWords(zh, en);
  const { modal, message } = App.useApp();
  const at = `/payment-accounts/${account.id}`;
  const test = useWrite(() => post<{ well: boolean; why: string | null }>(`${at}/test`), {
    then: ({ well, why }) =>
      void (well
        ? message.success(t('well'))
        : message.error(t('unwell', { why: t.of(`w_${why}`, why ?? '') }), 6)),
  });
  const turnTo = useWrite((way: 'enable' | 'disable') => post(`${at}/${way}`), { done: t('done') });
  const ask = () =>
    modal.confirm({
      title: t('disableAsk', { name: account.name }),
      content: t('disableWords'),
      okText: t('disable'),
      onOk: () => turnTo.mutateAsync('disable').catch(() => undefined),
    });
  const off = account.disabledAt !== null;
  return (
    <span className="row" style={{ justifyContent: 'flex-end', gap: 4 }}>
      <Button size="small" loading={test.isPending} onClick={() => test.mutate(undefined)}>
        {t('test')}
      </Button>
      <Button size="small" type="text" onClick={() => change(account)}>
        {t('edit')}
      </Button>
      {account.channel === 'wechat-pay' && (
        <Button size="small" type="text" onClick={() => read(account)}>
          {t('complaints')}
        </Button>
      )}
      {Object.keys(account.tails).length > 0 && (
        <Button size="small" type="text" onClick={() => turn(account)}>
          {t('turn')}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => (off ? turnTo.mutate('enable') : void ask())}>
        {t(off ? 'enable' : 'disable')}
      </Button>
    </span>
  );
}
