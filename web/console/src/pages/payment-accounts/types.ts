export interface Account {
  readonly id: string;
  readonly node: string;
  readonly nodeName: string;
  readonly nodeKind: 'hq' | 'dealer' | 'outlet';
  readonly channel: string;
  readonly mode: 'direct' | 'partner';
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly tails: Readonly<Record<string, string>>;
  readonly keysBy: string | null;
  readonly keysAt: string;
  readonly oldKeysUntil: string | null;
  readonly madeAt: string;
  readonly disabledAt: string | null;
  readonly captures: number;
}
export interface Field {
  readonly name: string;
  readonly kind: 'setting' | 'fact' | 'secret';
  readonly need: 'always' | 'partner' | 'may';
}
export interface Channel {
  readonly channel: string;
  readonly fields: readonly Field[];
}
export interface Answer {
  readonly items: readonly Account[];
  readonly channels: readonly Channel[];
}
export interface TreeNode {
  readonly id: string;
  readonly name: string;
  readonly kind: 'hq' | 'dealer' | 'outlet';
  readonly depth: number;
}
