import { openSite, promiseFromStock, promiseGift, receivePledge, receiveStock } from '../../goods'
import { unwrap } from '../../kit/result'
import { verifyNeed } from '../../needs'
import { ask } from './ask'
import { districts, villages, ZONE } from './land'
import type { Scene } from './past'
import type { Troupe } from './troupe'

/** A place takes goods in Kökzhar; a school gym asks for blankets, part of them lies there, a donor has promised more and brought some. */
export async function* storeScene(troupe: Troupe): Scene {
  yield troupe.at(-6, '11:00')
  const dana = troupe.inPart('coordinator')
  const regionId = districts[0].region
  const { latitude, longitude } = villages[0]
  const { siteId } = unwrap(
    await openSite(dana, {
      organizationId: troupe.organizationId(),
      kind: 'collection',
      name: 'Мәдениет үйінің қоймасы',
      address: 'Көкжар, Достық көшесі, 4',
      hours: 'күн сайын 9–18',
      place: {
        regionId,
        districtId: troupe.districtIds[0] ?? null,
        localityId: troupe.villageIds[0] ?? null,
        zone: ZONE,
        latitude,
        longitude,
      },
      takes: [],
    }),
  )
  const inDays = (days: number) => troupe.at(days, '12:00').toZonedDateTimeISO(ZONE).toPlainDate().toString()
  for (const lot of [
    { itemId: 'blanket', quantity: 10, condition: 'new', expiresOn: null, cause: 'bought' },
    { itemId: 'food-parcel', quantity: 15, condition: 'new', expiresOn: inDays(40), cause: 'given' },
    { itemId: 'drinking-water', quantity: 200_000, condition: 'new', expiresOn: inDays(200), cause: 'given' },
  ] as const)
    unwrap(await receiveStock(dana, { siteId, ...lot }))
  yield troupe.at(-1, '12:30')
  const gym = await ask(troupe.visitor('kk'), troupe, {
    ...{ who: 'Раушан', lang: 'kk', kind: 'things', what: 'көрпе', amount: '40', village: 0, dueDays: 6 },
    words: 'Мектеп спортзалында қырық адам түнейді.',
  })
  yield troupe.at(-1, '12:50')
  unwrap(await verifyNeed(troupe.inPart('operator'), { needId: gym.needId, method: 'call' }))
  unwrap(await promiseFromStock(dana, { lineId: gym.line.id, siteId, itemId: 'blanket', quantity: 10 }))
  yield troupe.at(-1, '15:00')
  const { giftId } = unwrap(
    await promiseGift(troupe.visitor('ru'), {
      things: [{ itemId: 'blanket', quantity: 20, siteId }],
      regionId,
      point: { latitude, longitude },
      organizationId: null,
      comesFrom: null,
      until: troupe.at(3, '21:00'),
      contact: { name: 'Марат', kind: 'none', value: '', lang: 'ru', address: '', words: '' },
    }),
  )
  yield troupe.at(-1, '18:40')
  const pledges = await troupe.ctx.db
    .selectFrom('gift_pledges')
    .select('pledge_id')
    .where('gift_id', '=', giftId)
    .limit(10)
    .execute()
  unwrap(
    await receivePledge(dana, {
      pledgeIds: pledges.map((row) => row.pledge_id),
      siteId,
      parts: [{ quantity: 8, condition: 'good', expiresOn: null }],
      rest: 'awaited',
    }),
  )
}
