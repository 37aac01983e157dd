import { err, ok, type Result } from '../kit/result'
import type { Req } from '../platform'
import type { FieldErrors } from '../web'
import type { ReportHarm } from './commands/report-harm'
import { type Concern, concernsOf, type ReportKind, reportKinds, type Subject, WORDS_MAX } from './report'

/** The untrusted form of a report as a command's input, or what to do about each field. */
export function parseReport(
  r: Req,
  subject: Subject,
): Result<Omit<ReportHarm, 'subject' | 'urgent' | 'notOfficers'>, FieldErrors> {
  const { form, v } = r
  const errors: Record<string, string> = {}
  const kind = reportKinds.find((one) => one === form.kind)
  const concern = concernsOf(subject).find((one) => one === form.concerns)
  const words = (form.words ?? '').trim()
  const contact = (form.contact ?? '').trim()
  const regionId = subject.regionId ?? form.region ?? ''
  if (kind === undefined) errors.kind = v.t('safety.error.kind')
  if (concern === undefined) errors.concerns = v.t('safety.error.concerns')
  if (words.length < 3) errors.words = v.t('safety.error.words')
  else if (words.length > WORDS_MAX) errors.words = v.t('safety.error.wordsLong', { max: WORDS_MAX })
  if (contact.length > 200) errors.contact = v.t('safety.error.contact')
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(regionId)) errors.region = v.t('safety.error.region')
  if (Object.keys(errors).length > 0) return err(errors)
  return ok({
    kind: kind as ReportKind,
    concerns: concern as Concern,
    words,
    contact: contact === '' ? null : contact,
    anonymous: form.anonymous === 'yes',
    regionId,
  })
}
