/**
 * An open loop: requests come at a rate, whether the server answers or not, as customers do; each
 * is timed from when it should have left. First what the server can do, then twice that; what it
 * says then, and how soon it is itself again.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { from, openChild } from './child-server.ts';
import { findViolations } from './invariants.ts';

export interface Overload {
  readonly capacity: number;
  readonly offered: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Turned away without a word on when to come back. */
  readonly withoutHint: number;
  /** Of those that were answered. */
  readonly p99Ms: number;
  readonly recoveredMs: number;
  readonly violations: readonly unknown[];
}
interface Answer {
  readonly status: number;
  readonly hinted: boolean;
}
const LEARN_S = 8;
const AT_ONCE = 16;
const TICK_MS = 10;

function ask(url: string, agent: Agent, nth: number): Promise<Answer> {
  return new Promise((resolve) => {
    // a neighbourhood is many addresses, and each may ask ten times a second
    const asked = request(url, { agent, headers: from(nth * 7), timeout: 60_000 }, (answer) => {
      answer.resume();
      const hinted = answer.headers['retry-after'] !== undefined;
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, hinted }));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve({ status: 0, hinted: true })); // nobody answered
    asked.end();
  });
}

/** A closed loop: so many who each ask again when they are answered. */
async function learn(url: string, agent: Agent): Promise<number> {
  const until = performance.now() + LEARN_S * 1_000;
  let done = 0;
  let nth = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const { status } = await ask(url, agent, (nth += 1));
        if (status === 200) done += 1;
      }
    }),
  );
  return Math.max(10, Math.floor(done / LEARN_S));
}

async function flood(url: string, agent: Agent, rate: number, seconds: number) {
  const statuses: Record<string, number> = {};
  const tookMs: number[] = [];
  const open: Promise<void>[] = [];
  let withoutHint = 0;
  const beganAt = performance.now();
  const all = rate * seconds;
  for (let sent = 0; sent < all; ) {
    const due = Math.min(all, Math.floor(((performance.now() - beganAt) / 1_000) * rate));
    for (; sent < due; sent += 1) {
      const leftAt = beganAt + (sent / rate) * 1_000;
      open.push(
        ask(url, agent, sent).then(({ status, hinted }) => {
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (status === 200) tookMs.push(performance.now() - leftAt);
          else if (!hinted) withoutHint += 1;
        }),
      );
    }
    await sleep(TICK_MS);
  }
  await Promise.all(open);
  const sorted = tookMs.sort((a, b) => a - b);
  return {
    statuses,
    withoutHint,
    p99Ms: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
  };
}

export async function playOverload(seconds: number): Promise<Overload> {
  const child = await openChild();
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  try {
    const url = `${child.origin}/api/shop/outlets`;
    const capacity = await learn(url, agent);
    const seen = await flood(url, agent, capacity * 2, seconds);
    const overAt = performance.now();
    while ((await ask(url, agent, 1)).status !== 200 && performance.now() - overAt < 60_000)
      await sleep(100);
    const recoveredMs = Math.round(performance.now() - overAt);
    const violations = await child.lookInto((owner) => findViolations(owner));
    return { ...seen, capacity, offered: capacity * 2, recoveredMs, violations };
  } finally {
    agent.destroy();
    await child.stop();
  }
}
