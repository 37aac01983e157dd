import { expect, test } from 'vitest'
import { sampleView } from '../sample-view'
import { Choice } from './choice'
import { Field } from './field'
import { Form } from './form'
import { Select } from './select'

const v = sampleView({ lang: 'en' })

test('each posting form carries a key of its own, and a wrong form keeps the one it had', () => {
  const keyOf = (html: string) => /name="_key" value="([^"]+)"/.exec(html)?.[1]
  const first = keyOf(String(<Form v={v} action="/a" />))
  const second = keyOf(String(<Form v={v} action="/a" />))
  expect(first).toBeDefined()
  expect(second).not.toBe(first)
  expect(keyOf(String(<Form v={v} action="/a" idempotencyKey="kept" />))).toBe('kept')
  expect(keyOf(String(<Form v={v} action="/a" method="get" />))).toBeUndefined()
})

test('what was typed stays, the summary leads to each field, and each field names its error', () => {
  const errors = { phone: 'Write ten digits', what: 'Choose one', form: 'The seats are taken' }
  const html = String(
    <Form v={v} action="/a" errors={errors}>
      <Field v={v} name="phone" label="Phone" value={'<8 "701"'} error={errors.phone} />
      <Choice
        v={v}
        name="what"
        legend="What"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
        value="b"
        error={errors.what}
      />
      <Select v={v} name="region" label="Region" options={[{ value: 'x', label: 'X' }]} value="x" />
    </Form>,
  )
  expect(html).toContain('value="&lt;8 &quot;701&quot;"')
  expect(html).toContain('href="#f-phone"')
  expect(html).toContain('href="#f-what"')
  expect(html).toMatch(/<li>The seats are taken<\/li>/)
  expect(html).toMatch(/id="f-phone"[^>]*aria-describedby="f-phone-error"[^>]*aria-invalid="true"/)
  expect(html).toMatch(/<input[^>]*value="b"[^>]*checked/)
  expect(html).toMatch(/<option value="x" selected/)
})
