/**
 * The document of this API, made of the routes' own schemas, and the pages that show it. Knows no
 * route: what is documented is what is registered.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { HINTS } from './docs-words.ts';

const REFUSALS = join(import.meta.dirname, '../../../contract/refusals.json');

/** Only `/api/open` is a promise to others; the rest changes together with our own apps. */
const AUDIENCES = [
  { prefix: '/api/open/v1', tag: '', security: { apiKey: [] } },
  { prefix: '/api/shop', tag: 'our shop app', security: { session: [] } },
  { prefix: '/api/work', tag: 'our workbench', security: { session: [] } },
  { prefix: '/api/console', tag: 'our console', security: { session: [] } },
  { prefix: '/api/callbacks', tag: 'our neighbours', security: null },
] as const;

const topicOf = (tag: string): string =>
  tag.toLowerCase().replace(/^(workbench|console|work|shop)\b\s*/, '');

function tagsOf(url: string, own: readonly string[]): string[] {
  const audience = AUDIENCES.find(({ prefix }) => url.startsWith(prefix));
  if (audience === undefined || audience.tag === '') return [...own];
  const topic = topicOf(own[0] ?? '');
  return [topic === '' ? audience.tag : `${audience.tag}: ${topic}`];
}

type Json = Record<string, any>;
interface Route {
  readonly schema?: FastifySchema;
  readonly url: string;
  readonly route: { readonly config?: { readonly scope?: string | undefined } };
}
type Described = FastifySchema & { tags?: readonly string[]; description?: string };

function described({ schema = {}, url, route }: Route): { schema: FastifySchema; url: string } {
  const own = schema as Described;
  const security = AUDIENCES.find(({ prefix }) => url.startsWith(prefix))?.security;
  const scope = route.config?.scope;
  const words = scope === undefined ? own.description : withScope(own.description, scope);
  const more = {
    tags: tagsOf(url, own.tags ?? []),
    ...(words === undefined ? {} : { description: words }),
    ...(security === null || security === undefined ? {} : { security: [security] }),
    ...(schema.querystring === undefined
      ? {}
      : { querystring: asAsked(schema.querystring as Json) }),
    ...(schema.body === undefined ? {} : { body: asAsked(schema.body as Json) }),
  };
  return { schema: { ...schema, ...more } as FastifySchema, url };
}

/** We fill in what has a default, so nobody who asks has to send it. */
function asAsked(schema: Json): Json {
  const { required, properties, items } = schema;
  if (Array.isArray(items)) return { ...schema, items: items.map(asAsked) };
  if (items !== undefined) return { ...schema, items: asAsked(items) };
  if (properties === undefined) return schema;
  const asked = Object.entries(properties as Json).map(([name, one]) => [name, asAsked(one)]);
  const told: Json = { ...schema, properties: Object.fromEntries(asked) };
  told.required = (required ?? []).filter((name: string) => !('default' in properties[name]));
  if (told.required.length === 0) delete told.required;
  return told;
}
const withScope = (words: string | undefined, scope: string): string =>
  `${words === undefined ? '' : `${words}\n\n`}Scope of the key: \`${scope}\`.`;

const PROBLEM = { $ref: '#/components/responses/Problem' };
/** What is no JSON says so in its name. */
const MEDIA: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Every refusal in one shape, every code by name, every answer with a word of its own. */
function finished(document: Json): Json {
  const codes = Object.keys(JSON.parse(readFileSync(REFUSALS, 'utf8'))).sort();
  const { schemas } = document.components;
  schemas.RefusalCode = {
    type: 'string',
    enum: codes,
    description: 'Stable. `contract/refusals.json` has each in Chinese and English words.',
  };
  schemas.Problem.properties.code = { $ref: '#/components/schemas/RefusalCode' };
  schemas.Problem.examples = [HINTS.problem];
  document.components.responses = {
    Problem: {
      description: 'Refused, or failed: problem details (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  for (const [path, methods] of Object.entries(document.paths as Json)) {
    for (const operation of Object.values(methods as Json)) {
      operation.responses = responsesOf(path, operation.responses as Json);
    }
  }
  document.webhooks = Object.fromEntries(
    Object.entries(HINTS.events).map(([name, summary]) => [name, { post: told(name, summary) }]),
  );
  const tags = new Set(
    Object.values(document.paths as Json).flatMap((methods) =>
      Object.values(methods as Json).flatMap((operation) => operation.tags as string[]),
    ),
  );
  const ours = [...tags].filter((tag) => !tag.startsWith('our ')).sort();
  const apps = [...tags].filter((tag) => tag.startsWith('our ')).sort();
  document.tags = [
    ...ours.map((name) => ({ name })),
    ...apps.map((name) => ({ name, description: HINTS.ours })),
  ];
  return document;
}

const told = (name: string, summary: string) => ({
  summary,
  tags: ['events'],
  parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((header) => ({
    name: header,
    in: 'header',
    required: true,
    schema: { type: 'string' },
  })),
  requestBody: {
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['type', 'timestamp', 'data'],
          properties: {
            type: { const: name },
            timestamp: { type: 'string', format: 'date-time' },
            data: { type: 'object', description: 'Small ids; ask for the rest.' },
          },
        },
      },
    },
  },
  responses: {
    '2XX': { description: 'Heard.' },
    '410': { description: 'Never again: the endpoint is disabled.' },
  },
});

function responsesOf(path: string, said: Json): Json {
  const media = MEDIA[path.slice(path.lastIndexOf('.'))];
  const good = Object.entries(said)
    .filter(([status]) => /^[123]/.test(status))
    .map(([status, response]) => [
      status,
      {
        ...response,
        description: status === '204' ? 'Done.' : 'As asked.',
        ...(media === undefined ? {} : { content: { [media]: { schema: { type: 'string' } } } }),
      },
    ]);
  return { ...Object.fromEntries(good), '4XX': PROBLEM, '5XX': PROBLEM };
}

export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Quandian 圈店',
        version: '1',
        description: HINTS.api,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: HINTS.key },
          session: { type: 'http', scheme: 'bearer', description: HINTS.session },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`),
    },
    transform: described as never,
    transformObject: (found) =>
      finished((found as unknown as { openapiObject: Json }).openapiObject) as never,
  });
}

/** The pages at `/docs`: the viewer comes from its package and loads nothing from elsewhere. */
export async function showDocs(root: FastifyInstance): Promise<void> {
  await root.register(async (app) => {
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, anyMerchant: true };
    });
    app.get('/docs/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { docExpansion: 'none', persistAuthorization: false, url: '/docs/openapi.json' },
      theme: { title: 'Quandian 圈店 API' },
      staticCSP: CSP,
    });
  });
}

const CSP =
  "default-src 'self'; base-uri 'self'; img-src 'self' data:; object-src 'none'; " +
  "script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
