import { err, ok, type Result } from '../../kit/result'
import type { Req } from '../../platform'
import { Choice, Field, type FieldErrors, Notice, type View } from '../../web'
import { isPaper, type SignedPaper } from './keep-paper'
import { PAPER_BYTES_MAX, paperForms, parsePaperFile } from './paper-file'

/** What was typed about a paper, kept where something was wrong; a file has to be chosen again. */
export type PaperDraft = {
  readonly signed?: string | undefined
  readonly seen?: string | undefined
  readonly keptAt?: string | undefined
}

const WORDS_MAX = 200
const megabytes = PAPER_BYTES_MAX / 1024 / 1024

/** When a paper was signed, a picture of it or where it lies, and that it was seen. */
export const PaperFields = ({ v, draft, errors }: { v: View; draft: PaperDraft; errors: FieldErrors }) => (
  <>
    <Field
      v={v}
      name="signed"
      type="date"
      label={v.t('companions.signed')}
      value={draft.signed}
      error={errors.signed}
    />
    <Field
      v={v}
      name="paper"
      type="file"
      accept={Object.values(paperForms).join(',')}
      label={v.t('people.paper.file')}
      hint={v.t('people.paper.fileHint', { megabytes })}
      error={errors.paper}
      optional
    />
    <Field
      v={v}
      name="keptAt"
      label={v.t('people.paper.keptAt')}
      hint={v.t('people.paper.keptAtHint')}
      value={draft.keptAt}
      error={errors.keptAt}
      maxlength={WORDS_MAX}
      autocomplete="off"
      optional
    />
    <Choice
      v={v}
      name="seen"
      kind="checkbox"
      legend={v.t('companions.seen')}
      value={draft.seen}
      error={errors.seen}
      options={[{ value: 'yes', label: v.t('companions.seen.yes') }]}
    />
    <Notice>{v.t('people.paper.who')}</Notice>
  </>
)

/** A paper as a form says it: its day, and what is kept of it. */
export type ReadPaper = { readonly signedOn: Temporal.PlainDate; readonly paper: SignedPaper }

/** Reads {@link PaperFields} from a form. */
export async function readPaper(r: Req, zone: string): Promise<Result<ReadPaper, Record<string, string>>> {
  const { t } = r.v
  const errors: Record<string, string> = {}
  const signedOn = parseSigned(r.form.signed, r.v.now.toZonedDateTimeISO(zone).toPlainDate())
  if (signedOn === undefined) errors.signed = t('companions.error.signed')
  if (r.form.seen !== 'yes') errors.seen = t('companions.error.seen')
  const keptAt = (r.form.keptAt ?? '').trim().slice(0, WORDS_MAX)
  const sent = r.file('paper')
  const read = sent === undefined || sent.size === 0 ? undefined : parsePaperFile(Buffer.from(await sent.arrayBuffer()))
  if (read?.ok === false) errors.paper = t(`people.paper.error.${read.error.kind}`, { megabytes })
  const paper = { keptAt, file: read?.ok ? read.value : undefined }
  if (read?.ok !== false && !isPaper(paper)) errors.keptAt = t('people.paper.error.missing')
  return signedOn === undefined || Object.keys(errors).length > 0 ? err(errors) : ok({ signedOn, paper })
}

/** Untrusted ISO date of a signature: not in the future, at most a year ago. */
function parseSigned(text: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  try {
    const day = Temporal.PlainDate.from(text ?? '', { overflow: 'reject' })
    const isLate = Temporal.PlainDate.compare(day, today) > 0
    return isLate || Temporal.PlainDate.compare(day, today.subtract({ years: 1 })) < 0 ? undefined : day
  } catch {
    return undefined
  }
}
