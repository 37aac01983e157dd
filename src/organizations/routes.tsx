import { isId } from '../kit/ids'
import { parseContact, suspensionOfOrganization } from '../people'
import { findLocality, findRegion, listLocalities, listRegions, placeContext, placeName, searchPlaces } from '../places'
import { get, may, NotHere, page, personOf, post, type Req, type Room, seeOther } from '../platform'
import { organizationForms } from '../standards'
import type { FieldErrors } from '../web'
import { changeOrganization, closeOrganization } from './commands/change-organization'
import { createOrganization } from './commands/create-organization'
import { answerInvitation, endMembership, inviteMember } from './commands/members'
import { endOrganizationRole, giveOrganizationRole, organizationRoles } from './commands/organization-roles'
import { markOrganization, refuseOrganization, verifyOrganization } from './commands/verify-organization'
import { formsOfKind, markKinds, type Organization, organizationKinds } from './organization'
import { AuthorityPage, type AuthorityPageProps } from './pages/authority-page'
import { ListPage } from './pages/list-page'
import { MembersPage, MinePage } from './pages/members-page'
import { NewPage, type NewTyped } from './pages/new-page'
import { ClosePage, EditPage, OrganizationPage } from './pages/organization-page'
import { renderAuthorityParts, renderOrganizationParts } from './parts'
import {
  countByKind,
  findOrganization,
  listMarks,
  listMembers,
  listMemberships,
  listOrganizations,
  listWaiting,
  regionsOf,
} from './queries'

async function showList(r: Req): Promise<Response> {
  const regions = await listRegions(r.ctx.db)
  const regionId = regions.find((region) => region.id === r.query('region'))?.id
  const words = (r.query('q') ?? '').slice(0, 80)
  const [name, id] = [r.query('name'), r.query('after')]
  const after = name === undefined || !isId(id) ? undefined : { name, id }
  const { rows, next } = await listOrganizations(r.ctx.db, { regionId, words, after })
  const search = new URLSearchParams({
    ...(regionId === undefined ? {} : { region: regionId }),
    ...(words === '' ? {} : { q: words }),
    ...(next === undefined ? {} : { name: next.name, after: next.id }),
  })
  const nextHref = next === undefined ? undefined : `/organizations?${search}`
  return page(
    r,
    <ListPage v={r.v} rows={rows} regions={regions} regionId={regionId ?? ''} words={words} nextHref={nextHref} />,
  )
}

const managesIt = (r: Req, organization: Organization): boolean =>
  may(r.ctx, 'organizations:manage', { organizationId: organization.id, regionId: organization.regionId })

// One that waits or was refused is seen by those who run it and those who judge it.
async function getVisible(r: Req): Promise<Organization> {
  const organization = await findOrganization(r.ctx.db, r.param('id'))
  if (organization === undefined) throw new NotHere(404)
  const isPublic = organization.state === 'active' || organization.state === 'closed'
  const judges = may(r.ctx, 'organizations:verify', { regionId: organization.regionId })
  const own = personOf(r.ctx) === organization.createdBy
  if (!isPublic && !judges && !own && !managesIt(r, organization)) throw new NotHere(404)
  return organization
}

async function getMine(r: Req): Promise<Organization> {
  const organization = await getVisible(r)
  if (!managesIt(r, organization)) throw new NotHere(403)
  return organization
}

async function showOrganization(r: Req): Promise<Response> {
  const { db } = r.ctx
  const organization = await getVisible(r)
  const person = personOf(r.ctx)
  const mine = managesIt(r, organization)
  const [locality, region, marks, suspension, invitation, parts] = await Promise.all([
    organization.localityId === null ? undefined : findLocality(db, organization.localityId),
    findRegion(db, organization.regionId),
    listMarks(db, organization.id),
    suspensionOfOrganization(db, organization.id, r.v.now),
    person === null
      ? undefined
      : db
          .selectFrom('organization_members')
          .select('state')
          .where('organization_id', '=', organization.id)
          .where('person_id', '=', person)
          .executeTakeFirst(),
    renderOrganizationParts(r.ctx, r.v, organization, mine),
  ])
  const regionName = region === undefined ? organization.regionId : placeName(region.names, r.v.lang)
  return page(
    r,
    <OrganizationPage
      v={r.v}
      organization={organization}
      place={
        locality === undefined
          ? regionName
          : [placeName(locality.names, r.v.lang), ...placeContext(locality, r.v.lang)].join(', ')
      }
      region={regionName}
      marks={marks}
      suspended={suspension !== undefined}
      mine={mine}
      maySuspend={may(r.ctx, 'people:suspend', { regionId: organization.regionId })}
      invited={invitation?.state === 'invited'}
      parts={parts}
    />,
  )
}

const emptyNew: NewTyped = { kind: 'group', legalForm: '', name: '', about: '', bin: '', place: '', placeTyped: '' }

const showNew = (r: Req): Response | Promise<Response> => page(r, <NewPage v={r.v} typed={emptyNew} />)

async function create(r: Req): Promise<Response> {
  const { form, v } = r
  const typed: NewTyped = {
    kind: form.kind ?? '',
    legalForm: form.legalForm ?? '',
    name: form.name ?? '',
    about: form.about ?? '',
    bin: form.bin ?? '',
    place: form.place ?? '',
    placeTyped: form.place_q ?? '',
  }
  const again = async (errors: FieldErrors, refusal?: { words: string; source: string }, status: 200 | 422 = 422) => {
    const chosen = typed.place === '' ? undefined : await findLocality(r.ctx.db, typed.place)
    const candidates =
      form.place_find !== undefined || (chosen === undefined && typed.placeTyped !== '')
        ? await searchPlaces(r.ctx.db, typed.placeTyped)
        : chosen === undefined
          ? undefined
          : [chosen]
    return page(r, <NewPage v={v} typed={typed} candidates={candidates} errors={errors} refusal={refusal} />, status)
  }
  if (form.place_find !== undefined) return again({}, undefined, 200)
  const kind = organizationKinds.find((one) => one === typed.kind)
  const [only] = kind === undefined ? [] : formsOfKind[kind]
  const legalForm = kind === 'ngo' ? organizationForms.find((one) => one === typed.legalForm) : only
  const errors: Record<string, string> = {}
  if (kind === undefined) errors.kind = v.t('organizations.wrong.kind')
  if (kind === 'ngo' && legalForm === undefined) errors.legalForm = v.t('organizations.wrong.form')
  if (typed.name.trim().length < 2) errors.name = v.t('organizations.wrong.name')
  if (!isId(typed.place)) errors.place = v.t('organizations.wrong.place')
  if (kind === undefined || legalForm === undefined || Object.keys(errors).length > 0) return again(errors)
  const created = await createOrganization(r.ctx, {
    kind,
    legalForm,
    name: typed.name,
    about: typed.about,
    place: { localityId: typed.place },
    bin: typed.bin,
  })
  if (created.ok)
    return seeOther(
      r,
      `/organizations/${created.value.organizationId}`,
      kind === 'group' ? 'organizations.done.created' : 'organizations.done.waiting',
    )
  const { error } = created
  switch (error.kind) {
    case 'form-refused':
      return again(
        { legalForm: v.t(error.messageKey) },
        { words: v.t(error.messageKey), source: v.t('standards.law.source', error.article) },
      )
    case 'wrong-bin':
      return again({ bin: v.t(`organizations.wrong.bin.${error.why}`) })
    case 'bin-taken':
      return again({ bin: v.t('organizations.wrong.bin-taken') })
    case 'wrong-name':
      return again({ name: v.t('organizations.wrong.name') })
    case 'wrong-form':
      return again({ legalForm: v.t('organizations.wrong.form') })
    case 'suspended':
      return again({ form: v.t('organizations.wrong.suspended') })
    case 'not-signed-in':
      return again({ form: v.t('organizations.wrong.not-signed-in') })
    default:
      return again({ place: v.t('organizations.wrong.place') })
  }
}

async function showEdit(r: Req): Promise<Response> {
  const organization = await getMine(r)
  const typed = { name: organization.name, about: organization.about, bin: organization.bin ?? '' }
  return page(r, <EditPage v={r.v} organization={organization} typed={typed} />)
}

async function edit(r: Req): Promise<Response> {
  const organization = await getMine(r)
  const typed = { name: r.form.name ?? '', about: r.form.about ?? '', bin: r.form.bin ?? '' }
  const changed = await changeOrganization(r.ctx, { organizationId: organization.id, ...typed })
  if (changed.ok) return seeOther(r, `/organizations/${organization.id}`, 'organizations.done.changed')
  const { error } = changed
  if (error.kind === 'forbidden') throw new NotHere(403)
  const words =
    error.kind === 'wrong-bin'
      ? { bin: r.v.t(`organizations.wrong.bin.${error.why}`) }
      : error.kind === 'bin-taken'
        ? { bin: r.v.t('organizations.wrong.bin-taken') }
        : error.kind === 'name-is-registered'
          ? { name: r.v.t('organizations.edit.nameRegistered') }
          : { name: r.v.t('organizations.wrong.name') }
  return page(r, <EditPage v={r.v} organization={organization} typed={typed} errors={words} />, 422)
}

async function showClose(r: Req): Promise<Response> {
  return page(r, <ClosePage v={r.v} organization={await getMine(r)} />)
}

async function close(r: Req): Promise<Response> {
  const organization = await getMine(r)
  const closed = await closeOrganization(r.ctx, { organizationId: organization.id })
  if (closed.ok) return seeOther(r, `/organizations/${organization.id}`, 'organizations.done.closed')
  const problem = closed.error.kind === 'still-open' ? r.v.t(closed.error.what) : r.v.t('organizations.state.closed')
  return page(r, <ClosePage v={r.v} organization={organization} problem={problem} />, 409)
}

async function showMembers(r: Req): Promise<Response> {
  return members(r, await getMine(r))
}

async function members(
  r: Req,
  organization: Organization,
  again?: { errors: FieldErrors; typed?: { name: string; contact: string } },
): Promise<Response> {
  return page(
    r,
    <MembersPage
      v={r.v}
      organization={organization}
      members={await listMembers(r.ctx, organization.id)}
      phones={r.ctx.ports.sms !== undefined}
      {...(again ?? {})}
    />,
    again === undefined ? 200 : 422,
  )
}

async function invite(r: Req): Promise<Response> {
  const organization = await getMine(r)
  const typed = { name: r.form.name ?? '', contact: r.form.contact ?? '' }
  const errors: Record<string, string> = {}
  const contact = parseContact(typed.contact, r.ctx.ports.sms !== undefined)
  if (typed.name.trim() === '') errors.name = r.v.t('organizations.wrong.member-name')
  if (!contact.ok) errors.contact = r.v.t(`organizations.wrong.contact.${contact.error.kind}`)
  if (!contact.ok || Object.keys(errors).length > 0) return members(r, organization, { errors, typed })
  const invited = await inviteMember(r.ctx, {
    organizationId: organization.id,
    contact: contact.value,
    name: typed.name,
  })
  if (!invited.ok)
    return members(r, organization, { errors: { form: r.v.t(`organizations.wrong.${invited.error.kind}`) }, typed })
  return seeOther(r, `/organizations/${organization.id}/members`, 'organizations.done.invited')
}

async function giveRole(r: Req): Promise<Response> {
  const organization = await getMine(r)
  const role = organizationRoles.find((one) => one === r.form.role)
  if (role === undefined || !isId(r.form.person)) throw new NotHere(404)
  const given = await giveOrganizationRole(r.ctx, { organizationId: organization.id, personId: r.form.person, role })
  if (!given.ok) return members(r, organization, { errors: { form: r.v.t(`organizations.wrong.${given.error.kind}`) } })
  return seeOther(r, `/organizations/${organization.id}/members`, 'organizations.done.role')
}

async function endRole(r: Req): Promise<Response> {
  const organization = await getMine(r)
  if (!isId(r.form.grant)) throw new NotHere(404)
  const ended = await endOrganizationRole(r.ctx, { organizationId: organization.id, grantId: r.form.grant })
  if (!ended.ok) return members(r, organization, { errors: { form: r.v.t(`organizations.wrong.${ended.error.kind}`) } })
  return seeOther(r, `/organizations/${organization.id}/members`, 'organizations.done.roleEnded')
}

async function removeMember(r: Req): Promise<Response> {
  const organization = await getMine(r)
  if (!isId(r.form.person)) throw new NotHere(404)
  const ended = await endMembership(r.ctx, { organizationId: organization.id, personId: r.form.person })
  if (!ended.ok) return members(r, organization, { errors: { form: r.v.t(`organizations.wrong.${ended.error.kind}`) } })
  return seeOther(r, `/organizations/${organization.id}/members`, 'organizations.done.removed')
}

async function answer(r: Req): Promise<Response> {
  if (!isId(r.param('id'))) throw new NotHere(404)
  const yes = r.form.answer === 'yes'
  if (!yes && r.form.answer !== 'no') throw new NotHere(404)
  const answered = await answerInvitation(r.ctx, { organizationId: r.param('id'), yes })
  if (!answered.ok) throw new NotHere(404)
  return seeOther(r, '/me/organizations', yes ? 'organizations.done.joined' : 'organizations.done.declined')
}

async function leave(r: Req): Promise<Response> {
  const personId = personOf(r.ctx)
  if (!isId(r.param('id')) || personId === null) throw new NotHere(404)
  const left = await endMembership(r.ctx, { organizationId: r.param('id'), personId })
  if (left.ok) return seeOther(r, '/me/organizations', 'organizations.done.left')
  if (left.error.kind !== 'last-admin') throw new NotHere(404)
  return seeOther(r, '/me/organizations', 'organizations.wrong.last-admin')
}

async function showMine(r: Req): Promise<Response> {
  return page(r, <MinePage v={r.v} memberships={await listMemberships(r.ctx.db, personOf(r.ctx) ?? '')} />)
}

async function showAuthority(r: Req): Promise<Response> {
  return authority(r, undefined)
}

async function authority(r: Req, wrong: AuthorityPageProps['wrong']): Promise<Response> {
  const { db } = r.ctx
  const regions = regionsOf(r.ctx, 'organizations:verify')
  const [waiting, counts, parts, all] = await Promise.all([
    listWaiting(r.ctx),
    countByKind(db, regions),
    renderAuthorityParts(r.ctx, r.v, regions),
    listRegions(db),
  ])
  const places = await listLocalities(
    db,
    waiting.flatMap((one) => (one.localityId === null ? [] : [one.localityId])),
  )
  const placeOf = (one: Organization): string => {
    const place = places.find((locality) => locality.id === one.localityId)
    return place === undefined
      ? one.regionId
      : [placeName(place.names, r.v.lang), ...placeContext(place, r.v.lang)].join(', ')
  }
  const mine = all.filter((region) => regions === 'all' || regions.includes(region.id))
  return page(
    r,
    <AuthorityPage
      v={r.v}
      regions={
        regions === 'all'
          ? r.v.t('organizations.authority.everywhere')
          : r.v.say.list(mine.map((region) => placeName(region.names, r.v.lang)))
      }
      waiting={waiting.map((one) => ({ ...one, place: placeOf(one) }))}
      counts={counts}
      parts={parts}
      wrong={wrong}
    />,
    wrong === undefined ? 200 : 422,
  )
}

const chosenMarks = (r: Req) => markKinds.filter((mark) => r.all('marks').includes(mark))

async function verify(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere(404)
  const marks = chosenMarks(r)
  const verified = await verifyOrganization(r.ctx, { organizationId: id, marks })
  if (verified.ok) return seeOther(r, '/authority', 'organizations.done.verified')
  return judged(r, id, verified.error.kind, 'marks')
}

async function refuse(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere(404)
  const refused = await refuseOrganization(r.ctx, { organizationId: id, reason: r.form.reason ?? '' })
  if (refused.ok) return seeOther(r, '/authority', 'organizations.done.refused')
  return judged(r, id, refused.error.kind, 'reason')
}

async function judged(r: Req, id: string, kind: string, field: 'marks' | 'reason'): Promise<Response> {
  if (kind === 'unknown') throw new NotHere(404)
  if (kind === 'forbidden') throw new NotHere(403)
  const errors = { [field]: r.v.t(`organizations.wrong.${kind}`) }
  return authority(r, { id, errors, reason: r.form.reason ?? '', marks: chosenMarks(r) })
}

async function mark(r: Req): Promise<Response> {
  const what = markKinds.find((one) => one === r.form.mark)
  if (what === undefined || !isId(r.param('id'))) throw new NotHere(404)
  const marked = await markOrganization(r.ctx, {
    organizationId: r.param('id'),
    mark: what,
    withdrawn: r.form.withdrawn === 'yes',
  })
  if (!marked.ok) throw new NotHere(marked.error.kind === 'unknown' ? 404 : 403)
  return seeOther(r, `/organizations/${r.param('id')}`, 'organizations.done.changed')
}

const roleEntries = ['role.granted', 'role.ended']

/** Organizations and the authority's desk. */
export const organizationsRoom: Room = {
  name: 'organizations',
  routes: [
    get('/organizations', showList, { may: 'anyone' }),
    get('/organizations/new', showNew, { may: 'signed-in' }),
    post('/organizations/new', create, {
      may: 'signed-in',
      records: ['organization.created', ...roleEntries],
      limit: { hits: 20, seconds: 3600 },
    }),
    get('/organizations/:id', showOrganization, { may: 'anyone' }),
    get('/organizations/:id/edit', showEdit, { may: 'organizations:manage' }),
    post('/organizations/:id/edit', edit, { may: 'organizations:manage', records: ['organization.changed'] }),
    get('/organizations/:id/close', showClose, { may: 'organizations:manage' }),
    post('/organizations/:id/close', close, {
      may: 'organizations:manage',
      records: ['organization.closed', ...roleEntries],
    }),
    get('/organizations/:id/members', showMembers, { may: 'organizations:manage' }),
    post('/organizations/:id/members/invite', invite, {
      may: 'organizations:manage',
      records: ['organization.member-invited', 'person.created', 'person.contact-added'],
      limit: { hits: 60, seconds: 3600 },
    }),
    post('/organizations/:id/members/role', giveRole, { may: 'organizations:manage', records: roleEntries }),
    post('/organizations/:id/members/role/end', endRole, { may: 'organizations:manage', records: roleEntries }),
    post('/organizations/:id/members/remove', removeMember, {
      may: 'organizations:manage',
      records: ['organization.member-left', ...roleEntries],
    }),
    post('/organizations/:id/answer', answer, { may: 'signed-in', records: ['organization.member-answered'] }),
    post('/organizations/:id/leave', leave, {
      may: 'signed-in',
      records: ['organization.member-left', ...roleEntries],
    }),
    get('/me/organizations', showMine, { may: 'signed-in' }),
    get('/authority', showAuthority, { may: 'organizations:verify' }),
    post('/authority/organizations/:id/verify', verify, {
      may: 'organizations:verify',
      records: ['organization.verified'],
    }),
    post('/authority/organizations/:id/refuse', refuse, {
      may: 'organizations:verify',
      records: ['organization.refused'],
    }),
    post('/authority/organizations/:id/mark', mark, {
      may: 'organizations:verify',
      records: ['organization.marked'],
    }),
  ],
}
