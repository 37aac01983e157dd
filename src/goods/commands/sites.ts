import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import type { ItemGroup } from '../../needs'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { siteChanged, siteOpened, siteStateSet } from '../entries'
import type { SiteKind, SiteState } from '../site'
import type { SiteRow } from './move-stock'

/** What is known of a site, parsed. */
export type SiteFacts = {
  readonly kind: SiteKind
  readonly name: string
  /** Public while it takes goods: never a home. */
  readonly address: string
  readonly hours: string
  readonly place: {
    readonly regionId: string
    readonly districtId: string | null
    readonly localityId: string | null
    readonly zone: string
    readonly latitude: number
    readonly longitude: number
  }
  /** Groups of items it takes; none named: all of them. */
  readonly takes: readonly ItemGroup[]
}

/** Why a site is not opened or changed. */
export type SiteError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  /** Only an active organization keeps a site. */
  | { readonly kind: 'not-active' }
  /** Closed for good. */
  | { readonly kind: 'closed' }

/** Opens a place where an organization takes, keeps or hands out goods. Records site.opened. */
export const openSite = (
  ctx: Ctx,
  input: SiteFacts & { readonly organizationId: string },
): Promise<Result<{ siteId: string }, SiteError>> =>
  inCommand<{ siteId: string }, SiteError>(ctx, 'openSite', async (tx) => {
    const { organizationId, place } = input
    if (!may(tx.ctx, 'goods:manage', { organizationId, regionId: place.regionId })) return err({ kind: 'forbidden' })
    const organization = await tx.db
      .selectFrom('organizations')
      .select('state')
      .where('id', '=', organizationId)
      .executeTakeFirst()
    if (organization?.state !== 'active') return err({ kind: 'not-active' })
    const site = await tx.db
      .insertInto('sites')
      .values({
        id: newPublicId(),
        organization_id: organizationId,
        ...columnsOf(input),
        state: 'open',
        state_at: tx.now,
        opened_by: personOf(tx.ctx),
        opened_at: tx.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    tx.append(
      siteOpened.entry({
        ...headOf(site),
        body: { kind: site.kind, state: site.state },
        public: { ...publicOfSite(tx, site), kind: site.kind, state: site.state },
      }),
    )
    return ok({ siteId: site.id })
  })

const columnsOf = ({ kind, name, address, hours, place, takes }: SiteFacts) => ({
  kind,
  name,
  address,
  hours,
  region_id: place.regionId,
  district_id: place.districtId,
  locality_id: place.localityId,
  zone: place.zone,
  latitude: place.latitude,
  longitude: place.longitude,
  takes: [...takes],
})

/** Changes name, address, hours or what a site takes; it stays in its region. Records site.changed. */
export const changeSite = (
  ctx: Ctx,
  siteId: string,
  facts: SiteFacts,
): Promise<Result<{ siteId: string }, SiteError>> =>
  inCommand<{ siteId: string }, SiteError>(ctx, 'changeSite', async (tx) => {
    const site = await siteToManage(tx, siteId)
    if (!site.ok) return site
    const before = site.value
    if (facts.place.regionId !== before.region_id) return err({ kind: 'not-found' })
    const columns = columnsOf(facts)
    const fields = (Object.keys(columns) as (keyof typeof columns)[]).filter(
      (name) => JSON.stringify(columns[name]) !== JSON.stringify(before[name]),
    )
    if (fields.length === 0) return ok({ siteId })
    await tx.db.updateTable('sites').set(columns).where('id', '=', siteId).execute()
    tx.append(siteChanged.entry({ ...headOf(before), body: { fields }, public: publicOfSite(tx, before) }))
    return ok({ siteId })
  })

/** Says whether a site takes goods from this moment on; donors are told at once. Closed is for good. Records site.state-set. */
export const setSiteState = (
  ctx: Ctx,
  input: { readonly siteId: string; readonly state: SiteState; readonly note: string },
): Promise<Result<{ siteId: string }, SiteError>> =>
  inCommand<{ siteId: string }, SiteError>(ctx, 'setSiteState', async (tx) => {
    const site = await siteToManage(tx, input.siteId)
    if (!site.ok) return site
    const { state, note } = input
    if (site.value.state === state && site.value.state_note === note) return ok({ siteId: site.value.id })
    await tx.db
      .updateTable('sites')
      .set({ state, state_note: note, state_at: tx.now })
      .where('id', '=', site.value.id)
      .execute()
    tx.append(
      siteStateSet.entry({
        ...headOf(site.value),
        body: { kind: site.value.kind, state },
        public: { ...publicOfSite(tx, site.value), kind: site.value.kind, state },
      }),
    )
    return ok({ siteId: site.value.id })
  })

async function siteToManage(tx: Tx, siteId: string): Promise<Result<SiteRow, SiteError>> {
  const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', siteId).forNoKeyUpdate().executeTakeFirst()
  if (site === undefined) return err({ kind: 'not-found' })
  // Whoever keeps the stock knows first that it is full.
  const scope = { organizationId: site.organization_id, regionId: site.region_id }
  if (!may(tx.ctx, 'goods:manage', scope) && !may(tx.ctx, 'goods:stock', scope)) return err({ kind: 'forbidden' })
  return site.state === 'closed' ? err({ kind: 'closed' }) : ok(site)
}

const headOf = (site: SiteRow) => ({
  subjectId: site.id,
  regionId: site.region_id,
  organizationId: site.organization_id,
})

const publicOfSite = (tx: Tx, site: SiteRow) => ({
  region: site.region_id,
  day: tx.now.toZonedDateTimeISO(site.zone).toPlainDate().toString(),
  organization: site.organization_id,
  site: site.id,
})
