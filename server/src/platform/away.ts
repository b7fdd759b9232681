/** Whether an error says that PostgreSQL is away, starting or full: what helps is to try again. */

const CODE = /^(ECONN\w+|EPIPE|ERR_STREAM_DESTROYED|57P0\d|08\w{3}|53\w{3})$/;
const WORDS = /Connection terminated|timeout exceeded|not queryable/;

export function isAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (CODE.test((at as { code?: string }).code ?? '') || WORDS.test(at.message)) return true;
  }
  return false;
}
