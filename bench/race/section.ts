import { randomUUID } from 'node:crypto'
import { auditActivities } from '../../src/activities'
import { openDb, openPool, openSession } from '../../src/platform'
import { type Child, startChild } from '../child'
import { openBenchDatabase } from '../database'
import { type Figure, tellFigures } from '../figure'
import { ms, quantile } from '../numbers'
import { type Answered, send } from './browser'

const INTAKES = 150
const PEOPLE = 500
const SEATS = 50
const SWAPPERS = 40
const SWAP_ROUNDS = 5

const database = await openBenchDatabase()
const db = openDb(openPool(database.connection('asar_app')))
const now = Temporal.Now.instant()
const [locality, organization, dana] = [randomUUID(), randomUUID(), randomUUID()]
const people: string[] = Array.from({ length: PEOPLE }, () => randomUUID())

await database.load(async (client) => {
  await client.query(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'Қазақстан', 'Казахстан', 'Kazakhstan');
    INSERT INTO regions (id, country_code, kato, kind, name_kk, name_ru, name_en, zone, latitude, longitude)
    VALUES ('KZ-27', 'KZ', '270000000', 'region', 'БҚО', 'ЗКО', 'West Kazakhstan', 'Asia/Oral', 50.3, 50.2)`)
  await client.query(
    `INSERT INTO localities (id, region_id, kato, name_kk, name_ru, name_en, search, zone, latitude, longitude, population)
     VALUES ($1, 'KZ-27', '271010000', 'Орал', 'Уральск', 'Oral', '|орал|уральск|oral|', 'Asia/Oral', 51.2333, 51.3667, 234184)`,
    [locality],
  )
  await client.query(
    `INSERT INTO people (id, region_id, locality_id, name, lang, zone, age_band, state, came_by, created_at)
     SELECT id, 'KZ-27', $2, 'Helper ' || n, 'en', 'Asia/Oral', '18-64', 'active', 'self', $3 FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, n)`,
    [[dana, ...people], locality, now.toString()],
  )
  await client.query(
    `INSERT INTO volunteers (id, region_id, state, joined_at, first_when, latitude, longitude, cell, week_minutes_max, rest_minutes_min)
     SELECT id, 'KZ-27', 'active', $2, 'weekends', 51.23, 51.37, '', 10080, 0 FROM unnest($1::uuid[]) AS t(id)`,
    [people, now.toString()],
  )
  await client.query(
    `INSERT INTO organizations (id, region_id, locality_id, kind, name, state, created_by, created_at, verified_at, ethics_version)
     VALUES ($1, 'KZ-27', $2, 'ngo', 'Zhaiyq helpers', 'active', $3, $4, $4, 1)`,
    [organization, locality, dana, now.toString()],
  )
  await client.query(
    `INSERT INTO organization_members (organization_id, person_id, state, since) VALUES ($1, $2, 'member', $3)`,
    [organization, dana, now.toString()],
  )
  await client.query(
    `INSERT INTO role_grants (id, person_id, role, organization_id, granted_at)
     SELECT gen_random_uuid(), $1, role, $2, $3 FROM unnest(ARRAY['coordinator', 'organization-admin']) AS role`,
    [dana, organization, now.toString()],
  )
})

const webs: { child: Child; port: number }[] = []
const portOf = (i: number): number => webs[i % webs.length]?.port ?? 0
const addressOf = (i: number): string => `10.0.${Math.floor(i / 250)}.${1 + (i % 250)}`
const cookieOf = async (personId: string) => `asar_session=${await openSession(db, personId, 'bench', now)}`

type Made = { activityId: string; postId: string }

async function makeActivity(days: number, from: string, until: string, seats: number): Promise<Made> {
  const date = now.toZonedDateTimeISO('Asia/Oral').toPlainDate().add({ days }).toString()
  const who = { cookie: await cookieOf(dana), address: '10.9.9.9' }
  const made = await send(portOf(0), '/activities/new', who, {
    organization,
    work: 'clean-up',
    place: locality,
    date,
    from,
    until,
    seats: String(seats),
    do: 'publish',
  })
  const activityId = /\/activities\/([0-9a-f-]{36})/.exec(made.location)?.[1]
  if (activityId === undefined) throw new Error(`the activity was not made: ${made.status}`)
  const post = await db.selectFrom('posts').select('id').where('activity_id', '=', activityId).executeTakeFirstOrThrow()
  return { activityId, postId: post.id }
}

const sayYes = (i: number, cookie: string, { activityId, postId }: Made): Promise<Answered> =>
  send(portOf(i), `/activities/${activityId}/posts/${postId}/answer`, { cookie, address: addressOf(i) }, { say: 'yes' })

const failed = (answers: readonly Answered[]): number => answers.filter(({ status }) => status >= 500).length
const longest = (answers: readonly Answered[]): string =>
  `p99 ${ms(
    quantile(
      answers.map(({ milliseconds }) => milliseconds),
      0.99,
    ),
  )}`

async function intakes(): Promise<Figure> {
  const answers = await Promise.all(
    Array.from({ length: INTAKES }, (_, i) =>
      send(
        portOf(i),
        '/ask/send',
        { address: addressOf(i) },
        {
          kind: 'food',
          line1: 'drinking water',
          amount1: '20',
          place: locality,
          place_q: 'Oral',
          home: 'yes',
          address: `Abai street ${i}`,
          when: 'tomorrow',
          reach: 'phone',
          phone: `8 701 234 ${String(1000 + i).replace(/(..)(..)/, '$1 $2')}`,
          callSafe: 'yes',
          textSafe: 'no',
        },
      ),
    ),
  )
  const told = new Set(answers.flatMap(({ text }) => /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(text) ?? []))
  const { kept } = await db
    .selectFrom('needs')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .executeTakeFirstOrThrow()
  const taken = answers.filter(({ status }) => status === 200).length
  return {
    figure: `${INTAKES} intakes at once over two web processes`,
    ours: `${taken} taken, ${kept} kept, ${longest(answers)}`,
    other: '',
    judged: `${told.size} numbers told`,
    limit: `${INTAKES} different`,
    holds: taken === INTAKES && kept === INTAKES && told.size === INTAKES,
  }
}

async function rush(cookies: readonly string[]): Promise<Figure> {
  // From 50 people on it is a crowd, which asks more of its organizer: the fiftieth seat is added past the commands.
  const made = await makeActivity(6, '10:00', '13:00', SEATS - 1)
  await database.load(async (client) => {
    await client.query('SET session_replication_role = replica')
    await client.query('UPDATE posts SET seats = $2 WHERE id = $1', [made.postId, SEATS])
    await client.query(
      `INSERT INTO slots (id, post_id, activity_id, activity_state) VALUES (gen_random_uuid(), $1, $2, 'open')`,
      [made.postId, made.activityId],
    )
  })
  const answers = await Promise.all(cookies.map((cookie, i) => sayYes(i, cookie, made)))
  const seated = answers.filter(({ location }) => location.startsWith('/me/assignments/')).length
  const told = answers.filter(({ status, location }) => status === 303 && location === `/activities/${made.activityId}`)
  const loser = told.length === 0 ? -1 : answers.indexOf(told[0] as Answered)
  const page =
    loser === -1
      ? undefined
      : await send(portOf(loser), `/activities/${made.activityId}`, {
          cookie: cookies[loser] ?? '',
          address: addressOf(loser),
        })
  const offered = /name="wait"/.test(page?.text ?? '')
  const audit = await auditActivities(db)
  return {
    figure: `${PEOPLE} people on ${SEATS} seats in the same second`,
    ours: `${seated} seated, ${told.length} told, ${longest(answers)}`,
    other: '',
    judged: `over-filled ${audit.overfilled}, failed ${failed(answers)}, list ${offered ? 'offered' : 'not offered'}`,
    limit: `${SEATS} and ${PEOPLE - SEATS}, 0, 0, offered`,
    holds:
      seated === SEATS && told.length === PEOPLE - SEATS && audit.overfilled === 0 && failed(answers) === 0 && offered,
  }
}

/** People on one of two overlapping posts give it back and take the other, half of them from each side, all at once. */
async function swaps(cookies: readonly string[]): Promise<Figure> {
  const both = [
    await makeActivity(9, '10:00', '13:00', SWAPPERS),
    await makeActivity(9, '12:00', '15:00', SWAPPERS),
  ] as const
  const answers: Answered[] = []
  const first = await Promise.all(
    cookies.flatMap((cookie, i) => {
      const [mine, other] = i % 2 === 0 ? [both[0], both[1]] : [both[1], both[0]]
      return [sayYes(i, cookie, mine), sayYes(i + 1, cookie, other)]
    }),
  )
  answers.push(...first)
  for (let round = 0; round < SWAP_ROUNDS; round++) {
    const live = await liveOf(both)
    const done = await Promise.all(
      live.map(async ({ id, volunteer_id, activity_id }) => {
        const i = people.indexOf(volunteer_id)
        const cookie = cookies[i] ?? ''
        const wanted = activity_id === both[0].activityId ? both[1] : both[0]
        // Both orders and both processes at once: the yes may come before the seat is given back, and is refused then.
        const [back, yes] = await Promise.all([
          send(portOf(i), `/me/assignments/${id}/give-back`, { cookie, address: addressOf(i) }, {}),
          sayYes(i + 1, cookie, wanted),
        ])
        return [back, yes]
      }),
    )
    answers.push(...done.flat())
  }
  const audit = await auditActivities(db)
  const refused = answers.filter(({ status }) => status === 422).length
  return {
    figure: `${SWAPPERS} people swap between overlapping posts, both ways, ${SWAP_ROUNDS} times`,
    ours: `${answers.length} forms, ${refused} told why not, ${longest(answers)}`,
    other: '',
    judged: `double bookings ${audit.doubleBookings}, over-filled ${audit.overfilled}, no yes ${audit.missingYes}, failed ${failed(answers)}`,
    limit: 'all 0',
    holds: audit.doubleBookings + audit.overfilled + audit.missingYes + failed(answers) === 0,
  }
}

type Live = { readonly id: string; readonly volunteer_id: string; readonly activity_id: string }

const liveOf = (made: readonly Made[]): Promise<Live[]> =>
  db
    .selectFrom('assignments')
    .select(['id', 'volunteer_id', 'activity_id'])
    .where('state', '=', 'live')
    .where(
      'activity_id',
      'in',
      made.map(({ activityId }) => activityId),
    )
    .execute()

/**
 * Two full, overlapping posts whose coordinator agreed to exchanges beforehand: everybody offers their seat for one of the other post, then
 * each two say yes to each other's offer at once, one through either process. One of the two swaps goes through; nobody ends on two seats.
 */
async function exchanges(cookies: readonly string[]): Promise<Figure> {
  const half = cookies.length / 2
  const both = [await makeActivity(12, '10:00', '13:00', half), await makeActivity(12, '12:00', '15:00', half)] as const
  const coordinator = { cookie: await cookieOf(dana), address: '10.9.9.9' }
  for (const { activityId, postId } of both)
    await send(portOf(0), `/activities/${activityId}/posts/${postId}/exchanges`, coordinator, { agrees: '1' })
  const answers = await Promise.all(cookies.map((cookie, i) => sayYes(i, cookie, both[i % 2 === 0 ? 0 : 1])))
  const asPerson = ({ volunteer_id }: Live) => {
    const i = people.indexOf(volunteer_id)
    return { cookie: cookies[i] ?? '', address: addressOf(i) }
  }
  let swapped = 0
  for (let round = 0; round < SWAP_ROUNDS; round++) {
    const live = await liveOf(both)
    const [ones, others] = both.map((made) => live.filter(({ activity_id }) => activity_id === made.activityId))
    if (ones?.length !== half || others?.length !== half) throw new Error(`seats lost: ${live.length} of ${2 * half}`)
    const offer = async (seat: Live, wanted: Made, port: number) => {
      const sent = await send(port, `/me/assignments/${seat.id}/swap`, asPerson(seat), { post: wanted.postId })
      answers.push(sent)
      const made = db
        .selectFrom('swaps')
        .select('id')
        .where('assignment_id', '=', seat.id)
        .where('state', '=', 'offered')
      return (await made.executeTakeFirst())?.id ?? 'none'
    }
    const decide = (swapId: string, who: Live, port: number) =>
      send(port, `/swaps/${swapId}/decide`, asPerson(who), { say: 'yes' })
    const offers = await Promise.all(
      ones.map(async (one, i) => {
        const other = others[i] as Live
        const ids = await Promise.all([offer(one, both[1], portOf(i)), offer(other, both[0], portOf(i + 1))])
        return { one, other, ids }
      }),
    )
    const decided = await Promise.all(
      offers.flatMap(({ one, other, ids: [ofOne, ofOther] }, i) => [
        decide(ofOther, one, portOf(i)),
        decide(ofOne, other, portOf(i + 1)),
      ]),
    )
    swapped += decided.filter(({ location }) => location.startsWith('/me/assignments/')).length
    answers.push(...decided)
  }
  const audit = await auditActivities(db)
  const pairs = half * SWAP_ROUNDS
  return {
    figure: `${2 * half} people on two full posts say yes to each other's offers at once, ${SWAP_ROUNDS} times`,
    ours: `${swapped} swaps of ${pairs} pairs, ${answers.length} forms, ${longest(answers)}`,
    other: '',
    judged: `double bookings ${audit.doubleBookings}, over-filled ${audit.overfilled}, no yes ${audit.missingYes}, failed ${failed(answers)}`,
    limit: 'all 0, one swap a pair',
    holds: audit.doubleBookings + audit.overfilled + audit.missingYes + failed(answers) === 0 && swapped === pairs,
  }
}

try {
  for (let i = 0; i < 2; i++) {
    const child = await startChild('race/web.ts', [JSON.stringify(database.connection('asar_app'))])
    webs.push({ child, ...(await child.ask<{ port: number }>({ ask: 'port' })) })
  }
  const cookies = await Promise.all(people.map(cookieOf))
  const figures = [
    await intakes(),
    await rush(cookies),
    await swaps(cookies.slice(0, SWAPPERS)),
    await exchanges(cookies.slice(0, SWAPPERS)),
  ]
  const failures = await Promise.all(webs.map(({ child }) => child.ask<{ failures: string[] }>({ ask: 'failures' })))
  const all = failures.flatMap((one) => one.failures)
  tellFigures([
    ...figures,
    {
      figure: 'failures logged by either process meanwhile (deadlocks not retried among them)',
      ours: [...new Set(all)].join(', '),
      other: '',
      judged: String(all.length),
      limit: '0',
      holds: all.length === 0,
    },
  ])
} finally {
  await Promise.all(webs.map(({ child }) => child.stop()))
  await db.destroy()
  await database.stop()
}
