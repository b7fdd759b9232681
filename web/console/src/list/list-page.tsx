/**
 * The list page: filters live in the address, pages go by cursor, columns sort where the server
 * can, and it writes what they show as a file. Every list of the console is made from it.
 */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Table, type TableColumnsType } from 'antd';
import { ChevronLeft, ChevronRight, SearchX, type LucideIcon } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { type Page, useRead } from '../api/use.ts';
import { Bar } from '../parts/parts.tsx';
import { midnightOf } from '../words/figures.ts';
import { Blank, Failed, Loading } from '../parts/states.tsx';
import { useWords } from '../words/words.tsx';
import { FileButton } from './csv-button.tsx';
import { en } from './en.ts';
import { type Filter, Filters } from './filters.tsx';
import { zh } from './zh.ts';

export type Search = Readonly<Record<string, string | undefined>>;

/** The address as the state of the page; changing a filter goes back to the first page. */
export function useAddress() {
  const search = useSearch({ strict: false }) as Search;
  const go = useNavigate();
  const set = (changes: Search, keepPage = false) =>
    void go({
      to: '.',
      search: { ...search, ...(keepPage ? {} : { after: undefined }), ...changes } as never,
      replace: true,
    });
  return { search, set };
}

export interface ListProps<Row> {
  readonly title: ReactNode;
  readonly path: string;
  readonly columns: TableColumnsType<Row>;
  readonly rowKey: (keyof Row & string) | ((row: Row) => string);
  readonly filters?: readonly Filter[];
  readonly fixed?: Search;
  readonly note?: (rows: readonly Row[]) => ReactNode;
  readonly actions?: ReactNode;
  readonly open?: (row: Row) => void;
  /** Where the server writes the file: with the filters and the sorting of the list. */
  readonly file?: string;
  readonly first: {
    readonly icon: LucideIcon;
    readonly title: string;
    readonly words?: string;
    readonly action?: ReactNode;
  };
  readonly everyMs?: number;
  readonly count?: number;
  /** Below the head: a strip of figures, tabs. */
  readonly above?: ReactNode;
  readonly bare?: boolean;
}

export function ListPage<Row extends object>(props: ListProps<Row>) {
  const { title, path, filters = [], fixed = {}, above, note, actions, bare } = props;
  const { search } = useAddress();
  const asked = askedOf(filters, search, fixed);
  const query = { ...asked, sort: search.sort, after: search.after, count: props.count ?? 20 };
  const read = useRead<Page<Row>>(path, query, props.everyMs ? { everyMs: props.everyMs } : {});
  const rows = read.data?.items ?? [];
  const fileButton = props.file && (
    <FileButton path={props.file} query={{ ...asked, sort: search.sort }} />
  );
  return (
    <>
      {!bare && (
        <Bar title={title} note={note?.(rows)}>
          {fileButton}
          {actions}
        </Bar>
      )}
      {above}
      <section className={bare ? '' : 'card'}>
        {filters.length > 0 && <Filters filters={filters} extra={bare ? fileButton : undefined} />}
        <Rows {...props} read={read} filtered={Object.values(asked).some(Boolean)} />
      </section>
    </>
  );
}

function askedOf(filters: readonly Filter[], search: Search, fixed: Search): Search {
  const asked: Record<string, string | undefined> = {};
  for (const filter of filters) {
    if (filter.kind !== 'days') asked[filter.key] = search[filter.key];
    else if (filter.until === undefined) Object.assign(asked, { from: search.from, to: search.to });
    else if (search.from && search.to) {
      asked.from = midnightOf(search.from);
      asked[filter.until] = midnightOf(search.to, 1);
    }
  }
  return { ...asked, ...fixed };
}

type Read<Row> = ReturnType<typeof useRead<Page<Row>>>;

function Rows<Row extends object>(props: ListProps<Row> & { read: Read<Row>; filtered: boolean }) {
  const { read, columns, rowKey, open, first, filtered } = props;
  const { search, set } = useAddress();
  const t = useWords(zh, en);
  if (read.error && !read.data)
    return <Failed error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Loading height={420} />;
  if (read.data.items.length === 0)
    return filtered || search.after ? (
      <Blank icon={SearchX} title={t('noneFits')} words={t('noneFitsWords')} />
    ) : (
      <Blank {...first} tone="accent" />
    );
  const sort = search.sort ?? '';
  const sorted = columns.map((column) =>
    column.sorter && column.key
      ? {
          ...column,
          sortOrder:
            sort === column.key
              ? ('ascend' as const)
              : sort === `-${column.key}`
                ? ('descend' as const)
                : null,
        }
      : column,
  );
  return (
    <>
      <Table<Row>
        columns={sorted}
        dataSource={read.data.items}
        rowKey={rowKey}
        pagination={false}
        size="small"
        scroll={{ x: 'max-content' }}
        className={open ? 'clickable' : ''}
        {...(open ? { onRow: (row: Row) => ({ onClick: () => open(row) }) } : {})}
        onChange={(_pages, _filters, order) => {
          const { columnKey, order: way } = Array.isArray(order) ? order[0]! : order;
          set({ sort: way ? `${way === 'descend' ? '-' : ''}${columnKey}` : undefined });
        }}
      />
      <Pager next={read.data.next} shown={read.data.items.length} />
    </>
  );
}

/** Cursors only go forward; the way back is remembered for as long as the page stands. */
function Pager({ next, shown }: { next: string | null; shown: number }) {
  const t = useWords(zh, en);
  const { search, set } = useAddress();
  const trail = useRef<(string | undefined)[]>([]);
  if (!next && !search.after) return <p className="t3 pager">{t('all', { count: shown })}</p>;
  return (
    <div className="row pager">
      <Button
        size="small"
        icon={<ChevronLeft size={15} />}
        disabled={!search.after}
        onClick={() => set({ after: trail.current.pop() }, true)}
      >
        {t('before')}
      </Button>
      <Button
        size="small"
        disabled={!next}
        onClick={() => {
          trail.current.push(search.after);
          set({ after: next ?? undefined }, true);
        }}
      >
        {t('after')} <ChevronRight size={15} />
      </Button>
    </div>
  );
}
