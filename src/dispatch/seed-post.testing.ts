import pg from 'pg'
import type { District } from '../../test/district'
import type { World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { newReference } from '../kit/reference'

/** Puts more people and published work into a district, past the commands: what a test stands on, not what it tests. */
export async function openSeeds(world: World, district: District) {
  const insert = async (rows: readonly (readonly [table: string, row: Record<string, unknown>])[]) => {
    const client = new pg.Client(world.connection('postgres'))
    await client.connect()
    try {
      await client.query('SET session_replication_role = replica')
      for (const [table, row] of rows) {
        const names = Object.keys(row)
        await client.query(
          `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
          Object.values(row),
        )
      }
    } finally {
      await client.end()
    }
  }
  /** Open work with one post; it begins `at` a moment, three hours from now by itself, and takes three hours. */
  const post = async (
    of: { seats?: number; at?: Temporal.Instant; title?: string; flags?: string[]; tier?: number; state?: string } = {},
  ): Promise<{ postId: string; activityId: string }> => {
    const activityId = newPublicId()
    const postId = newPublicId()
    const starts = of.at ?? world.clock.now().add({ hours: 3 })
    const state = of.state ?? 'open'
    const span = { starts_at: starts.toString(), ends_at: starts.add({ hours: 3 }).toString() }
    const seats = of.seats ?? 1
    await insert([
      [
        'activities',
        {
          id: activityId,
          reference: newPublicId().slice(0, 9),
          region_id: district.region,
          locality_id: district.localityId,
          organization_id: district.organizationId,
          kind: 'environment',
          work: 'clean-up',
          form: 'dated',
          state,
          title: of.title ?? 'Sandbags at the dyke',
          aim: 'Fill sandbags so that the street stays dry.',
          briefing: 'Gloves on, lift in pairs.',
          coordinator_id: district.dana,
          ...span,
          zone: district.zone,
          latitude: 51.23,
          longitude: 51.37,
          result_quantity: 200,
          result_unit: 'sack',
          result_confirmer: 'second-person',
          flags: of.flags ?? [],
          risk_tier: of.tier ?? 0,
          created_by: district.dana,
          created_at: world.clock.now().toString(),
        },
      ],
      [
        'posts',
        {
          id: postId,
          activity_id: activityId,
          region_id: district.region,
          title: 'Filling',
          seats_min: 1,
          seats,
          ...span,
        },
      ],
      ...Array.from(
        { length: seats },
        () =>
          ['slots', { id: newPublicId(), post_id: postId, activity_id: activityId, activity_state: state }] as const,
      ),
    ])
    return { postId, activityId }
  }
  return {
    insert,
    /** Changes a row past the commands. */
    set: async (table: string, id: string, columns: Record<string, unknown>) => {
      const client = new pg.Client(world.connection('postgres'))
      await client.connect()
      try {
        await client.query('SET session_replication_role = replica')
        const sets = Object.keys(columns).map((name, i) => `${name} = $${i + 2}`)
        await client.query(`UPDATE ${table} SET ${sets.join(', ')} WHERE id = $1`, [id, ...Object.values(columns)])
      } finally {
        await client.end()
      }
    },
    volunteer: async (name: string, extra: { person?: object; volunteer?: object } = {}): Promise<string> => {
      const id = newPublicId()
      const now = world.clock.now().toString()
      await insert([
        [
          'people',
          {
            id,
            region_id: district.region,
            locality_id: district.localityId,
            name,
            lang: 'kk',
            zone: district.zone,
            age_band: '18-64',
            state: 'active',
            came_by: 'self',
            created_at: now,
            ...extra.person,
          },
        ],
        [
          'volunteers',
          {
            id,
            region_id: district.region,
            state: 'active',
            joined_at: now,
            first_when: 'weekends',
            latitude: 51.235,
            longitude: 51.37,
            cell: '',
            languages: ['kk', 'ru'],
            transport: 'car',
            reach_meters: 30000,
            ...extra.volunteer,
          },
        ],
        ...[1, 2, 3, 4, 5, 6, 7].map(
          (weekday) =>
            [
              'availability_rules',
              { id: newId(), volunteer_id: id, weekday, start_minute: 0, end_minute: 1440 },
            ] as const,
        ),
      ])
      return id
    },
    post,
    /** Somebody is asked for a post of its own, and has an hour to answer. */
    ask: async (
      volunteerId: string,
      { minutes = 60, ...of }: Parameters<typeof post>[0] & { minutes?: number } = {},
    ): Promise<{ askId: string; code: string; postId: string; activityId: string }> => {
      const { postId, activityId } = await post(of)
      const [askId, code, now] = [newId(), newReference(), world.clock.now()]
      await insert([
        [
          'asks',
          {
            id: askId,
            code,
            post_id: postId,
            activity_id: activityId,
            organization_id: district.organizationId,
            volunteer_id: volunteerId,
            region_id: district.region,
            kind: 'environment',
            terms_version: 1,
            chance_permille: 500,
            asked_at: now.toString(),
            answer_by: now.add({ minutes }).toString(),
            state: 'asked',
          },
        ],
      ])
      return { askId, code, postId, activityId }
    },
  }
}
