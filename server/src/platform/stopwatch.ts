/** How long something took: for the record of a decision, never for the decision. */
export function stopwatch(): () => number {
  const startedMs = performance.now();
  return () => Math.round((performance.now() - startedMs) * 1_000);
}
