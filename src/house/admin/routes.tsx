import { endRole, grantRole, listPeopleByContact, parseContact } from '../../people'
import { findRegion, listRegions } from '../../places'
import { get, isLoopback, page, post, type Req, type Route, recordLook, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { AdminPage, type AdminPageProps, houseRoles } from './admin-page'
import { listHouseRoles, listKeys, readHealth } from './queries'

async function show(
  r: Req,
  errors: FieldErrors = {},
  candidates: AdminPageProps['candidates'] = [],
): Promise<Response> {
  const { db, config, ports } = r.ctx
  const senders = {
    email: ports.email !== undefined,
    sms: ports.sms !== undefined,
    url: config.url,
    loopback: isLoopback(config.host),
  }
  const props: AdminPageProps = {
    v: r.v,
    roles: await listHouseRoles(db),
    keys: await listKeys(db),
    health: await readHealth(db),
    senders,
    regions: await listRegions(db),
    draft: r.form,
    candidates,
    errors,
  }
  return page(r, <AdminPage {...props} />, Object.keys(errors).length === 0 ? 200 : 422)
}

async function give(r: Req): Promise<Response> {
  const { form, v } = r
  const contact = parseContact(form.contact, true)
  const role = houseRoles.find((one) => one === form.role)
  const regionId = (form.region ?? '') === '' ? null : (form.region ?? '')
  const errors: Record<string, string> = {}
  if (!contact.ok) errors.contact = v.t(`people.contact.${contact.error.kind}`)
  if (role === undefined) errors.role = v.t('house.admin.roleMissing')
  if (regionId !== null && (await findRegion(r.ctx.db, regionId)) === undefined)
    errors.region = v.t('house.admin.regionUnknown')
  if (!contact.ok || role === undefined || errors.region !== undefined) return show(r, errors)
  const people = (await listPeopleByContact(r.ctx.db, contact.value)).filter((person) => person.state === 'active')
  for (const { id } of people)
    await recordLook(r.ctx.db, r.ctx, { subjectPersonId: id, subjectKind: 'person', subjectId: id, what: ['name'] })
  const chosen = people.length === 1 ? people[0] : people.find((person) => person.id === form.person)
  if (chosen === undefined) {
    if (people.length === 0) return show(r, { contact: v.t('house.admin.nobody') })
    const candidates = people.map(({ id, name }) => ({ id, name: name ?? '' }))
    return show(r, { person: v.t('house.admin.whichMissing') }, candidates)
  }
  const granted = await grantRole(r.ctx, { personId: chosen.id, role, regionId })
  if (granted.ok) return seeOther(r, '/admin#roles', 'house.said.roleGiven')
  return show(r, { role: v.t(`house.admin.error.${granted.error.kind}`) })
}

async function end(r: Req): Promise<Response> {
  const ended = await endRole(r.ctx, { grantId: r.form.grant ?? '' })
  if (ended.ok) return seeOther(r, '/admin#roles', 'house.said.roleEnded')
  return show(r, { form: r.v.t(`house.admin.error.${ended.error.kind}`) })
}

/** The administrator's page and what is done on it. */
export const adminRoutes: readonly Route[] = [
  get('/admin', (r) => show(r), { may: 'system:administer' }),
  post('/admin/roles', give, { may: 'system:administer', records: ['role.granted'] }),
  post('/admin/roles/end', end, { may: 'system:administer', records: ['role.ended'] }),
]
