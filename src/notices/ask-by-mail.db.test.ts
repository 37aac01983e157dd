import { afterAll, expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { testWorld } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { catchUp } from '../journal'
import { noticesFollower } from './follower'
import { sendDue } from './send/send-due'

const gateways = await openGateways()
const world = await testWorld({ config: { smtpUrl: gateways.smtpUrl } })
const d = await seedDistrict(world)
afterAll(() => gateways.close())

test('an ask is answered from its mail, without signing in, and seats the person', async () => {
  const { postId } = await (await openSeeds(world, d)).post()
  const dana = await world.browser(d.dana)
  await dana.post(`/desk/posts/${postId}/call-outs`, { ceiling: '1', wanted: '900', minutes: '60' })
  await world.app.journal.caughtUp()
  await catchUp(world.db, noticesFollower(world.system))
  await sendDue(world.system)
  const mail = gateways.mails.find(({ body }) => /\/a\/[\w-]{32}/.test(body))
  const path = /\/a\/[\w-]{32}/.exec(mail?.body ?? '')?.[0] ?? ''
  const stranger = await world.browser()
  const page = await (await stranger.get(path)).text()
  const action = /action="(\/a\/[^"]+)"/.exec(page)?.[1] ?? ''
  const boxes = Object.fromEntries(
    [...page.matchAll(/type="checkbox" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  const hidden = Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  await stranger.post(action, { ...hidden, ...boxes, say: 'yes' })
  const seated = await world.db
    .selectFrom('assignments')
    .select(['volunteer_id', 'state'])
    .where('post_id', '=', postId)
    .execute()
  const asked = await world.db
    .selectFrom('asks')
    .select('volunteer_id')
    .where('post_id', '=', postId)
    .executeTakeFirstOrThrow()
  expect(seated).toEqual([{ volunteer_id: asked.volunteer_id, state: 'live' }])
})
