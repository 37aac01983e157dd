import type { View } from '../view'
import type { Child } from './child'
import { FieldError } from './field'
import { fieldId } from './field-id'

/** One answer of a long list. */
export type SelectOption = { value: string; label: string; disabled?: boolean }
/** What `Select` takes. */
export type SelectProps = {
  v: View
  name: string
  label: Child
  options: readonly (SelectOption | { group: string; options: readonly SelectOption[] })[]
  value?: string | undefined
  /** First, empty answer; left out when one must be chosen and one is. */
  empty?: string
  hint?: Child
  error?: string | undefined
  optional?: boolean
  disabled?: boolean
}

/** A choice from a long list, such as a region. For few answers use `Choice`. */
export const Select = ({ v, name, label, options, value, empty, hint, error, optional, disabled }: SelectProps) => {
  const id = fieldId(name)
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const one = (option: SelectOption) => (
    <option value={option.value} selected={option.value === value} disabled={option.disabled}>
      {option.label}
    </option>
  )
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
      <select
        class="input"
        id={id}
        name={name}
        disabled={disabled}
        aria-describedby={described}
        aria-invalid={error ? 'true' : undefined}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) =>
          'group' in option ? <optgroup label={option.group}>{option.options.map(one)}</optgroup> : one(option),
        )}
      </select>
    </div>
  )
}
