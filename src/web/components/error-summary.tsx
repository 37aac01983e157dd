import type { View } from '../view'
import { fieldId } from './field-id'
import { Icon } from './icon'

/** What to do about each field, by field name, in the visitor's language. The name `form` concerns the whole form. */
export type FieldErrors = Readonly<Record<string, string>>

/** All that is wrong with a form, each line a link to its field; nothing when nothing is wrong. */
export const ErrorSummary = ({ v, errors }: { v: View; errors: FieldErrors }) => {
  const lines = Object.entries(errors)
  if (lines.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-focus="">
      <h2 class="error-summary__title">
        <Icon name="alert" />
        {v.t('web.errors.title', { count: lines.length })}
      </h2>
      <ul>
        {lines.map(([name, text]) => (
          <li>{name === 'form' ? text : <a href={`#${fieldId(name)}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  )
}
