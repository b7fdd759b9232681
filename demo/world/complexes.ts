/** The residential complexes around the demo chain's outlets, and the WeChat groups of some. */
import type { ProfileKey } from './places.ts';

export type Season = 'old' | 'settled' | 'recent' | 'coming';
/** Name, nearest outlet, metres east and north of it, households, handover, profile. */
export type ComplexPlace = readonly [
  name: string,
  outlet: string,
  eastM: number,
  northM: number,
  households: number,
  season: Season,
  profile: ProfileKey,
];

export const COMPLEXES: readonly ComplexPlace[] = [
  ['湖畔花园', 'hupan', -135, 378, 1_286, 'settled', 'family'],
  ['西溪里', 'hupan', 620, -240, 742, 'settled', 'upper'],
  ['文锦苑', 'hupan', -540, 690, 918, 'old', 'old'],
  ['求智社区', 'hupan', 900, 410, 1_530, 'old', 'old'],
  ['嘉绿名苑', 'hupan', -860, -330, 864, 'settled', 'family'],
  ['文华苑', 'wener', 260, 310, 690, 'settled', 'young'],
  ['政苑小区', 'wener', -430, 540, 1_120, 'old', 'old'],
  ['骆家庄西苑', 'wener', -760, -220, 1_340, 'settled', 'young'],
  ['益乐新村', 'wener', 980, -380, 1_010, 'old', 'young'],
  ['紫金西苑', 'gudun', 330, -470, 806, 'settled', 'upper'],
  ['都市水乡', 'gudun', -610, 520, 2_140, 'settled', 'family'],
  ['府苑新村', 'gudun', 720, 280, 1_260, 'old', 'old'],
  ['星洲花园', 'gudun', -240, -890, 734, 'settled', 'upper'],
  ['翠苑一区', 'cuiyuan', 180, 240, 2_460, 'old', 'old'],
  ['翠苑四区', 'cuiyuan', -390, 410, 1_870, 'old', 'old'],
  ['华门自由21', 'cuiyuan', 560, -310, 948, 'settled', 'young'],
  ['雅仕苑', 'cuiyuan', -820, -260, 612, 'settled', 'family'],
  ['水月苑', 'sandun', 310, -280, 1_180, 'settled', 'family'],
  ['同人精华', 'sandun', -450, 360, 1_630, 'settled', 'young'],
  ['萍水云筑', 'sandun', 680, 510, 984, 'recent', 'fresh'],
  ['墩云轩', 'sandun', -720, -560, 1_246, 'coming', 'fresh'],
  ['蒋村花园', 'jiangcun', 270, 340, 3_120, 'settled', 'family'],
  ['西溪诚园', 'jiangcun', -380, -290, 1_730, 'settled', 'upper'],
  ['河滨之城', 'jiangcun', 690, -180, 1_412, 'settled', 'family'],
  ['和润府', 'shenhua', 230, -320, 856, 'recent', 'upper'],
  ['古翠隐秀', 'shenhua', -510, 280, 1_040, 'settled', 'upper'],
  ['东新园', 'shenhua', 840, 460, 2_280, 'old', 'old'],
  ['江南豪园', 'jiangnan', 240, 310, 1_350, 'settled', 'young'],
  ['彩虹城', 'jiangnan', -620, 180, 3_460, 'settled', 'family'],
  ['钱塘春晓', 'jiangnan', 470, -540, 1_126, 'settled', 'young'],
  ['白马湖花园', 'jiangnan', -330, -780, 968, 'settled', 'family'],
  ['奥体万科府', 'aoti', 350, 260, 1_418, 'recent', 'fresh'],
  ['望澜府', 'aoti', -480, 390, 1_090, 'coming', 'fresh'],
  ['信达滨江壹品', 'aoti', 610, -470, 874, 'recent', 'upper'],
  ['云帆社区', 'xiasha', 290, 230, 2_050, 'settled', 'young'],
  ['伊萨卡国际城', 'xiasha', -540, -310, 1_890, 'settled', 'young'],
  ['多蓝水岸', 'xiasha', 760, 420, 1_640, 'settled', 'family'],
  ['五常花苑', 'wuchang', 260, -210, 1_470, 'recent', 'fresh'],
  ['荆丰雅苑', 'wuchang', -390, 330, 1_082, 'coming', 'fresh'],
  ['广德小区', 'beigan', 310, 190, 1_220, 'old', 'old'],
];

export const HOUSE_TYPES: Readonly<Record<Season, readonly (readonly [string, number])[]>> = {
  old: [
    ['一室一厅', 46],
    ['两室一厅', 62],
    ['三室一厅', 78],
  ],
  settled: [
    ['两室两厅', 89],
    ['三室两厅', 118],
    ['四室两厅', 142],
  ],
  recent: [
    ['三室两厅', 99],
    ['四室两厅', 128],
    ['四室两厅两卫', 143],
  ],
  coming: [
    ['三室两厅', 95],
    ['三室两厅两卫', 109],
    ['四室两厅', 129],
  ],
};

/** WeChat groups of complexes: the guide who keeps it, and how many are in it. */
export const GROUPS: readonly (readonly [complex: string, guide: string, headcount: number])[] = [
  ['湖畔花园', 'lin', 386],
  ['西溪里', 'lin', 214],
  ['文锦苑', 'zhou', 268],
  ['求智社区', 'qiu', 301],
  ['嘉绿名苑', 'xia', 176],
  ['文华苑', 'majun', 142],
  ['政苑小区', 'tao', 233],
  ['骆家庄西苑', 'mei', 198],
  ['都市水乡', 'bai', 412],
  ['紫金西苑', 'gu', 167],
  ['府苑新村', 'ren', 224],
  ['翠苑一区', 'yao', 455],
  ['翠苑四区', 'fang', 318],
  ['同人精华', 'su', 289],
  ['水月苑', 'tian', 205],
  ['蒋村花园', 'hong', 468],
  ['河滨之城', 'ding', 187],
  ['古翠隐秀', 'cui', 156],
  ['彩虹城', 'lei', 431],
  ['江南豪园', 'song', 163],
  ['奥体万科府', 'ye', 247],
  ['云帆社区', 'ni', 372],
  ['五常花苑', 'wei', 138],
  ['广德小区', 'jia', 121],
];
