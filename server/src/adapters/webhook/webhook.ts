/**
 * The way out to addresses that other people wrote down. What counts is the address connected to:
 * a name is looked up once, by us, and the connection goes to what was looked at.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';

type Resolve = (
  name: string,
  answer: (error: Error | null, found: readonly LookupAddress[]) => void,
) => void;
export interface WayOut {
  /** Hosts spelt as numbers that are let through, over http and any port: receivers of tests. */
  readonly mayReach?: readonly string[];
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const PORTS = new Set(['', '443', '8443']);
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home|arpa)\.?$/i;
const ANSWER_BYTES = 16_384;

/** Global unicast only: no private, loopback, link-local, mapped or tunnelled address. */
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

const systemResolve: Resolve = (name, answer) =>
  systemLookup(name, { all: true, verbatim: true }, (error, found) => answer(error, found ?? []));

export function wayOut({ mayReach = [], resolve = systemResolve, timeoutMs }: WayOut = {}) {
  const limit = timeoutMs ?? TIMEOUT_MS;
  const guarded: LookupFunction = (name, options, done) => {
    resolve(name, (error, found) => {
      if (error !== null) return done(error, '', 4);
      const good = found.every(({ address }) => isPublic(address)) ? found : [];
      const [first] = good;
      if (first === undefined) return done(new Error('leads inward'), '', 4);
      if (options.all === true) return done(null, [...good]);
      done(null, first.address, first.family);
    });
  };
  const agent = new Agent({ connect: { lookup: guarded, timeout: limit }, pipelining: 0 });

  function objectionTo(spelt: string): string | null {
    if (!URL.canParse(spelt)) return 'no_url';
    const url = new URL(spelt); // also makes 0x7f.1 and 2130706433 the 127.0.0.1 that they are
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.username !== '' || url.password !== '') return 'userinfo';
    if (mayReach.includes(host)) return /^https?:$/.test(url.protocol) ? null : 'scheme';
    if (url.protocol !== 'https:') return 'scheme';
    if (!PORTS.has(url.port)) return 'port';
    if (ipaddr.isValid(host)) return isPublic(host) ? null : 'inward';
    return LOCAL_NAME.test(host) || !host.includes('.') ? 'inward' : null;
  }

  return {
    objectionTo,
    async post(message: {
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }) {
      const objection = objectionTo(message.url);
      if (objection !== null) return { error: `refused: ${objection}` };
      try {
        const answer = await request(message.url, {
          method: 'POST',
          headers: message.headers,
          body: message.body,
          dispatcher: agent, // follows no redirect
          signal: AbortSignal.timeout(limit),
        });
        await answer.body.dump({ limit: ANSWER_BYTES }).catch(() => {});
        const wait = Number(answer.headers['retry-after']);
        const retryAfterS = Number.isFinite(wait) && wait > 0 ? wait : null;
        return { status: answer.statusCode, retryAfterS };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
      }
    },
    /** Whatever is on its way is dropped; it falls due again. */
    close: (): Promise<void> => agent.destroy(),
  };
}
