import { Field, fieldId, type View } from '../../web'
import { nameOf } from '../catalogue/match-item'
import { ItemChoices } from './item-choices'

/**
 * Asks for a thing in own words. With script the items they may mean appear while typing; without, they stand there when the form comes
 * back. Nothing has to be picked: the words alone are a request.
 */
export const ItemField = ({
  v,
  name,
  label,
  hint,
  error,
  optional = false,
  value,
  chosen,
}: {
  v: View
  name: string
  label: string
  hint?: string
  error?: string | undefined
  optional?: boolean
  value: string
  chosen: string
}) => {
  const results = `${name}-items`
  const input = `#${fieldId(name)}`
  return (
    <div
      hx-get={`/items?name=${name}`}
      hx-trigger={`input from:${input} delay:300ms`}
      hx-include={input}
      hx-target={`#${results}`}
      hx-swap="innerHTML"
    >
      <Field
        v={v}
        name={name}
        label={label}
        hint={hint}
        error={error}
        optional={optional}
        value={value}
        maxlength={200}
      />
      <div id={results} aria-live="polite">
        {value === '' ? null : (
          <ItemChoices v={v} name={name} named={nameOf(value, { typing: true })} chosen={chosen} />
        )}
      </div>
    </div>
  )
}
