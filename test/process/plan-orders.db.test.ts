import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { asOwner } from './ask'
import { demoFolder } from './demo-folder'
import { type ServerProcess, startServer, startWeb } from './server-process'

const running: ServerProcess[] = []
const folders: Awaited<ReturnType<typeof demoFolder>>[] = []
afterEach(async () => {
  for (const server of running.splice(0).reverse())
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGTERM')
  for (const folder of folders.splice(0)) await folder.remove()
})

type Order = { state: string; takes: number; plan_id: string | null }

test('an order is made by the process that is free, and by another once its process has ended', async () => {
  const folder = await demoFolder()
  folders.push(folder)
  const first = await startServer(folder.path)
  running.push(first)
  const further = await startWeb(folder.path)
  running.push(further)
  await asOwner(folder.path, async (client) => {
    /** An order with its wake-up, as the command leaves them. `state`: columns of one that was taken up before. */
    const order = async (taken?: { readonly until: string }) => {
      const id = randomUUID()
      await client.query(
        `INSERT INTO plan_orders (id, region_id, ordered_by, ordered_at, days, travel_band, rest_days, posts_max, state, taken_by, taken_until, takes)
         SELECT $1, a.region_id, a.coordinator_id, now(), 14, 15, 0, 2, $2, $3, $4, $5
         FROM activities a WHERE a.state = 'open' AND a.starts_at > now() ORDER BY a.starts_at LIMIT 1`,
        taken === undefined ? [id, 'waiting', null, null, 0] : [id, 'running', randomUUID(), taken.until, 1],
      )
      await client.query(
        `INSERT INTO pgboss.job (name, data) VALUES ('wake', jsonb_build_object('job', 'dispatch.make-plan', 'orderId', $1::text))`,
        [id],
      )
      return id
    }
    const madeOf = async (id: string): Promise<Order> => {
      for (;;) {
        const { rows } = await client.query<Order>('SELECT state, takes, plan_id FROM plan_orders WHERE id = $1', [id])
        const [row] = rows
        if (row !== undefined && row.state !== 'waiting' && row.state !== 'running') return row
        await new Promise((later) => setTimeout(later, 50))
      }
    }
    // The first process stands still, as one that plans does for orders: only the other can have made it.
    first.child.kill('SIGSTOP')
    const elsewhere = await madeOf(await order())
    first.child.kill('SIGCONT')
    expect(elsewhere).toMatchObject({ state: 'made', takes: 1 })
    expect(elsewhere.plan_id).not.toBeNull()
    // Taken up by a process that is gone: the one that is left takes it up again.
    await further.end('SIGKILL')
    const again = await madeOf(await order({ until: new Date(Date.now() - 1000).toISOString() }))
    expect(again).toMatchObject({ state: 'made', takes: 2 })
  })
}, 300_000)
