/** Roles: who may do what where, who may give which role, which passwords are good. */
import { expect, test } from 'vitest';
import type { NodeId } from '../../kernel/id.ts';
import { isKnownPassword } from './known-passwords.ts';
import {
  grantsIn,
  mayGrant,
  NODE_KIND_OF,
  passwordFinding,
  permissionsOf,
  reachOf,
} from './rules.ts';
import { ROLES, type Grant } from './types.ts';

const [hq, dealer, outlet, other] = ['hq', 'dealer', 'outlet', 'other'] as NodeId[];
const path = [hq!, dealer!, outlet!];

test('[D1] a permission reaches the nodes of the grants that carry it, and only those', () => {
  const grants: Grant[] = [
    { node: dealer!, role: 'dealer' },
    { node: other!, role: 'clerk' },
  ];
  expect(reachOf({ grants }, 'statements.read')).toEqual([dealer]);
  expect(reachOf({ grants }, 'stock.read')).toEqual([dealer, other]);
  expect(reachOf({ grants }, 'keys.write')).toEqual([]);
});

test('[D1] only an administrator gives rank at head office; nobody else gives the own rank', () => {
  for (const role of ROLES) {
    const self = mayGrant([{ node: hq!, role }], role, [hq!]);
    expect(self, role).toBe(role === 'hq_admin');
    for (const top of ['hq_admin', 'hq_operator', 'finance'] as const)
      expect(mayGrant([{ node: hq!, role }], top, [hq!])).toBe(role === 'hq_admin');
  }
});

test('[D1] a role gives nothing outside its own branch', () => {
  const grants: Grant[] = [{ node: dealer!, role: 'dealer' }];
  expect(mayGrant(grants, 'guide', path)).toBe(true);
  expect(mayGrant(grants, 'guide', [hq!, other!])).toBe(false);
});

test('[D1] whoever can give a role holds every permission that she gives, where she gives it', () => {
  // Own customers, own income, and the yes to one's own statement: no rank includes them.
  const own = new Set(['members.own', 'income.read', 'statements.confirm']);
  for (const giver of ROLES)
    for (const role of ROLES)
      if (mayGrant([{ node: hq!, role: giver }], role, path)) {
        const held = new Set(permissionsOf(giver));
        expect(
          permissionsOf(role).filter((each) => !held.has(each) && !own.has(each)),
          `${giver} gives ${role}`,
        ).toEqual([]);
      }
});

test('[D1] every role belongs to an app, and to one kind of node', () => {
  for (const role of ROLES) {
    const grants = [{ node: hq!, role }];
    expect(
      grantsIn('console', grants).length + grantsIn('workbench', grants).length,
    ).toBeGreaterThan(0);
    expect(['hq', 'dealer', 'outlet']).toContain(NODE_KIND_OF[role]);
  }
});

test.each([
  ['seven77', 'chain.password_short'],
  ['八个字的中文密码', null],
  ['梨🍐梨🍐梨🍐梨', 'chain.password_short'],
  ['x'.repeat(129), 'chain.password_long'],
  ['y'.repeat(128), null],
  ['PassWord1', 'chain.password_common'],
  ['woaini1314', 'chain.password_common'],
  ['LINXIAOMAN', 'chain.password_common'],
  ['a quiet lake at seven', null],
])('[D1] the password %s', (password, found) => {
  expect(passwordFinding(password, ['linxiaoman'], isKnownPassword)).toBe(found);
});
