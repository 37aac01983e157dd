import type { Result } from '../kit/result'
import { searchPlaces } from '../places'
import type { Ctx, Req } from '../platform'
import { type FieldErrors, isLang } from '../web'
import { parseRaiseNeed, parseWhere, readAnswers, sayErrors } from './ask-form'
import { type RaisedNeed, type RaiseNeed, raiseNeed } from './commands/raise-need'
import { consentHows, decideCheckBy, entryDoors, parseCode } from './need'
import type { NewNeedFormProps } from './pages/new-need-form'
import { listDistrictChoices } from './queries/district-centre'
import { findOpenIncident } from './queries/incidents'

/** What the form shows of what was typed, and of the places found for it. */
export async function readNewNeedForm(
  r: Req,
  action: string,
  errors: FieldErrors,
  preset: Readonly<Record<string, string>> = {},
): Promise<NewNeedFormProps> {
  const { db } = r.ctx
  const answers = readAnswers({ ...preset, ...r.form }, r.all('who'))
  const where = await parseWhere(db, answers)
  return {
    v: r.v,
    action,
    answers,
    door: r.form.door ?? preset.door ?? '',
    consentHow: r.form.consentHow ?? preset.consentHow ?? '',
    errors,
    candidates: answers.place_q === '' ? undefined : await searchPlaces(db, answers.place_q),
    districts: await listDistrictChoices(db, r.v.lang),
    incident: where.ok ? await findOpenIncident(db, where.value.regionId) : undefined,
  }
}

/** A request that was taken, or why not. `again`: the same paper form was entered before. */
export type EnteredNeed =
  | { readonly kind: 'wrong'; readonly errors: FieldErrors }
  | { readonly kind: 'again' }
  | {
      readonly kind: 'raised'
      readonly raised: RaisedNeed
      readonly checkBy: Temporal.Instant
      readonly neededBy: Temporal.Instant
      readonly zone: string
    }

type Raise = (ctx: Ctx, input: RaiseNeed) => Promise<Result<RaisedNeed, unknown>>

/**
 * Takes what was typed into the form as a request.
 * @param heard by telephone: the form asks for no other door and no other consent
 * @param raise `raiseNeed` but for a paper form
 */
export async function enterNeed(
  r: Req,
  { heard = false, raise = raiseNeed }: { readonly heard?: boolean; readonly raise?: Raise },
): Promise<EnteredNeed> {
  const { form, v, ctx } = r
  const door = heard ? 'call' : parseCode(entryDoors, form.door)
  const consentHow = parseCode(heard ? ['by-phone' as const] : consentHows, form.consentHow)
  const lang = isLang(form.lang) ? form.lang : v.lang
  const parsed = await parseRaiseNeed(ctx.db, readAnswers(form, r.all('who')), lang, ctx.clock.now())
  if (!parsed.ok || door === undefined || consentHow === undefined) {
    const missing = {
      ...(door === undefined ? { door: v.t('needs.new.door.missing') } : {}),
      ...(consentHow === undefined ? { consentHow: v.t('needs.desk.consent.missing') } : {}),
    }
    return { kind: 'wrong', errors: { ...missing, ...(parsed.ok ? {} : sayErrors(parsed.error, v.t)) } }
  }
  const raised = await raise({ ...ctx, door }, { ...parsed.value, consentHow })
  if (!raised.ok) return { kind: 'again' }
  const { urgency, neededBy, place } = parsed.value
  const checkBy = decideCheckBy(urgency, neededBy, ctx.clock.now())
  return { kind: 'raised', raised: raised.value, checkBy, neededBy, zone: place.zone }
}
