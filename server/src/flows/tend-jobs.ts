/** Head office sends a failed reaction once more, or lets it go; either stands on the trail. */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { dropJob, retryJob } from '../platform/jobs.ts';

/** @throws Refusal `platform.no_such_job` gone, done or just running */
export const tendJob = (
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly actor: Actor;
    readonly job: number;
    readonly end: 'retried' | 'given_up';
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { job, end, actor } = wish;
    const gone = () => new Refusal('not_found', 'platform.no_such_job');
    if (end === 'retried') retryJob(tx, job, gone);
    else dropJob(tx, job, gone);
    audit(tx, actor, { verb: `platform.job_${end}`, object: { kind: 'job', id: String(job) } });
  });
