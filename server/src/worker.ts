/**
 * Carries events from the outbox to their reactions and rings timers, until it is stopped. Runs
 * beside the server in one process, and as often as there are processes: rows decide who does what.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, makeWorkerUtils, run, type TaskList, type WorkerUtils } from 'graphile-worker';
import { closeBooks } from './flows/steps/close-books.ts';
import type { House } from './house.ts';
import { sealTrail } from './platform/audit-chain.ts';
import { openPatientPool } from './platform/patient-pool.ts';
import { findMerchants } from './platform/merchant.ts';
import { relay } from './platform/outbox.ts';
import { count } from './platform/vitals.ts';
import { react, type Happened } from './reactions.ts';
import { runDue } from './run-due.ts';

const PAUSE_MS = 200;
/** A reaction is a few writes: whoever has held one for a minute is dead. */
const DEAD_AFTER = '1 minute';

export interface Working {
  /** Lets running reactions end. */
  stop(): Promise<void>;
}

export async function work(
  house: House,
  connectionString: string,
  complain: (what: string, error: unknown) => void,
): Promise<Working> {
  const logger = new Logger(() => (level, message, meta) => {
    if (level === 'error') complain(message, meta);
  });
  // Ours, because a pool of the queue's own is left before its connections are closed.
  const pgPool = openPatientPool(connectionString, 5);
  const utils = await makeWorkerUtils({ pgPool, logger });
  await unlockWhatTheDeadHold(utils);
  const runner = await run({
    pgPool,
    taskList: tasks(house),
    concurrency: 2,
    noHandleSignals: true,
    logger,
  });
  const stopping = new AbortController();
  const loop = carry(house, utils, stopping.signal, complain);
  return {
    async stop() {
      stopping.abort();
      await loop;
      await runner.stop();
      await utils.release();
      await pgPool.end();
    },
  };
}

const tasks = (house: House): TaskList => ({
  react: async (payload) => {
    const event = payload as Happened;
    count('quandian_events', { name: event.name });
    await react(house, event);
  },
});

async function carry(
  house: House,
  utils: WorkerUtils,
  stop: AbortSignal,
  complain: (what: string, error: unknown) => void,
): Promise<void> {
  let turns = 0;
  while (!stop.aborted) {
    try {
      const moved = await relayOnce(utils);
      await runDue(house, ({ kind, ref }, error) => complain(`timer ${kind} ${ref}`, error));
      turns += 1;
      if (turns % 50 === 0) await closeAllBooks(house);
      if (turns % 300 === 0) await unlockWhatTheDeadHold(utils);
      if (moved > 0) continue;
    } catch (error) {
      complain('worker', error); // the database is away: try again
    }
    await sleep(PAUSE_MS, undefined, { signal: stop }).catch(() => {});
  }
}

async function closeAllBooks({ db }: House): Promise<void> {
  for (const { id } of await findMerchants(db)) {
    await closeBooks(db, id);
    await sealTrail(db, id);
  }
}

async function relayOnce(utils: WorkerUtils): Promise<number> {
  const { rows } = await utils.withPgClient((client) =>
    client.query<{ moved: number }>({ name: relay.name, text: relay.text }),
  );
  return rows[0]!.moved;
}

/** A killed worker's jobs stay locked for hours. Should he only sleep, the reaction runs twice. */
async function unlockWhatTheDeadHold(utils: WorkerUtils): Promise<void> {
  const { rows } = await utils.withPgClient((client) =>
    client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs
       where locked_at < now() - interval '${DEAD_AFTER}'`,
    ),
  );
  if (rows.length > 0) await utils.forceUnlockWorkers(rows.map((row) => row.locked_by));
}
