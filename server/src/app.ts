/**
 * Builds the server. Nothing is found by scanning folders: what is registered here exists, the
 * rest does not.
 */
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { restBills } from './flows/reconcile-bills.ts';
import { restImports } from './flows/run-import.ts';
import type { House } from './house.ts';
import { admit, type Bounds } from './http/admission.ts';
import { armour } from './http/armour.ts';
import { cashierPage } from './http/cashier-page.ts';
import { callbackRoutes } from './http/callbacks.ts';
import { consoleRoutes } from './http/console.ts';
import { describeRoutes, showDocs } from './http/docs.ts';
import { serializers } from './http/logging.ts';
import { knowMerchant } from './http/merchant.ts';
import { openRoutes } from './http/open.ts';
import { pictureRoutes } from './http/pictures.ts';
import { answerProblems, Problem } from './http/problem.ts';
import { openSetup } from './http/setup.ts';
import { posterPage } from './http/poster.ts';
import { sharePage } from './http/share-page.ts';
import { shopRoutes } from './http/shop.ts';
import { simPages } from './http/sim-pages.ts';
import { strictValidator } from './http/validator.ts';
import { vitalSigns } from './http/vital-signs.ts';
import { webApps } from './http/web-apps.ts';
import { workbenchRoutes } from './http/workbench.ts';
import {
  meetNeighbours,
  overHttp,
  sandboxCallback,
  type Deliver,
  closeWayOut,
  wayOutOf,
} from './neighbours.ts';
import type { NeighbourSettings } from './platform/config.ts';
import { newUuid } from './platform/uuid.ts';

export interface AppOptions {
  readonly logLevel?: string;
  /** Beyond them requests are turned away at the door; undefined: nobody is. */
  readonly bounds?: Bounds;
  /** Who shows it reads `/metrics`; undefined: there are none. */
  readonly metricsToken?: string;
  /** Where the log goes instead of standard output. */
  readonly logTo?: { write(line: string): void };
  /** Requests a minute from one address; 0 lifts the limit (benchmarks, the demo's own 90 days). */
  readonly requestsPerMinute?: number;
  /** Behind a reverse proxy the caller's address is what that proxy says. */
  readonly trustProxy?: boolean;
  /** Accounts at others, of production. */
  readonly neighbours?: NeighbourSettings;
  /** A house without a merchant: the code that opens its set-up page. */
  readonly setUpCode?: string;
}

export async function buildApp(house: House, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: options.logLevel ?? 'error',
      ...(options.logTo === undefined ? {} : { stream: options.logTo }),
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers,
    },
    bodyLimit: 262_144,
    trustProxy: options.trustProxy ?? false,
    // Whoever stands in front of us may have numbered the request already.
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      const isPlain = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given);
      return isPlain ? given : newUuid(house.clock.now()).slice(-12);
    },
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false },
  });
  app.setValidatorCompiler(strictValidator());
  app.addSchema(Problem);
  answerProblems(app);
  await describeRoutes(app);
  armour(app);
  vitalSigns(app, house, admit(app, house.db, options.bounds), options.metricsToken);
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 20_971_520, files: 1 } });
  const perMinute = options.requestsPerMinute ?? 600;
  if (perMinute > 0) await limitRequests(app, perMinute);
  if (options.setUpCode !== undefined) openSetup(app, house, options.setUpCode);
  knowMerchant(app, house);
  const neighbours = meetNeighbours(house, options.neighbours, deliverTo(app, house.origin));
  app.addHook('onClose', () => neighbours.close());
  app.addHook('onClose', () => closeWayOut(house));
  app.addHook('onClose', () => restBills(house.db));
  app.addHook('onClose', () => restImports(house.db));
  await app.register(shopRoutes(house, neighbours), { prefix: '/api/shop' });
  await app.register(workbenchRoutes(house, neighbours), { prefix: '/api/work' });
  await app.register(consoleRoutes(house, neighbours, wayOutOf(house).port), {
    prefix: '/api/console',
  });
  await app.register(openRoutes(house), { prefix: '/api/open/v1' });
  await app.register(callbackRoutes(house, neighbours), { prefix: '/api/callbacks' });
  await app.register(sharePage(house));
  await app.register(posterPage(house));
  await app.register(pictureRoutes(house), { prefix: '/pictures' });
  if (neighbours.simulators !== null) {
    await app.register(simPages(neighbours.simulators));
    await app.register(cashierPage(neighbours.simulators.cashier));
  }
  await showDocs(app);
  await app.register(webApps(house));
  await app.ready();
  return app;
}

/** A page of goods shows dozens of pictures, and a whole store may stand behind one address. */
const STILL = /^\/(pictures|assets|work\/assets|console\/assets)\//;
const STILL_TIMES = 10;

async function limitRequests(app: FastifyInstance, perMinute: number): Promise<void> {
  const isStill = ({ url }: FastifyRequest): boolean => STILL.test(url);
  await app.register(rateLimit, {
    timeWindow: 60_000,
    keyGenerator: (request) => `${isStill(request) ? 'still' : 'asks'} ${request.ip}`,
    max: (request) => (isStill(request) ? STILL_TIMES : 1) * perMinute,
  });
}

/** Over the wire once this server listens; a test that never listens hears it all the same. */
const deliverTo =
  (app: FastifyInstance, origin: string): Deliver =>
  async (notification) => {
    if (app.server.listening) return overHttp(origin)(notification);
    const { host, headers, body: payload } = notification;
    const known = host === '' ? headers : { ...headers, host };
    const url = sandboxCallback(notification);
    const wish = { method: 'POST', url, headers: known, payload } as const;
    return (await app.inject(wish)).statusCode;
  };
