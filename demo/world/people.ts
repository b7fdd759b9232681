/** Who works for the demo chain: head office, dealers, store managers, clerks, guides, creators. */
import type { DealerKey } from './places.ts';

export type WorkRole = 'store_manager' | 'clerk' | 'guide' | 'creator';

export const HEAD_OFFICE = [
  { key: 'lin-guodong', name: '林国栋', role: 'hq_admin', title: '创始人' },
  { key: 'zhao', name: '赵一诺', role: 'hq_operator', title: '总部运营' },
  { key: 'sun-hui', name: '孙慧', role: 'finance', title: '财务' },
] as const;

export const DEALER_PEOPLE: readonly { key: string; name: string; dealer: DealerKey }[] = [
  { key: 'he', name: '何志强', dealer: 'west' },
  { key: 'shao', name: '邵丽君', dealer: 'south' },
];

export interface Worker {
  readonly key: string;
  readonly name: string;
  readonly outlet: string;
  readonly roles: readonly WorkRole[];
  readonly title: string;
  readonly motto: string;
  readonly story: string;
  readonly wechat: string;
  readonly onlineOnly: boolean;
}

/** Ten store managers, and the deputies of the two busiest stores. */
const STORE_MANAGERS: readonly (readonly [key: string, name: string, outlet: string])[] = [
  ['wang', '王建国', 'hupan'],
  ['tang', '唐晓芸', 'wener'],
  ['xu', '徐海峰', 'gudun'],
  ['qian', '钱玉兰', 'cuiyuan'],
  ['feng', '冯立', 'sandun'],
  ['jiang', '蒋文静', 'jiangcun'],
  ['shen', '沈国华', 'shenhua'],
  ['han', '韩雪', 'jiangnan'],
  ['cao', '曹俊杰', 'aoti'],
  ['peng', '彭珊', 'xiasha'],
  ['yu', '余丹', 'hupan'],
  ['dong', '董浩', 'xiasha'],
];

const CLERKS: readonly (readonly [key: string, name: string, outlet: string])[] = [
  ['chen-gang', '陈刚', 'hupan'],
  ['li-na', '李娜', 'wener'],
  ['wu-bin', '吴斌', 'gudun'],
  ['zhang-mei', '张梅', 'cuiyuan'],
  ['liu-yang', '刘洋', 'sandun'],
  ['yang-fan', '杨帆', 'jiangcun'],
  ['zhu-li', '朱莉', 'shenhua'],
  ['hu-jun', '胡军', 'jiangnan'],
  ['guo-ting', '郭婷', 'aoti'],
  ['lu-wei', '陆伟', 'xiasha'],
];

/** The last two keep the partner stores: no stock, a table of samples and their neighbours. */
const GUIDES: readonly (readonly [key: string, name: string, outlet: string, motto: string])[] = [
  ['lin', '林小满', 'hupan', '不好吃的我直接说'],
  ['zhou', '周敏', 'hupan', '早上的菜，我挑过才上架'],
  ['xia', '夏知秋', 'hupan', '按节气吃，按邻居买'],
  ['qiu', '邱阿姨', 'hupan', '老邻居，老味道'],
  ['majun', '马骏', 'wener', '拣货像给自己家买'],
  ['tao', '陶然', 'wener', '加班回家也有热汤'],
  ['mei', '梅若云', 'wener', '水果甜不甜，我先尝'],
  ['bai', '白露', 'gudun', '孩子的辅食我最熟'],
  ['gu', '顾晨', 'gudun', '健身的人吃什么，问我'],
  ['ren', '任慧', 'gudun', '一周菜单，替你想好'],
  ['yao', '姚桂芬', 'cuiyuan', '六十岁的我也会下单'],
  ['fang', '方圆', 'cuiyuan', '送到四楼不喘气'],
  ['shi', '石磊', 'cuiyuan', '米面粮油我扛'],
  ['su', '苏晴', 'sandun', '新家第一顿，我来配'],
  ['liang', '梁静怡', 'sandun', '装修完记得通通风'],
  ['tian', '田野', 'sandun', '菜地里长大的'],
  ['hong', '洪梅', 'jiangcun', '奶奶们的团长'],
  ['ding', '丁一凡', 'jiangcun', '河虾到货第一个告诉你'],
  ['cui', '崔颖', 'shenhua', '只推我自己会回购的'],
  ['fu', '傅明', 'shenhua', '牛排怎么煎，我教'],
  ['lei', '雷雨桐', 'jiangnan', '程序员的夜宵站'],
  ['jin', '金巧', 'jiangnan', '跑步的人看过来'],
  ['song', '宋佳', 'jiangnan', '一个人也好好吃饭'],
  ['pan', '潘越', 'aoti', '看完比赛来拿冰的'],
  ['ye', '叶青', 'aoti', '收房那天我送你一束花'],
  ['luo', '罗小北', 'xiasha', '凌晨两点还有关东煮'],
  ['ni', '倪佳琪', 'xiasha', '寝室团，凑单我来'],
  ['qin', '秦朗', 'xiasha', '水果切好，下课来拿'],
  ['wei', '魏红', 'wuchang', '路口小店，什么都能订'],
  ['jia', '贾云飞', 'beigan', '订了就给你留着'],
];

/** 创客: share for their store, do no store work. */
const CREATORS: readonly (readonly [key: string, name: string, outlet: string, motto: string])[] = [
  ['mi', '米粒妈妈', 'hupan', '两个娃的午餐盒'],
  ['azhe', '阿哲', 'wener', '下班后的一人食'],
  ['luman', '露满', 'gudun', '阳台种菜第三年'],
  ['kele', '可乐', 'jiangnan', '城市慢跑与早餐'],
  ['xuejie', '学姐小桃', 'xiasha', '寝室里的好吃的'],
];

const LIN_STORY =
  '我住湖畔花园 6 幢。店里的东西我先吃过才推给你，不好吃的我直接说。' +
  '早上 7 点到店，晚上 10 点前回消息。';

const worker = (
  key: string,
  name: string,
  outlet: string,
  roles: readonly WorkRole[],
  title: string,
  more: Partial<Worker> = {},
): Worker => ({
  key,
  name,
  outlet,
  roles,
  title,
  motto: '',
  story: '',
  wechat: '',
  onlineOnly: false,
  ...more,
});

const PARTNERS = new Set(['wuchang', 'beigan']);

export const WORKERS: readonly Worker[] = [
  ...STORE_MANAGERS.map(([key, name, outlet], at) =>
    worker(key, name, outlet, ['store_manager'], at < 10 ? '店长' : '副店长'),
  ),
  ...CLERKS.map(([key, name, outlet]) => worker(key, name, outlet, ['clerk'], '店员')),
  ...GUIDES.map(([key, name, outlet, motto]) =>
    worker(key, name, outlet, ['guide'], PARTNERS.has(outlet) ? '合作店主' : '导购', {
      motto,
      story: key === 'lin' ? LIN_STORY : `${motto}。有想吃的，先问我有没有。`,
      wechat: `linlixian-${key}`,
    }),
  ),
  ...CREATORS.map(([key, name, outlet, motto]) =>
    worker(key, name, outlet, ['creator'], '创客', {
      motto,
      story: `${motto}。我只分享自己家常吃的。`,
      wechat: `linlixian-${key}`,
      onlineOnly: true,
    }),
  ),
];

/** Who the start prints a sign-in for, in this order: one of each kind of work. */
export const SIGN_INS = [
  'lin-guodong',
  'zhao',
  'sun-hui',
  'he',
  'wang',
  'lin',
  'zhou',
  'tang',
  'majun',
  'mi',
  'wei',
] as const;
