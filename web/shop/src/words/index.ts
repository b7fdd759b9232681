/** The words of the shop in the member's language. `w` is the book that is open now. */
import type { Words } from './zh.ts';

export let w: Words;
export let language: 'zh' | 'en' = 'zh';

const books = {
  zh: () => import('./zh.ts'),
  en: () => import('./en.ts'),
};

export async function speak(next: 'zh' | 'en'): Promise<void> {
  w = (await books[next]()).words;
  language = next;
}
