import pg from 'pg'
import { type District, seedDistrict } from '../../../test/district'
import type { World } from '../../../test/world'
import { answerPost } from '../../activities'
import { openSite, promiseFromStock, promiseGift, receiveStock } from '../../goods'
import { newId } from '../../kit/ids'
import { unwrap } from '../../kit/result'
import { claimLine, raiseNeed, readLine, verifyNeed } from '../../needs'
import type { Ctx, Role } from '../../platform'
import type { Vulnerability } from '../../standards'
import { makeRoundPlan } from '../commands/make-plan'
import { askDriver, sendRound } from '../commands/send-round'
import { offerVehicle } from '../vehicles/commands'
import type { VehicleOffer } from '../vehicles/vehicle'

type Grant = { readonly role: Role; readonly organizationId?: string; readonly regionId?: string }

/** What a request of the stage asks for and where it is. */
export type AskedFor = {
  readonly item?: string
  readonly quantity?: number
  readonly north?: number
  readonly atHome?: boolean
  readonly vulnerability?: readonly Vulnerability[]
  readonly lang?: 'kk' | 'ru' | 'en'
}

/** The day the stage plans for: the morning after the world begins. */
export const ROUND_DAY = Temporal.PlainDate.from('2026-11-23')

export const aVan: VehicleOffer = {
  name: 'White van',
  gramsMax: 500_000,
  millilitresMax: 3_000_000,
  coldBox: false,
  lifts: false,
  localityId: null,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  fromMinute: 8 * 60,
  untilMinute: 20 * 60,
}

/** A warehouse of "Zhaiyq helpers" with blankets and water, people who asked for some, and volunteers with a licence and a vehicle. */
export async function roundStage(world: World, known?: District) {
  const d = known ?? (await seedDistrict(world))
  const as = (personId: string, ...grants: Grant[]): Ctx => ({
    ...world.system,
    actor: {
      kind: 'person',
      personId,
      name: 'someone',
      sessionId: newId(),
      grants: grants.map(({ role, organizationId = null, regionId = null }) => ({ role, organizationId, regionId })),
    },
    door: 'web',
  })
  const dana = () =>
    as(
      d.dana,
      { role: 'coordinator', organizationId: d.organizationId },
      { role: 'organization-admin', organizationId: d.organizationId },
    )
  const operator = () => as(d.operator, { role: 'operator', regionId: d.region })
  const visitor = (): Ctx => ({ ...world.system, actor: { kind: 'visitor' }, door: 'web' })
  const place = {
    regionId: d.region,
    districtId: d.districtId,
    localityId: d.localityId,
    zone: d.zone,
  }
  const siteId = unwrap(
    await openSite(dana(), {
      organizationId: d.organizationId,
      kind: 'warehouse',
      name: 'Warehouse by the bridge',
      address: 'Abai street 1',
      hours: '9-18',
      place: { ...place, latitude: 51.2, longitude: 51.4 },
      takes: [],
    }),
  ).siteId
  for (const itemId of ['blanket', 'wheelchair'])
    unwrap(
      await receiveStock(dana(), {
        siteId,
        itemId,
        quantity: 500,
        condition: 'new',
        expiresOn: null,
        cause: 'bought',
      }),
    )

  /** A verified request of somebody north of the warehouse, at an address only those who come may see. */
  async function ask({
    item = 'blanket',
    quantity = 10,
    north = 0.01,
    atHome = false,
    vulnerability = [],
    lang = 'kk',
  }: AskedFor = {}) {
    const need = unwrap(
      await raiseNeed(visitor(), {
        kind: 'things',
        lines: [readLine(item, String(quantity))].flatMap((line) => line ?? []),
        words: '',
        place: {
          ...place,
          address: `Satpaev street ${Math.round(north * 1000)}`,
          atHome,
          point: { latitude: 51.2 + north, longitude: 51.4 },
        },
        neededBy: world.clock.now().add({ hours: 200 }),
        urgency: 'future',
        vulnerability: [...vulnerability],
        name: 'Kulyash',
        contact: { kind: 'phone', value: `+7701${Math.floor(1e6 + Math.random() * 9e6)}` },
        callSafe: true,
        textSafe: true,
        lang,
      }),
    )
    unwrap(await verifyNeed(operator(), { needId: need.needId, method: 'call', words: '' }))
    const line = await world.db
      .selectFrom('need_lines')
      .select(['id', 'item_id'])
      .where('need_id', '=', need.needId)
      .executeTakeFirstOrThrow()
    return { ...need, lineId: line.id, itemId: line.item_id ?? '' }
  }

  /** The same with stock set aside for it at the warehouse. */
  async function askWithStock(asked: AskedFor = {}) {
    const need = await ask(asked)
    const promised = unwrap(
      await promiseFromStock(dana(), {
        lineId: need.lineId,
        siteId,
        itemId: need.itemId,
        quantity: asked.quantity ?? 10,
      }),
    )
    return { ...need, pledgeId: promised.pledgeId }
  }

  /** The same claimed by the organization, with a donor who has it and waits to be called on. */
  async function askWithDonor(asked: AskedFor = {}) {
    const need = await ask({ item: 'pillow', ...asked })
    const quantity = asked.quantity ?? 10
    unwrap(
      await claimLine(dana(), {
        lineId: need.lineId,
        organizationId: d.organizationId,
        quantity,
        until: world.clock.now().add({ hours: 48 }),
      }),
    )
    const promised = unwrap(
      await promiseGift(dana(), {
        things: [{ itemId: need.itemId, quantity, siteId: null }],
        regionId: d.region,
        point: { latitude: 51.21, longitude: 51.38 },
        organizationId: d.organizationId,
        comesFrom: null,
        until: world.clock.now().add({ hours: 72 }),
        contact: {
          name: 'Marat',
          kind: 'phone',
          value: '+77015550101',
          lang: 'kk',
          address: 'Dostyk avenue 5',
          point: { latitude: 51.21, longitude: 51.38 },
          words: '',
        },
      }),
    )
    // The house chooses the line: nobody else on this stage asks for pillows.
    const { pledge_id: pledgeId } = await world.db
      .selectFrom('gift_pledges as g')
      .innerJoin('pledges as p', 'p.id', 'g.pledge_id')
      .select('g.pledge_id')
      .where('g.gift_id', '=', promised.giftId)
      .where('p.line_id', '=', need.lineId)
      .executeTakeFirstOrThrow()
    return { ...need, pledgeId }
  }

  /** Proof that stands confirmed: what a vehicle's driver, or one of two at a door, must have. */
  async function proves(personId: string, competence: string): Promise<void> {
    const client = new pg.Client(world.connection('postgres'))
    await client.connect()
    await client.query('SET session_replication_role = replica')
    await client.query(
      `INSERT INTO credentials (id, volunteer_id, competence_id, level, state, valid_from, confirmed_by, confirmed_at, region_id, created_at)
       VALUES ($1, $2, $3, 2, 'confirmed', $4, $5, $4, $6, $4)`,
      [newId(), personId, competence, world.clock.now().subtract({ hours: 48 }).toString(), d.dana, d.region],
    )
    await client.end()
  }

  /** A volunteer with a licence offers a vehicle. */
  async function drives(personId: string, offer: Partial<VehicleOffer> = {}): Promise<string> {
    await proves(personId, 'car-driver')
    return unwrap(await offerVehicle(as(personId), { ...aVan, ...offer })).vehicleId
  }

  const plan = async (
    day: Temporal.PlainDate = ROUND_DAY,
    fetchTo: 'straight' | { siteId: string } = 'straight',
  ): Promise<string> =>
    unwrap(
      await makeRoundPlan(dana(), {
        organizationId: d.organizationId,
        day,
        fromMinute: 9 * 60,
        untilMinute: 18 * 60,
        fetchTo,
      }),
    ).planId

  const roundsOf = (planId: string) =>
    world.db.selectFrom('rounds').selectAll().where('plan_id', '=', planId).orderBy('vehicle_id').limit(100).execute()

  const stopsOf = (roundId: string) =>
    world.db
      .selectFrom('round_stops')
      .selectAll()
      .where('round_id', '=', roundId)
      .orderBy('position')
      .limit(100)
      .execute()

  const goodsOf = (roundId: string) =>
    world.db.selectFrom('round_goods').selectAll().where('round_id', '=', roundId).orderBy('id').limit(100).execute()

  const owed = { emergencyContact: '+7 701 000 00 00', stated: ['confidentiality', 'two-adults-present'] }

  /** Sends a round out, asks its driver and lets them say yes; a second person says yes where two go. */
  async function sendWithYes(roundId: string, driver: string, helper?: string) {
    const sent = unwrap(await sendRound(dana(), { roundId, ...owed }))
    const asked = await askDriver(dana(), roundId)
    const round = await world.db.selectFrom('rounds').selectAll().where('id', '=', roundId).executeTakeFirstOrThrow()
    const yes = async (personId: string, postId: string | null) => {
      const activity = await world.db
        .selectFrom('activities')
        .select('briefing_version')
        .where('id', '=', sent.activityId)
        .executeTakeFirstOrThrow()
      return unwrap(
        await answerPost(as(personId), {
          postId: postId ?? '',
          volunteerId: personId,
          kind: 'yes',
          accepted: { briefingVersion: activity.briefing_version },
        }),
      )
    }
    await yes(driver, round.driver_post_id)
    if (helper !== undefined) await yes(helper, round.helper_post_id)
    return { ...sent, asked, round }
  }

  return {
    d,
    siteId,
    as,
    dana,
    operator,
    ask,
    askWithStock,
    askWithDonor,
    proves,
    drives,
    plan,
    roundsOf,
    stopsOf,
    goodsOf,
    owed,
    sendWithYes,
  }
}
