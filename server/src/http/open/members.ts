/** Members of the branch; their phones only for a key that says so. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { bringMember } from '../../flows/bring-member.ts';
import type { House } from '../../house.ts';
import type { MemberId, OutletId } from '../../kernel/id.ts';
import * as members from '../../modules/members/members.ts';
import { companyOf } from '../../flows/steps/controllers.ts';
import { findOpenMembers } from '../../views/open-people.ts';
import { Body, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { branchOf, keyDeed, keyOf } from '../key-session.ts';

const tags = ['members'];
const MemberView = Type.Object({
  id: Uuid(),
  name: Type.String(),
  phoneMasked: Nullable(Type.String({ examples: ['138****2041'] })),
  phone: Nullable(Type.String({ description: 'Null without the scope `members.read_phone`.' })),
  outletId: Uuid(),
  guideId: Nullable(Uuid()),
  madeAt: Instant,
  agreedTo: Type.Array(Type.String(), {
    description: 'Purposes that she allows the company of the key: no marketing without.',
  }),
});

export const memberRoutes =
  ({ db, vault }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/members',
      {
        config: { scope: 'members.read' },
        schema: {
          tags,
          summary: 'Members whose home is an outlet of the branch',
          querystring: Query({ ...page, after: Type.Optional(Uuid<MemberId>()) }),
          response: { 200: PageOf(MemberView), ...problems },
        },
      },
      async (request) => {
        const { after = null, count } = request.query;
        const wish = { branches: branchOf(request), after, count };
        const [found, allowed] = await db.reading(request.merchant, async (reader) => {
          const listed = await findOpenMembers(reader, wish);
          const ids = listed.items.map(({ id }) => id);
          const company = await companyOf(reader, keyOf(request).node);
          return [listed, await members.allowedOf(reader, ids, company)] as const;
        });
        const agreed = new Map(allowed.map(({ member, purposes }) => [member, [...purposes]]));
        const clear = keyOf(request).scopes.includes('members.read_phone');
        return {
          items: found.items.map(({ phoneEnc, ...row }) => ({
            ...row,
            phone: clear && phoneEnc !== null ? vault.open(phoneEnc) : null,
            agreedTo: agreed.get(row.id) ?? [],
          })),
          next: found.next,
        };
      },
    );

    app.post(
      '/members',
      {
        config: { scope: 'members.write' },
        schema: {
          tags,
          summary: 'Bring a member by phone; known here, she stays who she is',
          description: 'The phone is the key: sent again, nothing changes. It brings no consent.',
          body: Body({
            phone: Type.String({ pattern: '^1[3-9]\\d{9}$', examples: ['13800002041'] }),
            name: Type.String({ maxLength: 30, default: '' }),
            outletId: Uuid<OutletId>(),
          }),
          response: {
            200: Type.Object({ memberId: Uuid(), isNew: Type.Boolean() }),
            ...problems,
          },
        },
      },
      (request) => {
        const { phone, name, outletId: outlet } = request.body;
        return bringMember(db, vault, { ...keyDeed(request), phone, name, outlet });
      },
    );
  };
