import { sayRefusal } from '../../activities'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Companion, findCompanion, forPerson, listContacts } from '../../people'
import { type Ctx, type Door, may, NotHere, page, personOf, type Req, recordLook, seeOther } from '../../platform'
import { parseAnswerKind } from '../ask'
import { type AnswerAskError, answerAsk, type ConsentHow, consentHows } from '../commands/answer-ask'
import { TheirsPage } from '../pages/theirs-page'
import { type AskView, findAsk } from '../queries/find-ask'
import { timeOfDay } from './asks'
import { acceptedIn, owedBy } from './owed'

type Helper = {
  readonly ask: AskView
  readonly calls: boolean
  readonly power: boolean
  readonly companion?: Companion | undefined
}

/** The ask of this address, for whoever may speak for the person: an operator, their companion, or a coordinator of the work. */
async function helperOf(r: Req): Promise<Helper> {
  const id = r.param('id')
  const ask = isId(id) ? await findAsk(r.ctx.db, id) : undefined
  const me = personOf(r.ctx)
  if (ask === undefined || me === null || me === ask.volunteer_id) throw new NotHere()
  const scope = { organizationId: ask.organization_id, regionId: ask.asked_region_id }
  const calls = may(r.ctx, 'people:help', scope)
  const power = ask.coordinator_id === me || may(r.ctx, 'dispatch:run', scope)
  if (calls || power) return { ask, calls, power }
  const companion = await findCompanion(r.ctx.db, me, ask.volunteer_id, r.ctx.clock.now())
  if (companion?.scopes.includes('answer-asks') !== true) throw new NotHere()
  return { ask, calls: false, power: false, companion }
}

async function show(r: Req, errors?: Readonly<Record<string, string>>): Promise<Response> {
  const { ask, calls, power } = await helperOf(r)
  const contacts = calls ? await listContacts(r.ctx.db, ask.volunteer_id) : []
  const phones = contacts.filter((one) => one.kind === 'phone').map((one) => one.value)
  await recordLook(r.ctx.db, r.ctx, {
    subjectPersonId: ask.volunteer_id,
    subjectKind: 'ask',
    subjectId: ask.id,
    what: phones.length === 0 ? ['name'] : ['name', 'phone'],
  })
  return page(
    r,
    <TheirsPage
      v={r.v}
      ask={ask}
      accept={await owedBy(r.ctx, ask)}
      phones={phones}
      power={power}
      errors={errors}
      typed={r.form}
    />,
    errors === undefined ? 200 : 422,
  )
}

/** GET /asks/:id/theirs */
export const showTheirs = (r: Req): Promise<Response> => show(r)

/** POST /asks/:id/theirs */
export async function enter(r: Req): Promise<Response> {
  const { ask, power, companion } = await helperOf(r)
  // The record names both: who passes the answer on, and whose it is.
  const ctx =
    companion === undefined ? r.ctx : forPerson({ ...r.ctx, door: 'companion' }, ask.volunteer_id, companion.consentId)
  const passed = await passOnAnswer(r, ctx, ask)
  if (!passed.ok) return show(r, passed.error)
  if (power) return seeOther(r, `/desk/posts/${ask.post_id}`, passed.value)
  return seeOther(r, may(r.ctx, 'people:help') ? `/line/person/${ask.volunteer_id}` : '/me', passed.value)
}

/** Takes what a person said about an ask from the form of `TheirsForm`. @returns what to say of it, or what is wrong by field */
export async function passOnAnswer(
  r: Req,
  ctx: Ctx,
  ask: AskView,
): Promise<Result<string, Readonly<Record<string, string>>>> {
  const { t } = r.v
  const kind = parseAnswerKind(r.form.say)
  const how = consentHows.find((one) => one === r.form.how)
  const yesFrom = kind === 'yes-from' ? timeOfDay(r.form.yes_from, ask) : undefined
  const errors: Record<string, string> = {}
  if (kind === undefined) errors.say = t('dispatch.error.choose')
  if (how === undefined) errors.how = t('dispatch.theirs.chooseHow')
  if (kind === 'yes-from' && yesFrom === undefined) errors.yes_from = t('dispatch.error.time')
  if (kind === 'words' && (r.form.words ?? '').trim() === '') errors.words = t('dispatch.error.words')
  if (kind === undefined || how === undefined || Object.keys(errors).length > 0) return err(errors)
  const outcome = await answerAsk(ctx, {
    askId: ask.id,
    kind,
    yesFrom,
    words: r.form.words?.trim() === '' ? undefined : r.form.words,
    accepted: acceptedIn(r),
    conveyed: { how },
    door: ctx.door === 'companion' ? undefined : doorOf[how],
  })
  if (outcome.ok) return ok(outcome.value.state === 'full' ? 'dispatch.said.passedFull' : 'dispatch.said.passed')
  const isOwed = outcome.error.kind === 'accept-first'
  return err(isOwed ? { accept: t('dispatch.theirs.readFirst') } : { form: sayError(r, outcome.error) })
}

const doorOf: Partial<Record<ConsentHow, Door>> = { call: 'call', sms: 'sms', letter: 'paper' }

const sayError = (r: Req, error: AnswerAskError): string =>
  error.kind === 'forbidden' ? r.v.t('dispatch.error.forbidden') : sayRefusal(r.v, error)
