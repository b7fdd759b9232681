import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Haystack, matches, type Title } from './search.ts';
import { spellingOf } from './write.ts';

const WORDS =
  '建德 红颜 草莓 蜜橘 涌泉 鲜 牛奶 土鸡 蛋 青菜 小 大 NFC 橙汁 绿茶 女儿红 重庆 面 500 AD钙'.split(
    ' ',
  );
const ENGLISH = ['Hongyan strawberries', 'Fresh milk 950', 'Green tea', 'A d milk', ''];
const title = fc
  .tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }), fc.nat(4))
  .map(([words, english]): Title => {
    const [folded, spelt, latin] = spellingOf(words.join(''), ENGLISH[english]!).split('\n');
    return { folded: folded!, spelt: spelt!, english: latin! };
  });

/** A piece of one of the spellings of one of the titles, or something from elsewhere. */
const word = (titles: readonly Title[]) =>
  fc
    .tuple(fc.nat(titles.length - 1), fc.nat(4), fc.nat(20), fc.integer({ min: 1, max: 6 }))
    .map(([at, lane, from, length]) => {
      const { folded, spelt, english } = titles[at]!;
      const initials = spelt.replace(/[a-z]/g, '').toLowerCase();
      const lanes = [folded, spelt.toLowerCase(), initials, english.replaceAll(' ', ''), 'xqz鲤'];
      const text = lanes[lane]!;
      return text.slice(from % Math.max(1, text.length)).slice(0, length);
    });

test('[G1] every title that holds the words is found, and no other', () => {
  fc.assert(
    fc.property(
      fc.array(title, { minLength: 1, maxLength: 30 }).chain((titles) =>
        fc.tuple(
          fc.constant(titles),
          fc.array(
            word(titles).filter((each) => each !== ''),
            { minLength: 1, maxLength: 3 },
          ),
        ),
      ),
      ([titles, words]) => {
        const found = new Haystack(titles).find(words);
        const wanted = titles.flatMap((each, at) =>
          words.every((one) => matches(one, each)) ? [at] : [],
        );
        expect([...found].sort((a, b) => a - b)).toEqual(wanted);
      },
    ),
    { numRuns: 400 },
  );
});

test('pinyin begins at a syllable, initials anywhere, and a name beginning so comes first', () => {
  const titles = ['牛奶草莓', '草莓', '生菜'].map((name): Title => {
    const [folded, spelt, english] = spellingOf(name, '').split('\n');
    return { folded: folded!, spelt: spelt!, english: english! };
  });
  const hay = new Haystack(titles);
  expect(hay.find(['caomei'])).toEqual([1, 0]);
  expect(hay.find(['cm'])).toEqual([1, 0]);
  expect(hay.find(['aomei'])).toEqual([]);
  expect(hay.find(['菜'])).toEqual([2]);
});
