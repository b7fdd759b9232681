/** The small pieces of every page: card, page head, tag, money, moment, face, picture. */
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { amount, full, money, when } from '../words/figures.ts';
import { useLanguage } from '../words/words.tsx';
import { faceOf } from './face.ts';

export type Tone =
  | 'plain'
  | 'accent'
  | 'ok'
  | 'warn'
  | 'bad'
  | 'info'
  | 'time'
  | 'space'
  | 'both'
  | 'share'
  | 'member';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}

export function Dot({ tone }: { tone: Tone | 'walkin' | 'ordinary' }) {
  return <i className={`dotc d-${tone}`} aria-hidden />;
}

interface CardProps {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly extra?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}
export function Card({ title, note, extra, className = '', children }: CardProps) {
  return (
    <section className={`card ${className}`}>
      {title && (
        <header>
          <h2>{title}</h2>
          {note && <small>{note}</small>}
          <span className="sp" />
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}

interface BarProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly children?: ReactNode;
}
/** The head of a page: its one h1, what belongs beside it, and the actions at the right. */
export function Bar({ title, note, before, after, children }: BarProps) {
  return (
    <div className="bar">
      {before}
      <h1>{title}</h1>
      {after}
      {note && <span className="t3">{note}</span>}
      <span className="sp" />
      {children}
    </div>
  );
}

/** Money never wraps and never loses its fen. */
export function Fen({
  of,
  bare = false,
  plus = false,
}: {
  of: number;
  bare?: boolean;
  plus?: boolean;
}) {
  const words = bare ? amount(of) : money(of);
  return <span className="num one">{plus && of > 0 ? `+${words}` : words}</span>;
}

/** A figure with its sign and fen smaller, as on the dashboard and the statement. */
export function Figure({ fen, size = 26 }: { fen: number; size?: number }) {
  const [whole, cents] = amount(fen).split('.');
  return (
    <span className="fig" style={{ fontSize: size }}>
      <small>¥</small>
      {whole}
      <small>.{cents}</small>
    </span>
  );
}

export function When({ at }: { at: string | null | undefined }) {
  const { language } = useLanguage();
  if (!at) return <span className="t3">–</span>;
  return (
    <Tooltip title={full(at)}>
      <time className="num one" dateTime={at}>
        {when(at, language)}
      </time>
    </Tooltip>
  );
}

export function Face({ name, size = 28 }: { name: string; size?: number }) {
  return <img className="face" src={faceOf(name)} width={size} height={size} alt="" />;
}

export function Picture({ id, name, size = 40 }: { id: string; name: string; size?: number }) {
  return (
    <img
      className="pic"
      src={`/pictures/product/${id}.svg`}
      width={size}
      height={size}
      alt={name}
      loading="lazy"
    />
  );
}

/** One line, the whole text on hover. */
export function One({ children, max }: { children: string; max?: number }) {
  return (
    <span className="one cut" style={max ? { maxWidth: max } : undefined} title={children}>
      {children}
    </span>
  );
}

/** What may be wider than its card: it scrolls by itself, also by the keys. */
export function Wide({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="wide" tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
