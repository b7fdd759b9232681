/**
 * How this process feels: how late its loop runs, what was asked and how long it took, which
 * statements were slow. Kept in memory, told as OpenMetrics 1.0.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

type Labels = Readonly<Record<string, string>>;
const EDGES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Timed {
  readonly counts: number[];
  sum: number;
  count: number;
}
const spelt = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, ' ')}"`)
    .join(',');

const counters = new Map<string, Map<string, number>>();
const timings = new Map<string, Map<string, Timed>>();

export function count(name: string, labels: Labels, by = 1): void {
  const known = counters.get(name) ?? new Map<string, number>();
  counters.set(name, known);
  const key = spelt(labels);
  known.set(key, (known.get(key) ?? 0) + by);
}

export function timed(name: string, labels: Labels, seconds: number): void {
  const known = timings.get(name) ?? new Map<string, Timed>();
  timings.set(name, known);
  const key = spelt(labels);
  const seen = known.get(key) ?? { counts: EDGES.map(() => 0), sum: 0, count: 0 };
  known.set(key, seen);
  seen.sum += seconds;
  seen.count += 1;
  const at = EDGES.findIndex((edge) => seconds <= edge);
  if (at >= 0) seen.counts[at]! += 1;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly values: readonly (readonly [labels: Labels, value: number])[];
}

/** @source OpenMetrics 1.0, text format */
export function openMetrics(gauges: readonly Gauge[]): string {
  const lines: string[] = [];
  for (const [name, known] of counters) {
    lines.push(`# TYPE ${name} counter`);
    for (const [labels, value] of known) lines.push(`${name}_total{${labels}} ${value}`);
  }
  for (const [name, known] of timings) {
    lines.push(`# TYPE ${name} histogram`);
    for (const [labels, { counts, sum, count: all }] of known) {
      const comma = labels === '' ? '' : ',';
      let below = 0;
      counts.forEach((n, i) => {
        below += n;
        lines.push(`${name}_bucket{${labels}${comma}le="${EDGES[i]}"} ${below}`);
      });
      lines.push(`${name}_bucket{${labels}${comma}le="+Inf"} ${all}`);
      lines.push(`${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${all}`);
    }
  }
  for (const { name, help, values } of gauges) {
    lines.push(`# TYPE ${name} gauge`, `# HELP ${name} ${help}`);
    for (const [labels, value] of values) lines.push(`${name}{${spelt(labels)}} ${value}`);
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

const EVERY_MS = 100;
const RESOLUTION_MS = 10;

/** How much later than asked this process gets to its work, by the last second. */
export class LoopWatch {
  #lagMs = 0;
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#delay.enable();
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }
  get lagMs(): number {
    return this.#lagMs;
  }
  stop(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }
  #look(): void {
    const { mean } = this.#delay;
    this.#delay.reset();
    const now = Number.isFinite(mean) ? Math.max(0, mean / 1e6 - RESOLUTION_MS) : 0;
    this.#lagMs = this.#lagMs * 0.7 + now * 0.3;
  }
}

export interface Slow {
  readonly statements: readonly string[];
  readonly ms: number;
  readonly at: number;
}
const SLOW_MS = 250;
const REMEMBERED = 100;
const slow: Slow[] = [];

/** Names of statements, never what they were asked with. */
export function noteRoundTrip(statements: () => readonly string[], ms: number, at: number): void {
  if (ms < SLOW_MS) return;
  slow.push({ statements: statements(), ms: Math.round(ms), at });
  if (slow.length > REMEMBERED) slow.shift();
}
/** Of this process since it started, the latest first. */
export const slowRoundTrips = (): readonly Slow[] => slow.toReversed();
