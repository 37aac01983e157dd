import type { View } from '../view'
import { Button } from './button'
import { fieldId } from './field-id'

/** Search in the page's list by words: a plain GET form. */
export const SearchField = ({
  v,
  action,
  name = 'q',
  value,
  label,
  hidden = {},
}: {
  v: View
  action: string
  name?: string
  value?: string
  label: string
  hidden?: Record<string, string | number>
}) => (
  <search class="search">
    <form action={action} method="get">
      {Object.entries(hidden).map(([key, text]) => (
        <input type="hidden" name={key} value={String(text)} />
      ))}
      <label class="field__label" for={fieldId(name)}>
        {label}
      </label>
      <span class="search__line">
        <input class="input" type="search" id={fieldId(name)} name={name} value={value} maxlength={200} />
        <Button kind="secondary" icon="search">
          {v.t('web.search')}
        </Button>
      </span>
    </form>
  </search>
)
