import { err, ok, type Result } from '../../kit/result'
import type { Req } from '../../platform'
import { Choice, Field, type FieldErrors, type View } from '../../web'
import { type Contact, parseContact } from '../contact'
import { type CompanionScope, companionScopes, type Tie, ties, tiesOfPower } from './companion'

/** What was typed of an agreement, kept where it was wrong. */
export type AgreementDraft = {
  readonly contact?: string | undefined
  readonly scopes: readonly string[]
  readonly tie?: string | undefined
  readonly until?: string | undefined
}

/** Nothing typed yet. */
export const emptyAgreement: AgreementDraft = { scopes: [] }

/** What was typed, for the form shown again. */
export const draftOf = (r: Req): AgreementDraft => ({
  contact: r.form.contact,
  scopes: r.all('scope'),
  tie: r.form.tie,
  until: r.form.until,
})

/** The fields of an agreement: whose contact, what is allowed, what they are to each other, until when. */
export const AgreementFields = ({
  v,
  who,
  draft,
  errors,
}: {
  v: View
  /** Whom the contact is of. */
  who: 'companion' | 'person'
  draft: AgreementDraft
  errors: FieldErrors
}) => (
  <>
    <Field
      v={v}
      name="contact"
      label={v.t(`companions.contact.${who}`)}
      hint={v.t(`companions.contact.${who}.hint`)}
      value={draft.contact}
      error={errors.contact}
      maxlength={254}
      autocomplete="off"
    />
    <Choice
      v={v}
      name="scope"
      kind="checkbox"
      legend={v.t(`companions.scope.${who}`)}
      value={draft.scopes}
      error={errors.scope}
      options={companionScopes.map((scope) => ({ value: scope, label: v.t(`people.scope.${scope}`) }))}
    />
    <Choice
      v={v}
      name="tie"
      legend={v.t(`companions.tie.${who}`)}
      hint={v.t('companions.tie.hint')}
      value={draft.tie}
      error={errors.tie}
      options={[...ties, ...tiesOfPower].map((tie) => ({ value: tie, label: v.t(`companions.tie.${tie}`) }))}
    />
    <Field
      v={v}
      name="until"
      type="date"
      label={v.t('people.companion.until')}
      hint={v.t('people.companion.untilHint')}
      value={draft.until}
      error={errors.until}
    />
  </>
)

/** An agreement as a form says it. */
export type ReadAgreement = {
  readonly contact: Contact
  readonly scopes: readonly CompanionScope[]
  readonly tie: Tie
  readonly until: Temporal.Instant
}

/** Reads an agreement from a form; a tie of power is refused here, with its reason. */
export function readAgreement(r: Req, zone: string): Result<ReadAgreement, Record<string, string>> {
  const { t } = r.v
  const errors: Record<string, string> = {}
  const contact = parseContact(r.form.contact, true)
  const scopes = companionScopes.filter((scope) => r.all('scope').includes(scope))
  const tie = ties.find((one) => one === r.form.tie)
  const until = endOf(r.form.until, zone, r.ctx.clock.now())
  if (!contact.ok) errors.contact = t(`people.contact.${contact.error.kind}`)
  if (scopes.length === 0) errors.scope = t('people.companion.error.nothing-allowed')
  if (tie === undefined)
    errors.tie = tiesOfPower.some((one) => one === r.form.tie)
      ? t('companions.error.tie-of-power')
      : t('companions.error.tie')
  if (until === undefined) errors.until = t('people.companion.error.until')
  if (!contact.ok || scopes.length === 0 || tie === undefined || until === undefined) return err(errors)
  return ok({ contact: contact.value, scopes, tie, until })
}

function endOf(text: string | undefined, zone: string, now: Temporal.Instant): Temporal.Instant | undefined {
  try {
    const end = Temporal.PlainDate.from(text ?? '')
      .add({ days: 1 })
      .toZonedDateTime(zone)
      .toInstant()
    return Temporal.Instant.compare(end, now) > 0 ? end : undefined
  } catch {
    return undefined
  }
}

/** Why two people did not become a pair, in words. */
export const sayPairError = (v: View, error: { readonly kind: string; readonly most?: number }): string =>
  error.kind === 'serves-many'
    ? v.t('companions.error.serves-many', { most: error.most ?? 0 })
    : v.t(`people.companion.error.${error.kind}`)
