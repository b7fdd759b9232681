/** A drawing in a window that scrolls: how large it is, and being dragged by hand. */
import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react';

/** At this size the smallest words are 11 px high; smaller only when asked for. */
const READABLE = 0.9;
const LARGEST = 4;
const SMALLEST = 0.2;

export function useZoom(whole: { readonly w: number; readonly h: number }) {
  const window = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const grip = useRef<{ x: number; y: number } | null>(null);
  const fitting = (): number => {
    const { clientWidth = whole.w, clientHeight = whole.h } = window.current ?? {};
    return Math.min(1.2, clientWidth / whole.w, clientHeight / whole.h);
  };
  // Once, when it is first drawn: the page gives another tree another key.
  useLayoutEffect(() => {
    setZoom(Math.max(READABLE, fitting()));
  }, []);
  return {
    window,
    zoom,
    turn: (by: number) => setZoom(Math.min(LARGEST, Math.max(SMALLEST, zoom * by))),
    fit: () => setZoom(fitting()),
    drag: {
      onPointerDown: (event: PointerEvent) => {
        grip.current = { x: event.clientX, y: event.clientY };
      },
      onPointerUp: () => {
        grip.current = null;
      },
      onPointerLeave: () => {
        grip.current = null;
      },
      onPointerMove: (event: PointerEvent) => {
        // A finger scrolls by itself.
        if (grip.current === null || event.pointerType !== 'mouse') return;
        window.current!.scrollBy(grip.current.x - event.clientX, grip.current.y - event.clientY);
        grip.current = { x: event.clientX, y: event.clientY };
      },
    },
  };
}
