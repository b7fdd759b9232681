/** Light, dark or as the phone says; the design's variables and antd-mobile's turn together. */
export type Theme = 'light' | 'dark' | 'auto';
const KEPT = 'qd.work.theme';
const wantsDark = matchMedia('(prefers-color-scheme: dark)');

export function themeNow(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
export function wear(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  dress();
}
export function dress(): void {
  const theme = themeNow();
  const shown = theme === 'auto' ? (wantsDark.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = shown;
  document.documentElement.dataset.prefersColorScheme = shown;
}
wantsDark.addEventListener('change', dress);
