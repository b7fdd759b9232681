/**
 * The components that the views may use, named and shaped as Taro's, over accessible elements of
 * the DOM.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { addressOf } from './addresses.ts';
import { enterSheet, push, quitSheet } from './history.ts';

type Aria = { [name in `aria-${string}`]?: string | number | boolean | undefined };

export interface Part extends Aria {
  id?: string;
  className?: string | undefined;
  style?: string | Readonly<Record<string, string | number>>;
  role?: string | undefined;
  hidden?: boolean;
  children?: ComponentChildren;
}

interface Pressable extends Part {
  onClick?: (() => void) | undefined;
}

function press(onClick: (() => void) | undefined, role: string | undefined) {
  if (!onClick) return {};
  return {
    role: role ?? 'button',
    tabIndex: 0,
    onClick: (event: Event) => {
      event.stopPropagation();
      onClick();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== event.currentTarget) return;
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onClick();
    },
  };
}

type Loose = Record<string, unknown>;

export function View({ onClick, role, ...rest }: Pressable) {
  return <div {...({ role, ...rest, ...press(onClick, role) } as Loose)} />;
}

export function Text({ onClick, role, ...rest }: Pressable) {
  return <span {...({ role, ...rest, ...press(onClick, role) } as Loose)} />;
}

interface ImagePart extends Part {
  src: string;
  mode?: 'aspectFill' | 'aspectFit';
  /** A picture below the first screen waits until it is near. */
  lazyLoad?: boolean;
  width?: number;
  height?: number;
}

export function Image({ src, mode, lazyLoad, className = '', ...rest }: ImagePart) {
  const { 'aria-label': label, children: _none, ...others } = rest;
  const fit = mode === 'aspectFit' ? 'fit' : 'fill';
  return (
    <img
      {...(others as Loose)}
      src={src}
      alt={String(label ?? '')}
      className={`${className} ${fit}`}
      loading={lazyLoad ? 'lazy' : 'eager'}
      decoding="async"
    />
  );
}

interface ButtonPart extends Pressable {
  disabled?: boolean | undefined;
  /** Keeps its width and shows a ring; a second press does nothing. */
  loading?: boolean | undefined;
}

export function Button({ disabled, loading, onClick, children, ...rest }: ButtonPart) {
  const pressed = (event: Event) => {
    event.stopPropagation();
    if (!loading) onClick?.();
  };
  return (
    <button
      {...(rest as Loose)}
      type="button"
      disabled={disabled}
      aria-busy={loading || undefined}
      onClick={pressed}
    >
      {children}
    </button>
  );
}

interface NavigatorPart extends Part {
  url: string;
}

export function Navigator({ url, children, ...rest }: NavigatorPart) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    push(url);
  };
  return (
    <a {...(rest as Loose)} href={addressOf(url)} onClick={follow}>
      {children}
    </a>
  );
}

interface InputEvent_ {
  detail: { value: string };
}

interface InputPart extends Part {
  value: string;
  type?: 'text' | 'number' | 'tel';
  placeholder?: string;
  maxlength?: number;
  focus?: boolean;
  name?: string;
  /** What the phone may fill in by itself: `tel`, `one-time-code`, `name`. */
  autoFill?: string;
  onInput: (event: InputEvent_) => void;
  onConfirm?: () => void;
}

/** Digits keep their zeros in front, so a number is text with the keys of a number. */
const KEYS = {
  number: { inputMode: 'numeric' },
  tel: { type: 'tel' },
} as Record<'number' | 'tel', Loose>;

export function Input({ maxlength, focus, autoFill, onInput, onConfirm, ...rest }: InputPart) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const { type = 'text', children: _none, ...others } = rest;
  return (
    <input
      {...(others as Loose)}
      {...(type === 'text' ? {} : KEYS[type])}
      ref={field}
      maxLength={maxlength}
      autoComplete={autoFill ?? 'off'}
      enterKeyHint={onConfirm ? 'search' : undefined}
      onInput={(event) => onInput({ detail: { value: event.currentTarget.value } })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) onConfirm?.();
      }}
    />
  );
}

interface TextareaPart extends Part {
  value: string;
  placeholder?: string;
  maxlength?: number;
  onInput: (event: InputEvent_) => void;
}

export function Textarea({ maxlength, onInput, children: _none, ...rest }: TextareaPart) {
  return (
    <textarea
      {...(rest as Loose)}
      rows={3}
      maxLength={maxlength}
      onInput={(event) => onInput({ detail: { value: event.currentTarget.value } })}
    />
  );
}

interface ScrollPart extends Part {
  scrollX?: boolean;
  scrollY?: boolean;
}

export function ScrollView({ scrollX, scrollY, className = '', ...rest }: ScrollPart) {
  const way = `${scrollX ? 'scroll-x' : ''} ${scrollY ? 'scroll-y' : ''}`;
  return <div {...(rest as Loose)} className={`${className} ${way}`} />;
}

interface ContainerPart extends Part {
  show: boolean;
  /** The person closed it: by the back key, by the dark around it, by its own button. */
  onLeave: () => void;
}

/** A sheet from below: it holds the focus, and the phone's back key closes it. */
export function PageContainer({ show, onLeave, children, className = '', ...rest }: ContainerPart) {
  const sheet = useRef<HTMLDialogElement>(null);
  const leave = useRef(onLeave);
  leave.current = onLeave;
  const close = useRef(() => leave.current());
  useEffect(() => {
    if (!show) return;
    sheet.current?.showModal();
    enterSheet(close.current);
    return () => {
      sheet.current?.close();
      quitSheet(close.current);
    };
  }, [show]);
  if (!show) return null;
  const outside = (event: MouseEvent) => {
    if (event.target === sheet.current) quitSheet(close.current);
  };
  return (
    <dialog
      {...(rest as Loose)}
      ref={sheet}
      className={`sheet ${className}`}
      onClick={outside}
      onCancel={(event) => {
        event.preventDefault();
        quitSheet(close.current);
      }}
    >
      <div className="sheet-in">{children}</div>
    </dialog>
  );
}
