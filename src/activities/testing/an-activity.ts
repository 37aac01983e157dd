import type { District } from '../../../test/district'
import type { Browser, World } from '../../../test/world'

/** Makes and publishes an activity as its organizer would, through the form. @returns its id and that of its one post */
export async function anActivity(
  world: World,
  d: District,
  overrides: Record<string, string | readonly string[]> = {},
  by?: Browser,
): Promise<{ activityId: string; postId: string }> {
  const dana = by ?? (await world.browser(d.dana))
  const response = await dana.post('/activities/new', {
    organization: d.organizationId,
    work: 'clean-up',
    place: d.localityId,
    date: '2026-11-28',
    from: '10:00',
    until: '13:00',
    seats: '5',
    do: 'publish',
    ...overrides,
  })
  if (response.status !== 303) throw new Error(`not made: ${response.status} ${(await response.text()).slice(0, 6000)}`)
  const activityId = /\/activities\/([0-9a-f-]{36})/.exec(response.headers.get('location') ?? '')?.[1] ?? ''
  const post = await world.db
    .selectFrom('posts')
    .select('id')
    .where('activity_id', '=', activityId)
    .executeTakeFirstOrThrow()
  return { activityId, postId: post.id }
}

/** Says yes as a person would, through the activity's page. */
export const sayYes = (
  browser: Browser,
  { activityId, postId }: { activityId: string; postId: string },
  fields: Record<string, string | readonly string[]> = {},
): Promise<Response> => browser.post(`/activities/${activityId}/posts/${postId}/answer`, { say: 'yes', ...fields })

/** A signed-in browser whose pages are in English, whatever the person's own language. */
export async function inEnglish(world: World, personId?: string): Promise<Browser> {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
