import { splitText } from '../../kit/split-text'
import { Field, type FieldProps } from './field'

/** A field whose words go out by text message, with how long they are there: counted when the page is made, and while one types. */
export const SmsField = (props: Omit<FieldProps, 'hint'>) => {
  const { v, value } = props
  const text = String(value ?? '')
  const { parts, units, left } = splitText(text)
  return (
    <sms-length data-said={v.t('web.sms.length', { units: '%u', parts: '%p', left: '%l' })}>
      <Field {...props} hint={v.t('web.sms.length', { units, parts: text === '' ? 0 : parts.length, left })} />
    </sms-length>
  )
}
