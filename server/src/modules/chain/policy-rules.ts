/** How policies of one kind meet on the way down the tree. Pure. */
import {
  POLICY_FIELDS,
  type PolicyBodies,
  type PolicyField,
  type PolicyKind,
  type StoredBody,
} from './policy-types.ts';

type Value = number | boolean | string | readonly string[];
type Loose = Readonly<Record<string, unknown>>;
/** What is allowed: a range of whole numbers, or a set. */
type Allowed = readonly [number, number] | readonly (string | boolean)[];

export interface PolicyFinding {
  readonly code: 'policy.unknown_field' | 'policy.bad_value' | 'policy.wider_than_parent';
  readonly field: string;
}

export const valueAt = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        inner !== null && typeof inner === 'object' ? (inner as Loose)[key] : undefined,
      body,
    );

const boundsOf = (body: unknown): Loose => (valueAt(body, 'bounds') ?? {}) as Loose;

/** Every leaf of a body by dotted path; a list is one leaf. */
export function leavesOf(body: unknown, prefix = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [key, value] of Object.entries(body as Loose)) {
    if (prefix === '' && key === 'bounds') continue;
    const path = prefix + key;
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [inner, leaf] of leavesOf(value, `${path}.`)) leaves.set(inner, leaf);
    else leaves.set(path, value);
  }
  return leaves;
}

/** What a field may hold where nobody above has said anything. */
const widest = (field: PolicyField): Allowed =>
  field.type === 'whole'
    ? [field.least, field.most]
    : field.type === 'flag'
      ? [false, true]
      : field.type === 'rows'
        ? []
        : field.of;

const fits = (field: PolicyField, value: unknown, allowed: Allowed): value is Value => {
  if (field.type === 'whole') {
    const [least, most] = allowed as readonly [number, number];
    return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
  }
  if (field.type === 'rows') return field.fits(value);
  const set = allowed as readonly unknown[];
  if (field.type !== 'many') return set.includes(value);
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((each) => set.includes(each))
  );
};

/** `bounds` of a field that is well formed and lies inside `allowed`. */
const insideOf = (field: PolicyField, bounds: unknown, allowed: Allowed): bounds is Allowed => {
  if (!Array.isArray(bounds)) return false;
  if (field.type === 'whole') {
    const [least, most] = allowed as readonly [number, number];
    const [from, to] = bounds as unknown[];
    return (
      bounds.length === 2 &&
      Number.isSafeInteger(from) &&
      Number.isSafeInteger(to) &&
      (from as number) >= least &&
      (to as number) <= most &&
      (from as number) <= (to as number)
    );
  }
  return bounds.length > 0 && bounds.every((each) => (allowed as unknown[]).includes(each));
};

const nearest = (field: PolicyField, value: Value, allowed: Allowed, above: Value): Value => {
  if (fits(field, value, allowed)) return value;
  if (field.type === 'whole') {
    const [least, most] = allowed as readonly [number, number];
    return Math.min(Math.max(value as number, least), most);
  }
  if (field.type === 'many') {
    const kept = (value as readonly string[]).filter((each) =>
      (allowed as readonly unknown[]).includes(each),
    );
    return kept.length > 0 ? kept : above;
  }
  return above;
};

/**
 * What the levels below `body` may choose: the bounds it states, else for a list and a switch what
 * it holds itself, else what its own level was allowed.
 */
function passedOn(field: PolicyField, path: string, body: unknown, allowed: Allowed): Allowed {
  const stated = boundsOf(body)[path];
  if (stated !== undefined) {
    if (field.type === 'whole') {
      const [least, most] = allowed as readonly [number, number];
      const [from, to] = stated as readonly [number, number];
      const low = Math.min(Math.max(from, least), most);
      return [low, Math.max(low, Math.min(to, most))];
    }
    return within(stated as readonly (string | boolean)[], allowed);
  }
  const value = valueAt(body, path);
  if (field.type === 'many') return within(value as readonly string[], allowed);
  if (field.type === 'flag') return within(value === true ? [false, true] : [false], allowed);
  return allowed;
}

/** A level hands on no more than it was allowed itself; an empty rest does not count. */
function within(set: readonly (string | boolean)[], allowed: Allowed): Allowed {
  const kept = set.filter((each) => (allowed as readonly unknown[]).includes(each));
  return kept.length > 0 ? kept : allowed;
}

/**
 * The body that holds at the last of `bodies`, which lead from head office down: each field is the
 * nearest value to its own that every level above allows.
 */
export function clampedBody<K extends PolicyKind>(
  kind: K,
  bodies: readonly StoredBody<K>[],
): PolicyBodies[K] {
  const clamped: Record<string, unknown> = {};
  for (const [path, field] of Object.entries(POLICY_FIELDS[kind])) {
    let allowed = widest(field);
    let value = (valueAt(bodies[0], path) ?? field.absent) as Value;
    for (const [depth, body] of bodies.entries()) {
      if (depth > 0 && field.narrow !== 'fixed')
        value = nearest(field, valueAt(body, path) as Value, allowed, value);
      allowed = passedOn(field, path, body, allowed);
    }
    put(clamped, path, value);
  }
  return clamped as unknown as PolicyBodies[K];
}

function put(into: Record<string, unknown>, path: string, value: unknown): void {
  const [first, ...rest] = path.split('.');
  if (rest.length === 0) into[first!] = value;
  else put((into[first!] ??= {}) as Record<string, unknown>, rest.join('.'), value);
}

/** A notice comes before what it warns of. */
const BEFORE: Partial<Record<PolicyKind, readonly (readonly [string, string])[]>> = {
  belonging: [['noticeDays', 'expireDays']],
};

/** The first thing that is wrong with `body` below `above` (head office first), or null. */
export function findingIn(
  kind: PolicyKind,
  body: unknown,
  above: readonly StoredBody[],
): PolicyFinding | null {
  const fields = POLICY_FIELDS[kind];
  for (const path of [...leavesOf(body).keys(), ...Object.keys(boundsOf(body))])
    if (!Object.hasOwn(fields, path)) return { code: 'policy.unknown_field', field: path };
  for (const [path, field] of Object.entries(fields)) {
    const found = fieldFinding(path, field, body, above);
    if (found !== null) return { code: found, field: path };
  }
  for (const [first, then] of BEFORE[kind] ?? [])
    if ((valueAt(body, first) as number) >= (valueAt(body, then) as number))
      return { code: 'policy.bad_value', field: first };
  return null;
}

function fieldFinding(
  path: string,
  field: PolicyField,
  body: unknown,
  above: readonly StoredBody[],
): PolicyFinding['code'] | null {
  const value = valueAt(body, path) ?? field.absent;
  const bounds = boundsOf(body)[path];
  if (!fits(field, value, widest(field))) return 'policy.bad_value';
  if (bounds !== undefined && (field.narrow === 'fixed' || !insideOf(field, bounds, widest(field))))
    return 'policy.bad_value';
  if (above.length === 0) return null;
  if (field.narrow === 'fixed')
    return JSON.stringify(value) === JSON.stringify(valueAt(above[0], path) ?? field.absent)
      ? null
      : 'policy.wider_than_parent';
  let allowed = widest(field);
  for (const each of above) allowed = passedOn(field, path, each, allowed);
  const wider = !fits(field, value, allowed);
  const boundsWider = bounds !== undefined && !insideOf(field, bounds, allowed);
  return wider || boundsWider ? 'policy.wider_than_parent' : null;
}

export interface PolicyChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two bodies, field by field, as text. */
export function changesBetween(before: unknown, after: unknown): PolicyChange[] {
  const all = (body: unknown): Map<string, string> => {
    const leaves = body === null ? new Map<string, unknown>() : leavesOf(body);
    for (const [path, bounds] of Object.entries(boundsOf(body)))
      leaves.set(`bounds.${path}`, bounds);
    return new Map([...leaves].map(([path, leaf]) => [path, JSON.stringify(leaf)]));
  };
  const [old, now] = [all(before), all(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }));
}
