/** A sheet from below: traps focus, closes on back, veil and Escape. */
import { useBlocker } from '@tanstack/react-router';
import { Popup } from 'antd-mobile';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../i18n/words.ts';

interface SheetProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}
export function Sheet({ open, title, onClose, children }: SheetProps) {
  return (
    <Popup visible={open} onMaskClick={onClose} destroyOnClose bodyStyle={{ background: 'none' }}>
      {open && (
        <Inside title={title} onClose={onClose}>
          {children}
        </Inside>
      )}
    </Popup>
  );
}

const FOCUSABLE = 'button:not(:disabled), input, textarea, select, a[href], [tabindex="0"]';

function Inside({ title, onClose, children }: Omit<SheetProps, 'open'>) {
  const box = useRef<HTMLElement>(null);
  const named = useId();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current?.focus();
    return () => {
      before?.focus();
    };
  }, []);
  useBlocker({
    shouldBlockFn: ({ action }) => {
      if (action !== 'BACK') return false;
      onClose();
      return true;
    },
    enableBeforeUnload: false,
  });
  const trap = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') return onClose();
    if (event.key !== 'Tab') return;
    const all = [...(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (document.activeElement !== edge && document.activeElement !== box.current) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0])?.focus();
  };
  return (
    <section
      ref={box}
      className="sheet"
      role="dialog"
      aria-modal="true"
      aria-labelledby={named}
      tabIndex={-1}
      onKeyDown={trap}
    >
      <span className="grab" aria-hidden="true" />
      <div className="row between">
        <h2 id={named} style={{ fontSize: 18 }}>
          {title}
        </h2>
        <button type="button" className="icon-btn" aria-label={t('act.close')} onClick={onClose}>
          <X aria-hidden="true" />
        </button>
      </div>
      {children}
    </section>
  );
}
