import { findRegion, listDistricts, listRegions, placeName } from '../places'
import { type Ctx, get, may, NotHere, page, personOf, post, type Req, type Route, seeOther } from '../platform'
import { answerCause, sayCause } from './commands/causes'
import { needIn } from './desk-routes'
import { causes, parseCode } from './need'
import { AnswerCausePage, CausesPage } from './pages/causes-page'
import { SayCausePage } from './pages/say-cause-page'
import { countCauses, listAnswers, wasInvolved } from './queries/causes'
import { findNeedRow } from './queries/find-need'
import { mayOnNeed, organizationsOf } from './scope'
import { decideShownCells } from './shown-cells'

async function causesPage(r: Req): Promise<Response> {
  const { db, clock } = r.ctx
  const wanted = r.query('region')
  const region = wanted === undefined ? undefined : await findRegion(db, wanted)
  const regions = (await listRegions(db)).map(({ id, names }) => ({ id, name: placeName(names, r.v.lang) }))
  const shown = decideShownCells(await countCauses(db, region?.id, clock.now()))
  return page(
    r,
    <CausesPage
      v={r.v}
      shown={shown.slice(0, 300)}
      answers={await listAnswers(db, region?.id)}
      regions={regions}
      region={region?.id}
      districts={region === undefined ? [] : await districtsOf(r, region.id)}
      mayAnswer={may(r.ctx, 'causes:answer')}
    />,
  )
}

const districtsOf = async (r: Req, regionId: string) =>
  (await listDistricts(r.ctx.db, regionId)).map(({ id, names }) => ({ id, name: placeName(names, r.v.lang) }))

async function answerForm(
  r: Req,
  typed: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const region = await findRegion(r.ctx.db, typed.region ?? '')
  if (region === undefined) throw new NotHere()
  if (!may(r.ctx, 'causes:answer', { regionId: region.id, organizationId: null })) throw new NotHere(403)
  return page(
    r,
    <AnswerCausePage
      v={r.v}
      typed={typed}
      errors={errors}
      region={{ id: region.id, name: placeName(region.names, r.v.lang) }}
      districts={await districtsOf(r, region.id)}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function answer(r: Req): Promise<Response> {
  const cause = parseCode(causes, r.form.cause)
  const words = (r.form.words ?? '').trim().slice(0, 2000)
  const { region = '', district = '' } = r.form
  const known = district === '' || (await districtsOf(r, region)).some((one) => one.id === district)
  if (cause === undefined || words === '' || !known)
    return answerForm(r, r.form, { words: r.v.t('needs.causes.words.missing') })
  const answered = await answerCause(r.ctx, {
    regionId: region,
    districtId: district === '' ? null : district,
    cause,
    words,
  })
  if (!answered.ok) throw new NotHere(answered.error.kind === 'forbidden' ? 403 : 404)
  return seeOther(r, `/causes?region=${encodeURIComponent(region)}`, 'needs.done.answered')
}

/** As what a signed-in person was involved in a need; undefined when they were not. */
async function involvedAs(ctx: Ctx, needId: string) {
  const need = await findNeedRow(ctx.db, needId)
  const personId = personOf(ctx)
  if (need === undefined) throw new NotHere()
  if (personId === null) return undefined
  if (await wasInvolved(ctx.db, needId, personId)) return 'volunteer' as const
  if (!(await mayOnNeed(ctx.db, ctx, 'needs:triage', need))) return undefined
  return organizationsOf(ctx).length > 0 ? ('organization' as const) : ('coordinator' as const)
}

async function causeForm(r: Req, typed: Readonly<Record<string, string>> = {}, error?: string): Promise<Response> {
  const needId = needIn(r)
  const as = await involvedAs(r.ctx, needId)
  if (as === undefined) throw new NotHere(403)
  return page(
    r,
    <SayCausePage
      v={r.v}
      action={`/needs/${needId}/cause`}
      backHref={as === 'volunteer' ? '/me' : `/needs/${needId}`}
      typed={typed}
      errors={error === undefined ? {} : { cause: error }}
      secret={false}
    />,
    error === undefined ? 200 : 422,
  )
}

async function say(r: Req): Promise<Response> {
  const needId = needIn(r)
  const saidBy = await involvedAs(r.ctx, needId)
  const saidRef = personOf(r.ctx)
  if (saidBy === undefined || saidRef === null) throw new NotHere(403)
  const cause = parseCode(causes, r.form.cause)
  if (cause === undefined) return causeForm(r, r.form, r.v.t('needs.sayCause.missing'))
  const said = await sayCause(r.ctx, { needId, cause, words: r.form.words ?? '', saidBy, saidRef })
  if (!said.ok) return causeForm(r, r.form, r.v.t(`needs.problem.${said.error.kind}`))
  return seeOther(r, saidBy === 'volunteer' ? '/me' : `/needs/${needId}`, 'needs.done.cause')
}

export const causesRoutes: readonly Route[] = [
  get('/causes', causesPage, { may: 'anyone' }),
  get('/causes/answer', (r) => answerForm(r, { region: r.query('region') ?? '', cause: r.query('cause') ?? '' }), {
    may: 'causes:answer',
  }),
  post('/causes/answer', answer, { may: 'causes:answer', records: ['cause.answered'] }),
  get('/needs/:id/cause', (r) => causeForm(r), { may: 'signed-in' }),
  post('/needs/:id/cause', say, { may: 'signed-in', records: ['need.cause-said'] }),
]
