/** The demo's 2,000 members before anybody knows them: names, phones, homes, habits. Pure. */
import type { Dice } from '../world/dice.ts';
import type { SettledComplex } from '../world/settle.ts';

export interface Neighbour {
  readonly at: number;
  readonly name: string;
  readonly phone: string;
  readonly complex: SettledComplex;
  /** Day of the 90 on which she signs up. */
  readonly joinsOn: number;
  /** Came by somebody's link rather than by herself. */
  readonly comesByLink: boolean;
  /** How often she buys: 1 is the middle. */
  readonly appetite: number;
  /** How often she passes a link on. */
  readonly talkative: number;
  readonly marketing: boolean;
  readonly showName: boolean;
}

const FAMILY =
  '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严';
const GIVEN_1 =
  '静敏丽芳娜秀娟英华慧巧美婷雪玉萍红月玲芬燕彩兰凤洁梅琳素云莲真环雨佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思丽';
const GIVEN_2 =
  '伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘';

/** Nobody's real number: 13x and 15x with a middle that operators do not assign to people. */
const phoneOf = (at: number): string => `1${35 + (at % 5)}0000${String(at).padStart(4, '0')}`;

const first = <T>(list: readonly T[], roll: Dice): T => list[roll.between(0, list.length - 1)]!;

export function neighbours(roll: Dice, complexes: readonly SettledComplex[], count: number) {
  const weights = complexes.flatMap((complex) =>
    Array.from({ length: Math.max(1, Math.round(complex.households / 120)) }, () => complex),
  );
  return Array.from({ length: count }, (_, at): Neighbour => {
    const woman = roll.next() < 0.68;
    const given = woman ? GIVEN_1 : GIVEN_2;
    const one = given[roll.between(0, given.length - 1)]!;
    const two = roll.next() < 0.6 ? given[roll.between(0, given.length - 1)]! : '';
    // Opening week brings a third; then a steady stream.
    const joinsOn = at < count / 3 ? roll.between(0, 5) : roll.between(3, 89);
    const spread = roll.next();
    return {
      at,
      name: FAMILY[roll.between(0, FAMILY.length - 1)]! + one + two,
      phone: phoneOf(at),
      complex: first(weights, roll),
      joinsOn,
      comesByLink: roll.next() < (at < count / 3 ? 0.25 : 0.6),
      appetite: spread < 0.2 ? 4 : spread < 0.55 ? 1.2 : 0.35,
      talkative: roll.next() < 0.12 ? 5 : 0.4,
      marketing: roll.next() < 0.55,
      showName: roll.next() < 0.8,
    };
  });
}
