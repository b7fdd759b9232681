/** The smallest parts: a price, a face, a picture, a tag, a button that waits. */
import { useState, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { moneyParts } from '../i18n/format.ts';

export function Price({ fen, look = '' }: { fen: number; look?: string }) {
  const { sign, yuan, cents } = moneyParts(fen);
  return (
    <span className={`price ${look}`}>
      {sign}
      <i>¥</i>
      {yuan}
      <small>.{cents}</small>
    </span>
  );
}

/** The person's tile, drawn by the house; somebody without a name has one, too. */
export function Face({ name, size = 40 }: { name: string; size?: number }) {
  const src = `/pictures/avatar/${encodeURIComponent(name || '?')}.svg`;
  return <img className="face" style={{ width: size, height: size }} src={src} alt="" />;
}

/** A product's picture; without one, an empty tile of the same size. */
export function Picture(props: { product: string; name: string; size?: number }) {
  const { product, name, size = 48 } = props;
  const [broken, setBroken] = useState(false);
  const box = { width: size, height: size };
  if (broken) return <span className="pic" style={box} aria-hidden="true" />;
  return (
    <img
      className="pic"
      style={box}
      src={`/pictures/product/${product}.svg`}
      alt={name}
      loading="lazy"
      onError={() => setBroken(true)}
    />
  );
}

export const Tag = ({ look = '', children }: { look?: string; children: ReactNode }) => (
  <span className={`tag ${look}`}>{children}</span>
);

interface ActProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: string;
  readonly waiting?: boolean;
}
/** Keeps its width while it waits; a second tap does nothing. */
export function Act({ look = '', waiting = false, children, disabled, ...rest }: ActProps) {
  return (
    <button
      type="button"
      className={`btn ${look}`}
      disabled={disabled || waiting}
      aria-busy={waiting}
      {...rest}
    >
      {waiting && <i className="ring16" aria-hidden="true" />}
      {children}
    </button>
  );
}

export function Choice<T extends string>(props: {
  readonly label: string;
  readonly look?: 'seg' | 'chips';
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <div className={props.look ?? 'seg'} role="group" aria-label={props.label}>
      {props.options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
