import { registerActivityPart } from '../activities'
import { registerAuthorityPart, registerOrganizationPart } from '../organizations'
import { listRegions, placeName } from '../places'
import { may } from '../platform'

registerOrganizationPart('reports', async (ctx, v, organization) => {
  const scope = { organizationId: organization.id, regionId: organization.regionId }
  if (!may(ctx, 'reports:read', scope)) return undefined
  return (
    <p>
      <a href={`/reports/organizations/${organization.id}`}>{v.t('reports.toReport')}</a>
    </p>
  )
})

registerActivityPart('reports', async (ctx, v, activity) => {
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  if (activity.series_id === null || !may(ctx, 'reports:read', scope)) return undefined
  return (
    <p>
      <a href={`/reports/series/${activity.series_id}`}>{v.t('reports.toSeries')}</a>
    </p>
  )
})

registerAuthorityPart('reports', async (ctx, v, regions) => {
  const mine = (await listRegions(ctx.db)).filter(({ id }) => regions === 'all' || regions.includes(id))
  if (mine.length === 0) return undefined
  return (
    <section class="section">
      <h2>{v.t('reports.ofRegions')}</h2>
      <ul class="plain-list">
        {mine.map((region) => (
          <li>
            <a href={`/regions/${region.id}`}>{placeName(region, v.lang)}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href="/register">{v.t('reports.register.heading')}</a>
      </p>
    </section>
  )
})
