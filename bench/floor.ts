/** The floor: a bare Fastify and `pg`, one plpgsql function an order: the room there is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(readFileSync(join(import.meta.dirname, 'floor.sql'), 'utf8'));
const app = Fastify({ logger: false });
const one = {
  name: 'one',
  text: 'select id, sku, name, price_cents, stock from floor.variant where id = $1',
};
const list = {
  name: 'list',
  text: `select id, sku, name, price_cents, stock from floor.variant where id > $1
    order by id limit 24`,
};
const place = { name: 'place', text: 'select floor.place_order($1, 1, $2) as id' };
app.get<{ Params: { id: string } }>(
  '/q/:id',
  async ({ params }) => (await pool.query({ ...one, values: [params.id] })).rows[0],
);
app.get<{ Params: { after: string } }>('/list/:after', async ({ params }) => ({
  items: (await pool.query({ ...list, values: [params.after] })).rows,
}));
app.post<{ Body: { variant: number; customer: number } }>('/order', async ({ body }) => ({
  order: (await pool.query({ ...place, values: [body.variant, body.customer] })).rows[0].id,
}));
const url = await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log(`ready ${url}`);
