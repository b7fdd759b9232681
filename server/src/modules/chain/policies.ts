/** Policies: immutable versions, drafts, and what is in force where. */
import type { NodeId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { bump } from '../../platform/version.ts';
import type { Directory } from './directory.ts';
import { clampedBody, findingIn } from './policy-rules.ts';
import { FIRST_POLICIES, POLICY_FIELDS } from './policy-types.ts';
import type { PolicyBodies, PolicyKind, StoredBody } from './policy-types.ts';
import { dropDraft, findDraft, insertPolicy, publishDraft, putDraft } from './store-policy.ts';
import { lockTree } from './store-tree.ts';
import type { DraftId, PolicyDraft } from './types.ts';

export interface PolicyInForce<K extends PolicyKind> {
  readonly node: NodeId;
  readonly version: number;
  readonly body: PolicyBodies[K];
}

/** The nearest version up the path at that instant, clamped to what every level above allows. */
export function policyInForce<K extends PolicyKind>(
  chain: Directory,
  kind: K,
  path: readonly NodeId[],
  at: Instant,
): PolicyInForce<K> {
  const standing = chain.policies(kind, path, at);
  const nearest = standing[0];
  // A kind that is newer than the merchant: the first template holds until head office says more.
  if (nearest === undefined)
    return { node: chain.root.id, version: 0, body: clampedBody(kind, [FIRST_POLICIES[kind]]) };
  const known = clamped.get(chain) ?? new Map<string, unknown>();
  clamped.set(chain, known);
  const key = `${kind}:${standing.map(({ version }) => version).join()}`;
  const bodies = () => standing.toReversed().map(({ body }) => body as StoredBody<K>);
  const body = (known.get(key) ?? clampedBody(kind, bodies())) as PolicyBodies[K];
  known.set(key, body);
  return { node: nearest.node, version: nearest.version, body };
}
/** Every order asks for each kind: what a directory's versions come to is worked out once. */
const clamped = new WeakMap<Directory, Map<string, unknown>>();

/** What a draft would put in force at the end of `path`, for trying it on past orders. */
export function bodyWithDraft<K extends PolicyKind>(
  chain: Directory,
  draft: { readonly kind: K; readonly node: NodeId; readonly body: unknown },
  path: readonly NodeId[],
  at: Instant,
): PolicyBodies[K] {
  const standing = chain.policies(draft.kind, path, at);
  const bodies = path.flatMap((node) => {
    if (node === draft.node) return [draft.body as StoredBody<K>];
    const found = standing.find((each) => each.node === node);
    return found === undefined ? [] : [found.body as StoredBody<K>];
  });
  return clampedBody(draft.kind, bodies);
}

/**
 * @throws Refusal `policy.head_office_only`; `policy.unknown_field`, `policy.bad_value`,
 * `policy.wider_than_parent`, each naming the field
 */
export function mustFit(
  chain: Directory,
  { kind, node, body }: { kind: PolicyKind; node: NodeId; body: unknown },
  at: Instant,
): void {
  const path = chain.nodes.get(node)?.path;
  if (path === undefined) throw new Refusal('not_found', 'chain.no_such_node');
  const mayNarrow = Object.values(POLICY_FIELDS[kind]).some(({ narrow }) => narrow !== 'fixed');
  if (path.length > 1 && !mayNarrow) throw new Refusal('invalid', 'policy.head_office_only');
  const above = chain.policies(kind, path.slice(0, -1), at).toReversed();
  const found = findingIn(
    kind,
    body,
    above.map((each) => each.body as StoredBody),
  );
  if (found !== null) throw new Refusal('invalid', found.code, { field: found.field });
}

/** Writes the next version. @throws Refusal `policy.backdated` */
export async function publish(
  tx: Tx,
  policy: {
    readonly kind: PolicyKind;
    readonly node: NodeId;
    readonly body: unknown;
    readonly validFrom: Instant;
    readonly actor: string | null;
    readonly why: string;
  },
): Promise<number> {
  if (policy.validFrom < tx.now) throw new Refusal('invalid', 'policy.backdated');
  tx.tell(lockTree, {}); // versions count up one by one
  const [written] = await tx.ask(insertPolicy, { ...policy, actor: policy.actor as never });
  bump(tx, 'chain');
  return written!.version;
}

/** @throws Refusal `policy.draft_published` */
export function saveDraft(
  tx: Tx,
  draft: {
    readonly id: DraftId;
    readonly kind: PolicyKind;
    readonly node: NodeId;
    readonly body: unknown;
    readonly why: string;
    readonly by: StaffId;
  },
): void {
  tx.guard(putDraft, draft, () => new Refusal('conflict', 'policy.draft_published'));
}

/** @throws Refusal `policy.no_such_draft` */
export async function draftOf(reader: Reader, id: DraftId): Promise<PolicyDraft> {
  const [draft] = await reader.ask(findDraft, { id });
  if (draft === undefined) throw new Refusal('not_found', 'policy.no_such_draft');
  return draft;
}

/** @throws Refusal `policy.draft_published` */
export const closeDraft = (tx: Tx, id: DraftId, version: number): void =>
  tx.guard(publishDraft, { id, version }, () => new Refusal('conflict', 'policy.draft_published'));

/** @throws Refusal `policy.draft_published` */
export const discardDraft = (tx: Tx, id: DraftId): void =>
  tx.guard(dropDraft, { id }, () => new Refusal('conflict', 'policy.draft_published'));
