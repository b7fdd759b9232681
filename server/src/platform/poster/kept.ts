/** Drawn posters are a memory only: each can be drawn again from what stands now. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Their names are hashes, so whose face is on which nobody can tell: all go. */
export const dropPosters = (dataDir: string): Promise<void> =>
  rm(join(dataDir, 'posters'), { recursive: true, force: true });
