/** Staff come in and go: the same routes stand before the console and before the workbench. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { changeStaffPassword, setStaffPasswordByCode } from '../flows/change-staff-password.ts';
import { signInStaff, signOutStaff } from '../flows/sign-in-staff.ts';
import type { House } from '../house.ts';
import type { NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { instantAt } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import { findMerchants } from '../platform/merchant.ts';
import { Body, Instant, Nullable, problems, Uuid } from './schema.ts';
import { deviceWords, ipClassOf, staffDeviceOf } from './device.ts';
import { STAFF_COOKIES, staffOf } from './staff-session.ts';

const Login = Type.String({ minLength: 1, maxLength: 60, examples: ['zhao'] });
/** Long enough for a passphrase; the rules of length answer with a code of their own. */
const Password = Type.String({ minLength: 1, maxLength: 1_000 });

const SignIn = Body({
  login: Login,
  password: Password,
  code: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'Of her second factor, or a recovery code; asked for by session.code_needed.',
    }),
  ),
  trust: Type.Optional(
    Type.Boolean({ description: 'With a code: this device needs none for 30 days.' }),
  ),
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
  enrolment: Type.Object({
    state: Type.Enum(['free', 'done', 'asked', 'over'], {
      description: 'Whether a second factor is asked of her; over: nothing else goes without.',
    }),
    by: Nullable(Instant),
  }),
  newDevices: Type.Integer({
    description: 'Sign-ins from devices that she has not said are hers.',
  }),
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
        const { login, password, code = null, trust = false } = body;
        const device = staffDeviceOf(request, reply);
        const at = { ip, ipClass: ipClassOf(ip), device, deviceLabel: deviceWords(request) };
        const wish = { merchant, app, login, password, code, trust, former, ...at };
        const { token, staff, name } = await signInStaff(house, wish);
        if (body.keep === 'cookie') keepCookie(request, reply, app, token);
        const shown = body.keep === 'token' ? token : null;
        return reply.code(201).send({ staffId: staff, name, token: shown });
      },
    );
    routes.delete(
      '/session',
      { config: open, schema: { ...schema, summary: 'Sign out: the session ends at once.' } },
      async ({ merchant, staff, staffSession: session }, reply) => {
        const who = staff?.id ?? null;
        if (session !== null) await signOutStaff(db, { merchant, session, staff: who });
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
  };

async function sessionOf({ db, clock }: House, request: FastifyRequest) {
  const signed = staffOf(request);
  const { id, name, login, title, outlet, mustChange, grants, enrolment } = signed;
  const [standing, merchants, devices] = await Promise.all([
    db.reading(request.merchant, chain.directory),
    findMerchants(db),
    db.reading(request.merchant, (r) => chain.staffDevices(r, id)),
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
    enrolment: { state: enrolment.state, by: 'by' in enrolment ? enrolment.by : null },
    newDevices: devices.filter(({ isNews, id: each }) => isNews && each !== signed.device).length,
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
