/** The shapes by name: the drawing knows shapes, not goods. */
import { bread, buns, noodle } from './bakery.ts';
import { crab, eggs, fish, shrimp, tofu, tray } from './counter.ts';
import { cluster, halves, round, strawberry } from './fruit.ts';
import { bananas, melon, nuts } from './melons.ts';
import { bottle, can, carton, cup } from './packs.ts';
import { cabbage, greens, long, mushroom, root } from './vegetables.ts';
import { bag, box, jar, pump, tissue } from './wrappings.ts';

export const SHAPES = {
  bag,
  bananas,
  bottle,
  box,
  bread,
  buns,
  cabbage,
  can,
  carton,
  cluster,
  crab,
  cup,
  eggs,
  fish,
  greens,
  halves,
  jar,
  long,
  melon,
  mushroom,
  noodle,
  nuts,
  pump,
  root,
  round,
  shrimp,
  strawberry,
  tissue,
  tofu,
  tray,
};
export type ShapeName = keyof typeof SHAPES;
