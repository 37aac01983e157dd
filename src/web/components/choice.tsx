import type { View } from '../view'
import type { Child } from './child'
import { FieldError } from './field'
import { fieldId } from './field-id'
import { Icon, type IconName } from './icon'

/** One answer of a choice. */
export type ChoiceOption = {
  value: string
  label: Child
  hint?: Child
  icon?: IconName
  disabled?: boolean
}

/** What `Choice` takes. */
export type ChoiceProps = {
  v: View
  name: string
  legend: Child
  options: readonly ChoiceOption[]
  /** One answer or several. */
  kind?: 'radio' | 'checkbox'
  /** Chosen value, or values when several may be chosen. */
  value?: string | readonly string[] | undefined
  /** Cards with pictograms for a first, big choice; a list below each other; short answers side by side. */
  layout?: 'cards' | 'list' | 'inline'
  hint?: Child
  error?: string | undefined
  optional?: boolean
  /** The legend is the heading of the page (one question a screen). */
  heading?: boolean
}

/** A choice among few answers, all of them visible. */
export const Choice = ({
  v,
  name,
  legend,
  options,
  kind = 'radio',
  value,
  layout = 'list',
  hint,
  error,
  optional,
  heading,
}: ChoiceProps) => {
  const id = fieldId(name)
  const chosen = typeof value === 'string' ? [value] : (value ?? [])
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const words = (
    <>
      {legend}
      {optional ? <span class="field__optional"> ({v.t('web.field.optional')})</span> : null}
    </>
  )
  return (
    <fieldset class={error ? 'field field--wrong' : 'field'} aria-describedby={described}>
      <legend class="field__label">{heading ? <h1 class="field__heading">{words}</h1> : words}</legend>
      {hint ? (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError v={v} id={`${id}-error`} text={error} /> : null}
      <div class={`choice choice--${layout}`}>
        {options.map((option, place) => (
          <label class="choice__option">
            <input
              class="choice__input"
              type={kind}
              name={name}
              value={option.value}
              id={place === 0 ? id : `${id}-${place}`}
              checked={chosen.includes(option.value)}
              disabled={option.disabled}
            />
            {option.icon ? <Icon name={option.icon} size={layout === 'cards' ? 'l' : 'm'} /> : null}
            <span>
              {option.label}
              {option.hint ? <span class="choice__hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
