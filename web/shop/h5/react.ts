/** What the views may use of React: hooks and one type. The phone web runs them on Preact. */
export type { ComponentChildren as ReactNode } from 'preact';
export {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'preact/hooks';
