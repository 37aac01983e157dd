import { get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import type { SubjectHandler } from '../account/handlers'
import { helpedSubject } from '../account/subject'
import { relations } from '../commands/guardians'
import { readPaper } from '../papers/paper-fields'
import { parseName } from '../person'
import { hasSixDigits } from '../sign-in/code-field'
import { consentByCode, consentOnPaper, withdrawByWord } from './consent-by-word'
import { GuardianCodePage, GuardianPaperPage } from './word-pages'

/** The form for the code of a guardian. */
export const showGuardianCode: SubjectHandler = async (r, subject) =>
  page(r, <GuardianCodePage v={r.v} subject={subject} draft={{ guardian: r.query('guardian') ?? '' }} errors={{}} />)

/** Takes a code the guardian told. */
export const doGuardianCode: SubjectHandler = async (r, subject) => {
  const { form, v } = r
  const again = (errors: FieldErrors) =>
    page(r, <GuardianCodePage v={v} subject={subject} draft={form} errors={errors} />, 422)
  const relation = relations.find((one) => one === form.relation)
  const errors: Record<string, string> = {}
  if (!hasSixDigits(form.code)) errors.code = v.t('people.code.sixDigits')
  if (relation === undefined) errors.relation = v.t('people.guardian.error.relation')
  if (relation === undefined || Object.keys(errors).length > 0) return again(errors)
  const said = await consentByCode(subject.ctx, {
    personId: subject.person.id,
    guardianId: form.guardian ?? '',
    code: form.code ?? '',
    relation,
  })
  if (!said.ok) throw new NotHere(said.error.kind === 'forbidden' ? 403 : 404)
  const { value } = said
  if (value.kind === 'wrong' && value.triesLeft > 0)
    return again({ code: v.t('people.code.wrong', { tries: value.triesLeft }) })
  const done = value.kind === 'consented' ? 'people.said.guardianConsented' : 'people.said.guardianCodeEnded'
  return seeOther(r, `${subject.base}${subject.query}`, done)
}

const showPaper: SubjectHandler = async (r, subject) =>
  page(r, <GuardianPaperPage v={r.v} subject={subject} draft={{}} errors={{}} />)

const doPaper: SubjectHandler = async (r, subject) => {
  const { form, v } = r
  const name = parseName(form.name)
  const relation = relations.find((one) => one === form.relation)
  const read = await readPaper(r, subject.person.zone)
  const errors: Record<string, string> = read.ok ? {} : { ...read.error }
  if (name === undefined) errors.name = v.t('people.error.name')
  if (relation === undefined) errors.relation = v.t('people.guardian.error.relation')
  const again = () => page(r, <GuardianPaperPage v={v} subject={subject} draft={form} errors={errors} />, 422)
  if (name === undefined || relation === undefined || !read.ok) return again()
  const kept = await consentOnPaper(subject.ctx, { personId: subject.person.id, name, relation, ...read.value })
  if (kept.ok) return seeOther(r, `${subject.base}${subject.query}`, 'people.said.guardianConsented')
  errors.form = v.t(`people.guardian.error.${kept.error.kind}`)
  return again()
}

const withdraw: SubjectHandler = async (r, subject) => {
  const done = await withdrawByWord(subject.ctx, {
    personId: subject.person.id,
    guardianId: r.form.guardian ?? '',
  })
  const said = done.ok ? 'people.said.guardianWithdrew' : 'people.error.gone'
  return seeOther(r, `${subject.base}${subject.query}`, said)
}

const helped = (handler: SubjectHandler) => async (r: Req) => handler(r, await helpedSubject(r))
const help = { may: 'people:help' } as const

/** What a guardian says to an operator, or signs on paper. */
export const guardianWordRoutes: readonly Route[] = [
  get('/people/:id/help/guardian/paper', helped(showPaper), help),
  post('/people/:id/help/guardian/paper', helped(doPaper), {
    ...help,
    upload: true,
    records: ['guardian.named', 'consent.given', 'guardian.consented'],
  }),
  post('/people/:id/help/guardian/withdraw', helped(withdraw), {
    ...help,
    records: ['consent.withdrawn', 'guardian.withdrew'],
  }),
]
