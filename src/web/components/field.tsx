import type { View } from '../view'
import type { Child } from './child'
import { fieldId } from './field-id'
import { Icon } from './icon'

/** What `Field` takes. */
export type FieldProps = {
  v: View
  name: string
  label: Child
  type?: 'text' | 'number' | 'date' | 'time' | 'datetime-local' | 'tel' | 'email' | 'url' | 'password' | 'file' | 'code'
  /** Several lines of words. */
  rows?: number
  value?: string | number | undefined
  hint?: Child
  error?: string | undefined
  optional?: boolean
  autocomplete?: string
  min?: number | string
  max?: number | string
  step?: number
  maxlength?: number
  /** Width by the expected answer, in characters. */
  width?: 2 | 4 | 8 | 16 | 'full'
  /** A unit after the input: "km", "people". */
  suffix?: string
  accept?: string
  disabled?: boolean
}

const inputType = { code: 'text', number: 'text' } as Partial<Record<NonNullable<FieldProps['type']>, string>>

/** One question with its input: label, what helps to answer it, what to do when the answer did not fit. */
export const Field = (props: FieldProps) => {
  const { v, name, label, type = 'text', rows, value, hint, error, optional, width = 'full', suffix } = props
  const id = fieldId(name)
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const common = {
    id,
    name,
    class: `input input--${width}`,
    disabled: props.disabled,
    autocomplete: props.autocomplete,
    maxlength: props.maxlength,
    'aria-describedby': described,
    'aria-invalid': error ? ('true' as const) : undefined,
  }
  return (
    <div class={error ? 'field field--wrong' : 'field'}>
      <label class="field__label" for={id}>
        {label}
        {optional ? <span class="field__optional"> ({v.t('web.field.optional')})</span> : null}
      </label>
      {hint ? (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError v={v} id={`${id}-error`} text={error} /> : null}
      {rows ? (
        <textarea {...common} rows={rows}>
          {value === undefined ? '' : String(value)}
        </textarea>
      ) : (
        <span class="field__line">
          <input
            {...common}
            type={inputType[type] ?? type}
            inputmode={type === 'number' || type === 'code' ? 'numeric' : undefined}
            value={type === 'file' || value === undefined ? undefined : String(value)}
            min={props.min}
            max={props.max}
            step={props.step}
            accept={props.accept}
          />
          {suffix ? <span class="field__suffix">{suffix}</span> : null}
        </span>
      )}
    </div>
  )
}

/** The words under a label that say what to do about its answer. */
export const FieldError = ({ v, id, text }: { v: View; id: string; text: string }) => (
  <p class="field__error" id={id}>
    <Icon name="alert" size="s" />
    <span class="visually-hidden">{v.t('web.field.error')}</span>
    {text}
  </p>
)
