import { Choice, Field, type FieldErrors, type View } from '../../../web'
import { troubleReasons } from '../receipt'

/** What was typed into a form that did not go through; several values of one name are parted by spaces. */
export type Typed = Readonly<Record<string, string>>

const results = ['yes', 'partly', 'no'] as const

/** "Yes / partly / no, because": the same questions at every door. */
export const AnswerFields = ({
  v,
  typed,
  errors,
  heading,
}: {
  v: View
  typed: Typed
  errors: FieldErrors
  heading?: boolean
}) => {
  const chosen = (typed.reason ?? '').split(' ')
  return (
    <>
      <Choice
        v={v}
        name="result"
        legend={v.t('receipts.question')}
        heading={heading ?? false}
        value={typed.result}
        error={errors.result}
        options={results.map((code) => ({ value: code, label: v.t(`needs.receipt.${code}`) }))}
      />
      <Choice
        v={v}
        name="reason"
        kind="checkbox"
        legend={v.t('receipts.reason')}
        hint={v.t('receipts.reason.hint')}
        value={chosen}
        error={errors.reason}
        options={troubleReasons.map((code) => ({ value: code, label: v.t(`receipts.trouble.${code}`) }))}
      />
      <details open={Object.keys(errors).some((name) => name.startsWith('many-')) || chosen[0] !== ''}>
        <summary>{v.t('receipts.many')}</summary>
        {troubleReasons.map((code) => (
          <Field
            v={v}
            name={`many-${code}`}
            label={v.t('receipts.manyOf', { reason: v.t(`receipts.trouble.${code}`) })}
            value={typed[`many-${code}`]}
            error={errors[`many-${code}`]}
            width={8}
            maxlength={40}
            optional
          />
        ))}
        <Field v={v} name="came" label={v.t('receipts.came')} value={typed.came} maxlength={200} optional />
      </details>
      <Choice
        v={v}
        name="still"
        legend={v.t('receipts.still')}
        hint={v.t('receipts.still.hint')}
        layout="inline"
        value={typed.still ?? 'yes'}
        options={[
          { value: 'yes', label: v.t('receipts.still.yes') },
          { value: 'no', label: v.t('receipts.still.no') },
        ]}
      />
      <Choice
        v={v}
        name="tell"
        kind="checkbox"
        legend={v.t('receipts.tell')}
        hint={v.t('receipts.tell.hint')}
        value={typed.tell}
        options={[{ value: 'yes', label: v.t('receipts.tell.yes') }]}
      />
    </>
  )
}
