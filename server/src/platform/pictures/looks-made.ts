/**
 * Goods that are made of others: peanut oil is no nut, a strawberry crisp no strawberry. Looked
 * through before the table of what grows.
 */
import type { Look } from './looks.ts';
import type { Palette } from './pen.ts';

const OIL: Palette = ['#ffe28a', '#e8b53a', '#b88416'];
const SOY: Palette = ['#7a3f2a', '#4f2418', '#2c120c'];
const PASTE: Palette = ['#d98a5a', '#a84f2a', '#6f2c14'];
const WINE: Palette = ['#c98a3a', '#8f5a1e', '#5a3410'];
const DOUGH: Palette = ['#ffffff', '#f6efe2', '#cdbfa6'];
const CRUST: Palette = ['#f0bf7a', '#d6934a', '#a8682a'];
const NOODLE: Palette = ['#f0d48a', '#c5431a', '#8a3a14'];
const CRISP: Palette = ['#ffcf6b', '#f0a02a', '#b86a12'];
const GRAIN: Palette = ['#f0e2b8', '#c7a44a', '#7f6220'];
const STEW: Palette = ['#d97a4a', '#b04f2a', '#7a2f16', '#ffe6c8'];
const CURED: Palette = ['#c9604a', '#96352a', '#5f1c18'];
const SOAP: Palette = ['#a6dcc0', '#5fb98f', '#2a8060'];
const PAPER: Palette = ['#cfe3f2', '#8fc0e0', '#4f93c4'];

const bottled = (word: string, cap: string) => ({ word, cap });

export const BY_MAKING: readonly (readonly [RegExp, ...Look])[] = [
  [/酱油|生抽|老抽|蚝油/, 'bottle', SOY, bottled('鲜', '#c5431a')],
  [/(?:绵白|冰|红)糖$/, 'bag', ['#f6ead2', '#c9985a', '#7f5528'], { word: '糖' }],
  [/啤/, 'can', ['#ffd98a', '#d99a2a', '#8f5f12'], { word: '啤' }],
  [/可乐/, 'can', ['#f08a7a', '#c0302a', '#7a1418'], { word: '乐' }],
  [/咖啡/, 'can', ['#c9a27a', '#7f5534', '#4a2e1a'], { word: '啡' }],
  [/湿巾|纸/, 'tissue', PAPER],
  [/洗(?!碗海绵)|清香液|喷雾|蚊香|沐浴|净味|洁厕|皂/, 'pump', SOAP],
  [/锅底$/, 'bag', ['#e8694a', '#c0301f', '#7f1712'], { word: '辣', roundLabel: 1 }],
  [/油$/, 'bottle', OIL, { word: '油', label: '#f7f2e0', cap: '#c5431a', tall: 1 }],
  [/梅酒|花雕|黄酒|料酒/, 'bottle', WINE, bottled('酒', '#8a1f1f')],
  [/酸梅汤/, 'bottle', ['#a8506a', '#6f2440', '#3f1024'], bottled('梅', '#3a1a2a')],
  [/苹果汁|椰子水/, 'bottle', ['#fff0b0', '#ecc45a', '#b8862a'], { word: '汁' }],
  [/包子|馒头|饺|馄饨|烧卖|小笼/, 'buns', DOUGH, { pleat: 1 }],
  [/粽/, 'buns', ['#9fb86a', '#66823f', '#3d5226'], { pleat: 1 }],
  [/面条|挂面|米线|粉丝|宽粉|螺蛳粉/, 'noodle', NOODLE],
  [/吐司|蛋糕|欧包|桃酥|蛋黄酥|烧饼|萝卜丝饼|手抓饼|(?<!年)糕$/, 'bread', CRUST],
  [/冻干|山楂条|肉松饼|薯片|脆片|饼干/, 'bag', CRISP, { word: '脆', roundLabel: 1 }],
  [/肉干|肉脯|鸭脖|轧糖|凤爪|鸭翅/, 'bag', CURED, { word: '香', roundLabel: 1 }],
  [/淀粉|面粉/, 'bag', ['#e9eef4', '#8fa6c0', '#4a6488'], { word: '粉' }],
  [/鸡精/, 'bag', ['#ffe6a0', '#e0a92a', '#a06c10'], { word: '鲜' }],
  [/[绿红黄]豆$|燕麦片|粥/, 'bag', GRAIN, { word: '谷' }],
  [/燕麦杯/, 'cup', ['#f3e6cc', '#cfa763', '#8f6a30'], { word: '麦' }],
  [/果泥/, 'cup', ['#ffe6c0', '#f0a04a', '#c06a1a'], { word: '泥' }],
  [/米花生|蒜香花生/, 'nuts', ['#e6c08a', '#bd8a4a', '#80562a']],
  [/酱$|腐乳|榨菜|梅干菜$/, 'jar', PASTE, { word: '酱', lid: '#d0493a', lid2: '#8f2a20' }],
  [/牛腩|扣肉|鸡丁|酸菜鱼|排骨$|毛肚|鸭血/, 'tray', STEW],
  [/丸$/, 'cluster', ['#f6e6d2', '#dcbb98', '#a8805c'], { berry: 38, pile: 1 }],
  [/沙拉|娃娃菜/, 'cabbage', ['#eef3b0', '#c4d87a', '#7fa04a']],
  [/凉拌|海带/, 'greens', ['#7fa06a', '#4f7a4a', '#2a4f33']],
  [/猕猴桃/, 'halves', ['#b49a6a', '#8a6f42', '#5f4a2a', '#b9da6a', '#7fb03a']],
  [/南瓜/, 'round', ['#a9bd7a', '#5f8048', '#33502c'], { top: 'calyx', squash: 0.8 }],
  [/洋葱/, 'root', ['#d99ab6', '#a8557f', '#6f2a52']],
  [/小葱/, 'greens', ['#8fc06a', '#4f9a48', '#2f6f3a'], { k: 9 }],
  [/腐竹/, 'long', ['#f8ecc0', '#e6c878', '#b08a3f'], { w: 22, third: 1, taper: 0.6 }],
  [/藕/, 'long', ['#f6e6dc', '#dfbfae', '#a8806c'], { mark: 'rings', w: 40, taper: 0.7 }],
  [/木耳/, 'mushroom', ['#6a5f5a', '#3f3633', '#201a19']],
  [/香料/, 'nuts', ['#b8814f', '#7f4a26', '#4a2813']],
  [/棉|百洁布/, 'tofu', ['#ffe79a', '#f2c64a', '#c8962a']],
];
