import { expect } from 'vitest'
import type { ApiCaller } from '../../../test/api-caller'
import type { District } from '../../../test/district'
import type { World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { promiseLine } from '../testing/promise-line'

type Names = Readonly<Record<string, unknown>>

/** What stands there before the examples of sites and stock are sent. */
export function stockStage(world: World, d: District, call: ApiCaller): Readonly<Record<string, () => Promise<Names>>> {
  const done = async (path: string, body: unknown = {}): Promise<Record<string, unknown>> => {
    const answer = await call.post(path, body)
    expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const site = async () => {
    const facts = { kind: 'warehouse', name: 'Depot', locality: d.localityId, address: 'Station street 3' }
    return { id: (await done('/sites', { ...facts, organization: d.organizationId })).id }
  }
  const lot = async () => {
    const { id } = await site()
    const goods = { item: 'blanket', quantity: 10, condition: 'new', cause: 'bought' }
    const { lot: lotId, reference } = await done(`/sites/${id}/stock`, goods)
    return { id: lotId, code: reference, site: id, to: (await site()).id }
  }
  /** A verified request for blankets, and a site where some lie. */
  const blankets = async () => {
    const { id: needId, reference } = await done('/needs', {
      kind: 'things',
      lines: [{ words: 'blanket', quantity: '4' }],
      place: { locality: d.localityId, atHome: false },
      neededBy: '2026-11-30T15:00:00Z',
      urgency: 'expected',
      contact: '+7 701 234 56 79',
      consentHow: 'by-phone',
    })
    await done(`/needs/${needId}/verify`, { method: 'call' })
    const { lines } = (await call.get(`/needs/${needId}`)).body as { lines: { id: string }[] }
    return { id: lines[0]?.id, site: (await lot()).site, need: needId, reference }
  }
  const setAside = async () => {
    const { id: lineId, site: siteId, need: needId, reference } = await blankets()
    await done(`/lines/${lineId}/from-stock`, { site: siteId, item: 'blanket', quantity: 2 })
    return { id: siteId, need: needId, request: reference }
  }
  const held = async () => {
    const made = await setAside()
    const listed = await call.get(`/sites/${made.id}/held/${made.request}`)
    return { ...made, pick: (listed.body as { picks: { pick: string }[] }).picks[0]?.pick }
  }
  const awaited = async () => {
    const { id: lineId, site: siteId } = await blankets()
    const promised = unwrap(
      await promiseLine(
        { ...world.system, actor: { kind: 'visitor' }, door: 'web' },
        {
          lineId: String(lineId),
          itemId: 'blanket',
          quantity: 3,
          organizationId: null,
          siteId: String(siteId),
          comesFrom: null,
          until: world.clock.now().add({ hours: 24 }),
          contact: { name: '', kind: 'none', value: '', lang: 'kk', address: '', words: '' },
        },
      ),
    )
    return { id: promised.pledgeId, site: siteId }
  }

  /** A kit of two blankets, packed where blankets are asked for. */
  const kits = async () => {
    const asked = await blankets()
    const items = [{ item: 'blanket', quantity: 2 }]
    const { id: kit } = await done('/kits', { organization: d.organizationId, name: 'Night kit', items })
    return { ...asked, kit }
  }
  const packed = async () => {
    const { site: siteId, need, kit } = await kits()
    const { lot: id } = await done(`/sites/${siteId}/kits`, { kit, quantity: 2 })
    return { id, site: siteId, need }
  }

  return {
    retireKit: async () => ({ id: (await kits()).kit }),
    packKits: async () => {
      const { site: id, kit } = await kits()
      return { id, kit }
    },
    unpackKits: packed,
    setKitsAside: packed,
    getSite: site,
    changeSite: site,
    setSiteState: site,
    listStock: site,
    receiveStock: site,
    getLot: lot,
    moveStock: lot,
    writeOffStock: lot,
    countStock: lot,
    setAsideForLine: blankets,
    listHeldForRequest: setAside,
    handOut: held,
    freeSetAside: held,
    receivePledge: awaited,
  }
}
