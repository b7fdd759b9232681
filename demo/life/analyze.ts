/** Tells PostgreSQL how full its tables have become, so that cached plans are made anew. */
import { signIn } from '../../server/src/platform/migrate.ts';

export async function analyze(ownerUrl: string): Promise<void> {
  const client = await signIn(ownerUrl);
  await client.query('analyze').finally(() => client.end());
}
