import { isId } from '../kit/ids'
import { enter, findPerson, findProvenContact, parseName } from '../people'
import { findLocality, placeName, searchPlaces } from '../places'
import { page, type Req, seeOther } from '../platform'
import { parseAgeBand } from '../standards'
import type { FieldErrors } from '../web'
import { joinAsVolunteer } from './commands/join-as-volunteer'
import { joinNew } from './commands/join-new'
import { findOffer } from './import-offer'
import { forgetDraft, type JoinDraft, keepDraft, readDraft } from './join-draft'
import { JoinPage } from './pages/join-page'
import { findVolunteer } from './queries'
import { type FirstWhen, firstWhens } from './volunteer'

type Standing = {
  /** `unknown`: contact not proved; `proved`: contact proved, no account; `person`: signed in. */
  readonly kind: 'unknown' | 'proved' | 'person'
  readonly personId: string
  readonly needsAge: boolean
}

async function standingOf(r: Req): Promise<Standing> {
  const { actor } = r.ctx
  if (actor.kind === 'person') {
    const person = await findPerson(r.ctx.db, actor.personId)
    const needsAge = person?.ageBand === 'unknown' && person.birthDate === null
    return { kind: 'person', personId: actor.personId, needsAge }
  }
  const proved = await findProvenContact(r)
  return { kind: proved === undefined ? 'unknown' : 'proved', personId: '', needsAge: true }
}

async function inviterOf(r: Req, id: string, batch: string) {
  if (!isId(id)) return undefined
  const row = await r.ctx.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, batch: isId(batch) ? batch : '' }
}

const emptyDraft: JoinDraft = { name: '', age: '', place: '', placeTyped: '', when: '', by: '', batch: '' }

async function show(
  r: Req,
  standing: Standing,
  draft: JoinDraft,
  options: { errors?: FieldErrors; search?: boolean } = {},
): Promise<Response> {
  const candidates =
    options.search === true || (draft.place === '' && draft.placeTyped !== '')
      ? await searchPlaces(r.ctx.db, draft.placeTyped)
      : await chosenPlace(r, draft.place)
  return page(
    r,
    <JoinPage
      v={r.v}
      typed={draft}
      candidates={candidates}
      errors={options.errors ?? {}}
      standing={standing.kind}
      asksAge={standing.needsAge}
      inviter={await inviterOf(r, draft.by, draft.batch)}
    />,
    options.errors === undefined ? 200 : 422,
  )
}

async function chosenPlace(r: Req, id: string) {
  const place = id === '' ? undefined : await findLocality(r.ctx.db, id)
  return place === undefined ? undefined : [place]
}

/** `/join`: what was said before the contact was proved stands there again. */
export async function showJoin(r: Req): Promise<Response> {
  const standing = await standingOf(r)
  if (standing.kind === 'person') {
    const volunteer = await findVolunteer(r.ctx.db, standing.personId)
    if (volunteer !== undefined && volunteer.state !== 'left') return seeOther(r, '/me')
  }
  const draft = readDraft(r) ?? (await homeDraft(r, standing))
  return show(r, standing, { ...draft, by: r.query('by') ?? draft.by, batch: r.query('batch') ?? draft.batch })
}

// Somebody with an account has said where they live already.
async function homeDraft(r: Req, standing: Standing): Promise<JoinDraft> {
  const person = standing.kind === 'person' ? await findPerson(r.ctx.db, standing.personId) : undefined
  const home = person?.localityId == null ? undefined : await findLocality(r.ctx.db, person.localityId)
  return home === undefined
    ? emptyDraft
    : { ...emptyDraft, place: home.id, placeTyped: placeName(home.names, r.v.lang) }
}

const typedDraft = (r: Req): JoinDraft => ({
  name: (r.form.name ?? '').slice(0, 80),
  age: (r.form.age ?? '').slice(0, 20),
  place: (r.form.place ?? '').slice(0, 40),
  placeTyped: (r.form.place_q ?? '').slice(0, 120),
  when: (r.form.when ?? '').slice(0, 20),
  by: (r.form.by ?? '').slice(0, 40),
  batch: (r.form.batch ?? '').slice(0, 40),
})

/** The answers: kept until the contact is proved, then the volunteer is there. */
export async function join(r: Req): Promise<Response> {
  const standing = await standingOf(r)
  const draft = typedDraft(r)
  if (r.form.place_find !== undefined) return show(r, standing, draft, { search: true })
  const errors: Record<string, string> = {}
  const name = standing.kind === 'person' ? '' : parseName(draft.name)
  const ageBand = parseAgeBand(draft.age)
  const when = firstWhens.find((one) => one === draft.when)
  if (name === undefined) errors.name = r.v.t('volunteers.wrong.name')
  if (standing.needsAge && ageBand === undefined) errors.age = r.v.t('volunteers.wrong.age')
  if ((await findLocality(r.ctx.db, draft.place)) === undefined)
    errors.place = r.v.t(draft.placeTyped === '' ? 'volunteers.wrong.place-missing' : 'volunteers.wrong.place-choose')
  if (when === undefined) errors.when = r.v.t('volunteers.wrong.when')
  if (name === undefined || when === undefined || Object.keys(errors).length > 0)
    return show(r, standing, draft, { errors })
  if (standing.kind === 'unknown') {
    keepDraft(r, draft)
    return seeOther(r, '/sign-in?next=%2Fjoin')
  }
  const inviter = await inviterOf(r, draft.by, draft.batch)
  const common = {
    place: { localityId: draft.place },
    when: when satisfies FirstWhen,
    inviterId: inviter?.id,
    inviterBatch: inviter?.batch === '' ? undefined : inviter?.batch,
  }
  const joined =
    standing.kind === 'person'
      ? await joinAsVolunteer(r.ctx, { ...common, personId: standing.personId, ageBand })
      : ageBand === undefined
        ? undefined
        : await joinNew(r, { ...common, name, ageBand })
  if (joined === undefined) return show(r, standing, draft, { errors: { age: r.v.t('volunteers.wrong.age') } })
  if (!joined.ok) {
    if (joined.error.kind === 'already') return seeOther(r, '/me')
    if (joined.error.kind === 'not-proved') {
      keepDraft(r, draft)
      return seeOther(r, '/sign-in?next=%2Fjoin')
    }
    return show(r, standing, draft, { errors: { form: r.v.t(`volunteers.wrong.${joined.error.kind}`) } })
  }
  forgetDraft(r)
  if ('personId' in joined.value) await enter(r, joined.value.personId)
  const invited = await findOffer(
    r.ctx.db,
    'volunteerId' in joined.value ? joined.value.volunteerId : joined.value.personId,
  )
  return seeOther(r, invited === undefined ? '/me' : '/me/offer', 'volunteers.done.joined')
}
