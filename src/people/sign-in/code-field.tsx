import { Field, type View } from '../../web'

/** Whether somebody typed six digits, however they parted them. */
export const hasSixDigits = (typed: string | undefined): boolean => /^\D*(\d\D*){6}$/.test(typed ?? '')

/**
 * Where a code of six digits is typed.
 * @param isOwn it came to whoever types it, so that a telephone may fill it in; else somebody told it
 */
export const CodeField = ({
  v,
  label,
  error,
  isOwn = false,
}: {
  v: View
  label: string
  error: string | undefined
  isOwn?: boolean
}) => (
  <Field
    v={v}
    name="code"
    type="code"
    width={8}
    maxlength={12}
    autocomplete={isOwn ? 'one-time-code' : 'off'}
    label={label}
    {...(isOwn ? { hint: v.t('people.code.hint') } : {})}
    error={error}
  />
)
