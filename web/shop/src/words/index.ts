/** The words of the shop in the member's language. `w` is the book that is open now. */
import { type Words, words as chinese } from './zh.ts';

export let w: Words = chinese;
export let language: 'zh' | 'en' = 'zh';

/** Most read Chinese, so that book comes along; the other is fetched when somebody asks for it. */
export async function speak(next: 'zh' | 'en'): Promise<void> {
  w = next === 'zh' ? chinese : (await import('./en.ts')).words;
  language = next;
}
