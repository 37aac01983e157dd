import { expect } from 'vitest'
import { addCrowd } from '../src/activities/testing/crowd'
import { openSite } from '../src/goods'
import { givenGoods } from '../src/goods/receipts/testing/given-goods'
import { stockStage } from '../src/goods/stock/stock-stage.testing'
import { unwrap } from '../src/kit/result'
import { putItems } from '../src/needs'
import { roundsApiStage } from '../src/rounds/testing/api-stage'
import type { ApiCaller } from './api-caller'
import type { District } from './district'
import type { World } from './world'

/** Values by the names under which an example carries them, in its path, query or body. */
export type Names = Readonly<Record<string, unknown>>

/**
 * What stands there before the example of an operation is sent, by operation: made through the interface itself. An operation that is not
 * named needs nothing.
 * @param call a key with every scope
 */
export function openStage(world: World, d: District, call: ApiCaller): Readonly<Record<string, () => Promise<Names>>> {
  let days = 0
  const done = async (path: string, body: unknown = {}): Promise<Record<string, unknown>> => {
    const answer = await call.post(path, body)
    expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const word = async (volunteer: string) => ({
    volunteer,
    consent: (await done(`/people/${volunteer}/help`, { way: 'call' })).consent,
  })

  const newcomer = async () => {
    const [volunteerId = ''] = await addCrowd(world, d, 1)
    return { volunteerId, consent: (await word(volunteerId)).consent }
  }

  const need = async () => {
    const { id } = await done('/needs', {
      kind: 'food',
      lines: [{ words: 'ауыз су', quantity: '20' }],
      place: { locality: d.localityId, atHome: false },
      neededBy: '2026-11-23T15:00:00Z',
      urgency: 'expected',
      contact: '+7 701 234 56 78',
      consentHow: 'by-phone',
    })
    return { id }
  }
  const closedNeed = async () => {
    const { id } = await need()
    await done(`/needs/${id}/close`, { reason: 'helped-elsewhere' })
    return { id }
  }
  const line = async () => {
    const { id } = await need()
    const { lines } = (await call.get(`/needs/${id}`)).body as { lines: { id: string }[] }
    return { id: lines[0]?.id }
  }
  const claimed = async () => {
    const { id } = await line()
    const body = { organization: d.organizationId, quantity: 5, until: '2026-11-23T10:00:00Z' }
    return done(`/lines/${id}/claims`, body)
  }
  const link = async () => {
    await need()
    const { id } = await need()
    const { links } = (await call.get(`/needs/${id}/links`)).body as { links: { id: string }[] }
    return { id: links[0]?.id }
  }

  /** Every activity on a day of its own, so that one person can say yes to all of them. */
  const activity = async (more: object = {}) => {
    const startsAt = Temporal.Instant.from('2026-12-04T05:00:00Z').add({ hours: 24 * days++ })
    const { id, post, state } = await done('/activities', {
      organization: d.organizationId,
      coordinator: d.dana,
      work: 'clean-up',
      title: 'Courtyard',
      place: { locality: d.localityId },
      startsAt: startsAt.toString(),
      endsAt: startsAt.add({ hours: 1 }).toString(),
      seats: 4,
      aim: 'A clean courtyard',
      briefing: 'Wear gloves.',
      expected: { quantity: 10, unit: 'sack', confirmedBy: 'site-owner' },
      ...more,
    })
    return { id, post, state }
  }
  const series = async () => {
    const { id: first } = await activity()
    await done(`/activities/${first}/repeats`, { rule: 'FREQ=WEEKLY;COUNT=2' })
    const { series_id: id } = await world.db
      .selectFrom('activities')
      .select('series_id')
      .where('id', '=', String(first))
      .executeTakeFirstOrThrow()
    return { id }
  }
  const now = (minutes: number) => world.clock.now().add({ minutes }).toString()
  const running = () => activity({ startsAt: now(1), endsAt: now(61) })
  const seat = async (volunteer = d.lina, more: object = {}) => {
    const { id: activityId, post } = await activity(more)
    const { assignment, answer } = await done(`/posts/${post}/answers`, { ...(await word(volunteer)), kind: 'yes' })
    return { id: assignment, activity: activityId, post, answer }
  }
  const present = async () => {
    const { id } = await running()
    const { attendance } = await done(`/activities/${id}/attendance`, { volunteer: d.aigul })
    return { id: attendance }
  }
  /** An hour of Lina's that has been counted. */
  const hours = async () => {
    const { id: activityId } = await running()
    world.clock.advance({ minutes: 2 })
    await done(`/activities/${activityId}/attendance`, { volunteer: d.lina, stay: { from: now(-60), until: now(0) } })
    await world.entries()
    const listed = (await call.get(`/activities/${activityId}/hours`)).body as { hours: { id: string }[] }
    return { id: listed.hours[0]?.id, activity: activityId }
  }
  const disputed = async () => {
    const { id } = await hours()
    return done(`/hours/${id}/own-dispute`, { ...(await word(d.lina)), minutes: 90 })
  }
  /** A year of Lina's on a link, as `id`. */
  const shown = async () => {
    const own = await whole(hours())
    const made = await done(`/volunteers/${d.lina}/shares`, {
      consent: own.consent,
      picks: [{ kind: 'year', ref: '2026' }],
    })
    return { ...own, id: made.share, badges: made.badges as string[] }
  }
  /** A letter about Lina that waits for her, as `id`. */
  const letter = async () => {
    const { activity: activityId } = await hours()
    const words = 'She led the clean-up calmly and brought everybody home safely.'
    const { letter: id } = await done(`/activities/${activityId}/letters`, {
      writtenBy: d.dana,
      volunteer: d.lina,
      words,
    })
    return { id, ...(await word(d.lina)) }
  }
  const standIn = async (volunteer: string) => {
    const { id, activity } = await seat(volunteer)
    const { exchange } = await done(`/assignments/${id}/stand-in`, await word(volunteer))
    return { id: exchange, activity }
  }
  const ask = async () => {
    const { post } = await activity()
    const { id } = await done(`/posts/${post}/asks`, { volunteer: d.lina })
    return { id }
  }
  const callOut = async () => {
    const { post } = await activity()
    return done('/call-outs', { post, ceiling: 2 })
  }
  /** A delivery that came to somebody, and its line as `id`. */
  const delivered = async () => {
    const { needId, lineId } = await (await givenGoods(world, d)).given(5)
    return { id: lineId, need: needId }
  }
  const trouble = async () => {
    const { id, need } = await delivered()
    await done(`/lines/${id}/receipts`, { troubles: [{ reason: 'damaged', quantity: 1 }], consentHow: 'by-phone' })
    const found = await world.db
      .selectFrom('receipt_troubles')
      .select('id')
      .where('need_id', '=', String(need))
      .executeTakeFirstOrThrow()
    return { id: found.id }
  }
  /** Blankets of the district's organization that another one asks for. */
  const goodsAsk = async () => {
    const goods = await givenGoods(world, d)
    const other = await goods.anotherOrganization()
    const site = await goods.siteOf(other.organizationId)
    await done(`/sites/${goods.siteId}/stock`, { item: 'blanket', quantity: 20, condition: 'new', cause: 'given' })
    const names = { asker: other.organizationId, holder: d.organizationId, site }
    const until = world.clock.now().add({ hours: 24 }).toString()
    const { id } = await done('/goods-asks', { ...names, item: 'blanket', quantity: 10, until })
    return { id, from: goods.siteId, ...names }
  }
  const postAsId = async () => ({ id: (await activity()).post })
  const ofActivity = async (made: Promise<{ activity: unknown }>) => ({ id: (await made).activity })
  const whole = async (names: Promise<Names>) => ({ ...(await names), ...(await word(d.lina)) })

  /** Blankets somebody asks for, and a place that takes them. */
  const asked = async () => {
    const { id } = await done('/needs', {
      kind: 'things',
      lines: [{ words: 'көрпе', quantity: '4' }],
      place: { locality: d.localityId, atHome: false },
      neededBy: '2026-12-23T15:00:00Z',
      urgency: 'expected',
      contact: '+7 701 234 56 78',
      consentHow: 'by-phone',
    })
    await done(`/needs/${id}/verify`, { method: 'call' })
    const place = { regionId: d.region, districtId: d.districtId, localityId: d.localityId, zone: d.zone }
    const { siteId } = unwrap(
      await openSite(world.system, {
        organizationId: d.organizationId,
        kind: 'collection',
        name: 'School',
        address: 'Abai street 1',
        hours: '',
        place: { ...place, latitude: 51.2, longitude: 51.4 },
        takes: [],
      }),
    )
    return { site: siteId }
  }
  const gift = async () => {
    const { site } = await asked()
    const body = { place: d.region, things: [{ item: 'blanket', quantity: 2, site }], consentHow: 'by-phone' }
    return done('/gifts', { ...body, until: '2026-11-25T15:00:00Z' })
  }

  const broughtItem = async () => {
    await putItems(world.system, 'ifrc', [
      {
        id: 'ifrc-stage',
        ref: 'STAGE',
        hash: Buffer.alloc(32),
        group: 'home',
        unit: 'piece',
        names: { en: 'STAGE' },
        gramsPerThousand: 0,
        millilitresPerThousand: 0,
        prescription: false,
      },
    ])
    return { id: 'ifrc-stage' }
  }

  return {
    nameItem: broughtItem,

    ...stockStage(world, d, call),
    ...roundsApiStage(world, d, call),

    helpPerson: async () => ({ id: d.lina }),

    getNeed: need,
    verifyNeed: need,
    receiveHelp: need,
    correctNeed: need,
    cancelNeed: need,
    renewNeedKeys: need,
    refuseNeed: need,
    closeNeed: need,
    reopenNeed: closedNeed,
    sayCause: closedNeed,
    referNeed: need,
    closeReferral: async () => {
      const { id } = await need()
      const wish = { receiver: 'Social service', followUpAt: '2026-11-25T05:00:00Z', referredBy: d.operator }
      return { id: (await done(`/needs/${id}/referrals`, wish)).referral }
    },
    triageNeed: need,
    noteDeliveryTime: need,
    takeUpAlarm: need,
    readNeedContact: need,
    listNeedLinks: need,
    decideNeedLink: link,
    askForGoods: goodsAsk,
    giveGoods: async () => {
      const { id, from } = await goodsAsk()
      return { id, site: from }
    },
    refuseGoods: goodsAsk,
    withdrawGoodsAsk: goodsAsk,
    takeGoods: async () => {
      const { id, from } = await goodsAsk()
      await done(`/goods-asks/${id}/give`, { quantity: 10, site: from })
      return { id }
    },
    answerDelivery: delivered,
    listDeliveries: async () => ({ id: (await delivered()).need }),
    endReceiptTrouble: trouble,
    claimLine: line,
    releaseClaim: claimed,
    keepClaim: claimed,
    closeIncident: () => done('/incidents', { region: d.region, name: 'Flood', hazard: 'flood' }),

    getActivity: activity,
    publishActivity: () => activity({ publish: false }),
    endActivity: activity,
    editActivity: activity,
    changeActivityPlace: activity,
    changePostTime: activity,
    changePostSeats: activity,
    addPost: activity,
    copyActivity: activity,
    repeatActivity: activity,
    reviewActivity: () =>
      activity({
        work: 'flood',
        seatsMin: 2,
        emergencyContact: '+7 701 000 00 00',
        stated: ['safe-methods', 'first-aid-on-site', 'authority-agreed', 'written-contract-protective-clothing'],
      }),
    listPeopleOfActivity: activity,
    readRoster: activity,
    listExchanges: activity,
    answerPost: () => whole(activity()),
    endAssignment: () => seat(),
    checkIn: running,
    countPeople: async () => ({ ...(await running()), counter: d.dana }),
    checkOut: present,
    registerHelper: running,
    noteOverdueCall: present,
    giveBack: () => whole(seat()),
    undoAnswer: async () => whole(seat().then(({ answer }) => ({ id: answer }))),
    joinWaitingList: async () => whole(seat(d.arman, { seats: 1 })),
    leaveWaitingList: async () => {
      const { post } = await seat(d.arman, { seats: 1 })
      const own = await word(d.lina)
      await done(`/posts/${post}/waiting-list`, own)
      return { post, ...own }
    },
    makeGroup: () => whole(activity()),
    releaseGroup: async () => {
      const { post } = await activity()
      const own = await word(d.lina)
      return { id: (await done(`/posts/${post}/groups`, { ...own, name: '9A', seats: 2 })).group, ...own }
    },
    logWork: async () => whole(seat(d.lina, { remote: true, estimatedMinutes: 60 })),
    offerStandIn: () => whole(seat()),
    offerSwap: async () => ({ wanted: (await activity()).post, ...(await whole(seat())) }),
    acceptExchange: () => whole(standIn(d.arman)),
    endExchange: () => whole(standIn(d.lina)),
    decideExchange: async () => {
      const { id } = await standIn(d.arman)
      await done(`/exchanges/${id}/accept`, await word(d.lina))
      return { id }
    },
    agreeExchanges: activity,

    startCallOut: activity,
    readCallOut: callOut,
    stopCallOut: callOut,
    listAsks: postAsId,
    askPerson: postAsId,
    answerAsk: ask,
    contestAsk: () => whole(ask()),
    resetHistory: () => word(d.lina),

    listHours: () => ofActivity(hours()),
    confirmHours: () => ofActivity(hours()),
    reportResult: () => ofActivity(hours()),
    getResult: async () => {
      const made = await ofActivity(hours())
      await done(`/activities/${made.id}/result`, { quantity: 12 })
      return made
    },
    sendResultLink: activity,
    stateBasis: () => whole(hours()),
    disputeHours: hours,
    disputeOwnHours: () => whole(hours()),
    decideDispute: async () => ({ id: (await disputed()).dispute }),

    readOwnRecord: () => whole(hours()),
    listShowable: () => whole(hours()),
    shareRecord: async () => ({ volunteerId: d.lina, ...(await whole(hours())) }),
    listShares: shown,
    readBadge: async () => {
      const { badges, ...names } = await shown()
      return { ...names, id: badges[0] }
    },
    withdrawShare: shown,
    takeBackBadge: async () => {
      const { badges, ...names } = await shown()
      return { ...names, id: badges[0] }
    },
    writeLetter: () => ofActivity(hours()),
    listLetters: letter,
    withdrawLetter: letter,
    keepLetter: letter,
    discardLetter: letter,

    listOwnAssignments: () => whole(seat()),
    listOverdue: running,
    listOwnAsks: () => whole(ask()),
    openLot: postAsId,
    readLot: async () => {
      const { post } = await activity({ startsAt: '2027-01-10T05:00:00Z', endsAt: '2027-01-10T06:00:00Z' })
      return { id: (await done(`/posts/${post}/lot`, { closesAt: '2027-01-09T05:00:00Z' })).lot }
    },
    listCandidates: postAsId,
    listOwnHours: () => whole(hours()),

    readOwnTime: newcomer,
    changeWeek: newcomer,
    addException: newcomer,
    removeException: newcomer,
    addBusy: newcomer,
    removeBusy: newcomer,
    changePreferences: newcomer,
    readOwnCompany: newcomer,
    keepApart: async () => {
      const { activity: activityId } = await hours()
      const stay = { from: now(-60), until: now(0) }
      const { attendance } = await done(`/activities/${activityId}/attendance`, { volunteer: d.arman, stay })
      return { volunteerId: d.lina, met: attendance, consent: (await word(d.lina)).consent }
    },
    endApart: newcomer,
    pauseVolunteer: newcomer,
    resumeVolunteer: async () => {
      const { volunteerId, consent } = await newcomer()
      await done(`/volunteers/${volunteerId}/pause`, { consent, until: null })
      return { volunteerId, consent }
    },
    leaveVolunteering: newcomer,

    promiseGift: asked,
    getGift: gift,
    withdrawGift: gift,

    getSeriesReport: series,
    getSeriesProof: series,

    endWebhook: () =>
      done(`/organizations/${d.organizationId}/webhooks`, {
        url: 'https://93.184.215.14/hook',
        kinds: ['need.raised'],
      }),
  }
}
