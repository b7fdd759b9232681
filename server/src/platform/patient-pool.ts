/**
 * Connections for the job queue. It ends a job without waiting for the answer, and tries again only
 * after errors that it knows: any other, and nobody catches it, which ends the whole program. So
 * whatever says that the database is away says it in the one word that the queue waits for.
 */
import { isAway } from './away.ts';
import { openPool, type Pool, type PoolClient } from './db.ts';

const CANNOT_CONNECT_NOW = '57P03';

export function openPatientPool(url: string, size: number): Pool {
  const pool = openPool(url, size);
  const connect = pool.connect.bind(pool) as (done?: unknown) => Promise<PoolClient>;
  const patient = async (): Promise<PoolClient> => {
    const client = await connect().catch(inItsWord);
    return patientOnes.has(client) ? client : withPatience(client);
  };
  pool.connect = ((done?: unknown) =>
    done === undefined ? patient() : connect(done)) as typeof pool.connect;
  return pool;
}

const patientOnes = new WeakSet<PoolClient>();

function withPatience(client: PoolClient): PoolClient {
  const query = client.query.bind(client) as (...args: readonly unknown[]) => unknown;
  client.query = ((...args: readonly unknown[]) => {
    const answer = query(...args);
    return answer instanceof Promise ? answer.catch(inItsWord) : answer;
  }) as typeof client.query;
  patientOnes.add(client);
  return client;
}

function inItsWord(error: Error & { code?: string }): never {
  if (isAway(error)) error.code = CANNOT_CONNECT_NOW;
  throw error;
}
