/** Staff come in and go: the same routes stand before the console and before the workbench. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { changeStaffPassword, setStaffPasswordByCode } from '../flows/change-staff-password.ts';
import { endStaffSession, signInStaff, signOutStaff } from '../flows/sign-in-staff.ts';
import type { House } from '../house.ts';
import type { NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { instantAt } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import { findMerchants } from '../platform/merchant.ts';
import { Body, Instant, Nullable, problems, Uuid } from './schema.ts';
import { STAFF_COOKIES, staffOf } from './staff-session.ts';

const Login = Type.String({ minLength: 1, maxLength: 60, examples: ['zhao'] });
/** Long enough for a passphrase; the rules of length answer with a code of their own. */
const Password = Type.String({ minLength: 1, maxLength: 1_000 });

const SignIn = Body({
  login: Login,
  password: Password,
  keep: Type.Enum(['cookie', 'token'], {
    default: 'cookie',
    description: 'A browser keeps a cookie that no script can read; a program asks for the token.',
  }),
});
const SignedIn = Type.Object({
  staffId: Uuid<StaffId>(),
  name: Type.String(),
  token: Nullable(Type.String()),
});

const Session = Type.Object({
  nowAt: Instant,
  now: Instant,
  staff: Type.Object({
    id: Uuid<StaffId>(),
    name: Type.String(),
    login: Type.String(),
    title: Type.String(),
    outlet: Nullable(Type.Object({ id: Uuid<NodeId>(), name: Type.String() })),
  }),
  merchant: Type.Object({ name: Type.String() }),
  mustChange: Type.Boolean(),
  permissions: Type.Array(Type.String()),
  roles: Type.Array(Type.String()),
  grants: Type.Array(
    Type.Object({
      nodeId: Uuid<NodeId>(),
      nodeName: Type.String(),
      role: Type.String(),
    }),
  ),
  nodes: Type.Array(
    Type.Object({
      id: Uuid<NodeId>(),
      parentId: Nullable(Uuid<NodeId>()),
      kind: Type.Enum(['hq', 'dealer', 'outlet']),
      name: Type.String(),
      shortName: Type.String(),
    }),
    { description: 'All that her grants reach, and nothing above.' },
  ),
});

const Sessions = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      app: Type.Enum(['console', 'workbench']),
      deviceLabel: Type.String(),
      madeAt: Instant,
      seenAt: Instant,
      endsAt: Instant,
      isThis: Type.Boolean(),
    }),
  ),
});

const open = { permission: 'none', whileMustChange: true } as const;

export const staffDoor =
  (house: House, app: chain.App): FastifyPluginAsyncTypebox =>
  async (routes) => {
    const tags = ['staff session'];
    const schema = { tags, response: { 204: Type.Null(), ...problems } };
    const { db } = house;

    routes.post(
      '/session',
      {
        config: open,
        schema: {
          tags,
          summary: 'Sign in with login and password.',
          body: SignIn,
          response: { 201: SignedIn, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, staffSession: former, body, ip } = request;
        const deviceLabel = labelOf(request);
        const { login, password } = body;
        const wish = { merchant, app, login, password, ip, deviceLabel, former };
        const { token, staff, name } = await signInStaff(db, wish);
        if (body.keep === 'cookie') keepCookie(request, reply, app, token);
        const shown = body.keep === 'token' ? token : null;
        return reply.code(201).send({ staffId: staff, name, token: shown });
      },
    );
    routes.delete(
      '/session',
      { config: open, schema: { ...schema, summary: 'Sign out: the session ends at once.' } },
      async ({ merchant, staffSession: session }, reply) => {
        if (session !== null) await signOutStaff(db, { merchant, session });
        reply.clearCookie(STAFF_COOKIES[app], { path: '/' });
        return reply.code(204).send(null);
      },
    );
    routes.get(
      '/session',
      {
        config: open,
        schema: {
          tags,
          summary: 'Who is signed in, what she may do, and where.',
          response: { 200: Session, ...problems },
        },
      },
      async (request) => sessionOf(house, request),
    );
    routes.post(
      '/session/password',
      {
        config: open,
        schema: {
          ...schema,
          summary: 'Change one’s own password; every other session ends.',
          body: Body({ from: Password, to: Password }),
        },
      },
      async (request, reply) => {
        const { merchant, body, ip } = request;
        const { id: staff } = staffOf(request);
        const session = request.staffSession!;
        await changeStaffPassword(db, { merchant, staff, session, ip, ...body });
        return reply.code(204).send(null);
      },
    );
    routes.post(
      '/session/password-by-code',
      {
        config: open,
        schema: {
          ...schema,
          summary: 'Choose a password with the one-time code of an invitation or a reset.',
          body: Body({ login: Login, code: Type.String({ maxLength: 60 }), to: Password }),
        },
      },
      async ({ merchant, body, ip }, reply) => {
        await setStaffPasswordByCode(db, { merchant, ip, ...body });
        return reply.code(204).send(null);
      },
    );
    routes.get(
      '/sessions',
      {
        config: open,
        schema: {
          tags,
          summary: 'Where one is signed in.',
          response: { 200: Sessions, ...problems },
        },
      },
      async (request) => {
        const { id } = staffOf(request);
        const items = await db.reading(request.merchant, (r) => chain.sessionsOf(r, id));
        const isThis = (each: string): boolean => request.staffSession!.startsWith(each);
        return { items: items.map((each) => ({ ...each, isThis: isThis(each.id) })) };
      },
    );
    routes.delete(
      '/sessions/:id',
      {
        config: open,
        schema: {
          ...schema,
          summary: 'End one of one’s own sessions.',
          params: Body({ id: Type.String({ minLength: 16, maxLength: 16 }) }),
        },
      },
      async (request, reply) => {
        const { id: staff } = staffOf(request);
        const { merchant, params } = request;
        await endStaffSession(db, { merchant, staff, id: params.id });
        return reply.code(204).send(null);
      },
    );
  };

async function sessionOf({ db, clock }: House, request: FastifyRequest) {
  const { id, name, login, title, outlet, mustChange, grants } = staffOf(request);
  const [standing, merchants] = await Promise.all([
    db.reading(request.merchant, chain.directory),
    findMerchants(db),
  ]);
  const shop = merchants.find((each) => each.id === request.merchant);
  if (shop === undefined) throw new Refusal('not_found', 'platform.no_such_shop');
  const branches = grants.map(({ node }) => node);
  const roles = [...new Set(grants.map(({ role }) => role))];
  const now = instantAt(clock.now());
  const nameOf = (node: NodeId): string => standing.nodes.get(node)?.name ?? '';
  return {
    now,
    nowAt: now,
    staff: {
      id,
      name,
      login,
      title,
      outlet: outlet === null ? null : { id: outlet, name: nameOf(outlet) },
    },
    merchant: { name: shop.name },
    mustChange,
    permissions: [...new Set(roles.flatMap(chain.permissionsOf))],
    roles,
    grants: grants.map(({ node, role }) => ({ nodeId: node, nodeName: nameOf(node), role })),
    nodes: [...standing.nodes.values()]
      .filter(({ path }) => chain.reaches(branches, path))
      .map((node) => ({
        id: node.id,
        parentId: node.parent,
        kind: node.kind,
        name: node.name,
        shortName: standing.outlet(node.id)?.shortName ?? node.name,
      })),
  };
}

function keepCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  app: chain.App,
  token: string,
): void {
  reply.setCookie(STAFF_COOKIES[app], token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: request.protocol === 'https',
    maxAge: chain.SESSION_LIFE[app].wholeMs / 1_000,
  });
}

/** Enough to recognise one's own device in the list; not a fingerprint. */
function labelOf(request: FastifyRequest): string {
  const agent = request.headers['user-agent'] ?? '';
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1] ?? '';
  const browser = /(MicroMessenger|Edg|Chrome|Firefox|Safari)/.exec(agent)?.[1] ?? '';
  return [browser, system].filter((part) => part !== '').join(' · ');
}
