import { expect, test } from 'vitest'
import { sampleView } from '../sample-view'
import { markup } from './markup'
import { Status } from './status'
import { Table } from './table'

const v = sampleView({ lang: 'en' })

test('cells escape words and keep markup', () => {
  const html = String(
    <Table
      v={v}
      caption="<caption>"
      rows={[{ name: '<b>"Tom" & Co</b>' }]}
      columns={[
        { label: 'a "name"', cell: ({ name }) => name },
        { label: 'link', cell: ({ name }) => <a href="/x">{name}</a> },
        { label: 'many', cell: ({ name }) => [name, ' ', <Status>{name}</Status>, 5, null, false] },
      ]}
    />,
  )
  expect(html).not.toContain('<b>')
  expect(html).toContain('data-label="a &quot;name&quot;"')
  expect(html).toContain('<a href="/x">&lt;b&gt;&quot;Tom&quot; &amp; Co&lt;/b&gt;</a>')
  expect(html).toContain('&lt;caption&gt;')
  expect(html).not.toMatch(/undefined|null|false|\[object/)
})

test('an empty table says so', () => {
  expect(String(<Table v={v} caption="c" rows={[]} columns={[]} empty="None today" />)).toContain('None today')
})

test('cells written as markup escape what is put into them, and are kept as they are inside JSX', () => {
  const link = markup`<a href="/needs/${'"><x>'}">${"Aigul's <b>"}</a>`
  const expected = '<a href="/needs/&quot;&gt;&lt;x&gt;">Aigul&#39;s &lt;b&gt;</a>'
  expect(String(<p>{link}</p>)).toBe(`<p>${expected}</p>`)
  const html = String(<Table v={v} caption="x" rows={[1]} columns={[{ label: 'x', cell: () => link }]} />)
  expect(html).toContain(`>${expected}</td>`)
})
