/**
 * Group commit: what many callers ask within a breath is done in one go, and each hears its own
 * answer only when the whole has been done: nothing that was acknowledged can be lost.
 */
interface Waiting<T, R> {
  readonly item: T;
  readonly answer: (result: R) => void;
  readonly fail: (error: unknown) => void;
}

export interface BatchLimits {
  /** So many fill a batch: it leaves at once. */
  readonly most: number;
  /** So long the first of a batch waits for others. */
  readonly waitMs: number;
}

/** `run` answers in the order of its items. Each key has batches of its own. */
export function inBatches<Key, T, R>(
  run: (key: Key, items: readonly T[]) => Promise<readonly R[]>,
  { most, waitMs }: BatchLimits,
): (key: Key, item: T) => Promise<R> {
  const open = new Map<Key, Waiting<T, R>[]>();

  function leave(key: Key, batch: readonly Waiting<T, R>[]): void {
    if (open.get(key) === batch) open.delete(key);
    run(
      key,
      batch.map((each) => each.item),
    ).then(
      (results) => batch.forEach((each, i) => each.answer(results[i]!)),
      (error) => batch.forEach((each) => each.fail(error)),
    );
  }

  return (key, item) =>
    new Promise((answer, fail) => {
      let batch = open.get(key);
      if (batch === undefined) {
        const first: Waiting<T, R>[] = [];
        batch = first;
        open.set(key, first);
        setTimeout(() => {
          if (open.get(key) === first) leave(key, first);
        }, waitMs);
      }
      batch.push({ item, answer, fail });
      if (batch.length >= most) leave(key, batch);
    });
}

export interface LaneLimits {
  /** So many go together at most. */
  readonly most: number;
  /** So many batches of a key are on their way at once; whoever comes meanwhile is the next. */
  readonly lanes: number;
}

/** As `inBatches`, but nobody waits for others: only while every lane is busy does a batch grow. */
export function inLanes<Key, T, R>(
  run: (key: Key, items: readonly T[]) => Promise<readonly R[]>,
  { most, lanes }: LaneLimits,
): (key: Key, item: T) => Promise<R> {
  const desks = new Map<Key, { waiting: Waiting<T, R>[]; busy: number; called: boolean }>();

  function serve(key: Key): void {
    const desk = desks.get(key)!;
    desk.called = false;
    while (desk.busy < lanes && desk.waiting.length > 0) {
      const batch = desk.waiting.splice(0, most);
      desk.busy += 1;
      run(
        key,
        batch.map((each) => each.item),
      )
        .then(
          (results) => batch.forEach((each, i) => each.answer(results[i]!)),
          (error) => batch.forEach((each) => each.fail(error)),
        )
        .finally(() => {
          desk.busy -= 1;
          serve(key);
        });
    }
    if (desk.busy === 0) desks.delete(key);
  }

  return (key, item) =>
    new Promise((answer, fail) => {
      let desk = desks.get(key);
      if (desk === undefined) desks.set(key, (desk = { waiting: [], busy: 0, called: false }));
      desk.waiting.push({ item, answer, fail });
      if (desk.called) return;
      desk.called = true;
      // What arrived in the same turn of the loop goes together.
      setImmediate(() => desks.get(key) === desk && serve(key));
    });
}
