import { expect, test } from 'vitest'
import { languages } from './messages'
import { pageFaults } from './page-faults'
import { ComponentsPage } from './pages/components-page'
import { ErrorPage } from './pages/error-page'
import { OfflinePage } from './pages/offline-page'
import { sampleView } from './sample-view'

test.each(languages)('the pages of the house hold nothing that the policy blocks, in %s', (lang) => {
  const v = sampleView({ lang, demo: true, viewer: { personId: '1', name: 'Айгүл', roles: ['coordinator'] } })
  const pages = [
    <ComponentsPage v={v} stage="desk" />,
    <OfflinePage v={v} />,
    ...([403, 404, 500, 503] as const).map((status) => <ErrorPage v={v} status={status} reference="K7" />),
  ]
  for (const page of pages) expect(pageFaults(String(page))).toEqual([])
})

test.each([
  ['<p style="color:red">', 'a style attribute'],
  ['<script>1</script>', 'an inline script'],
  ['<button hx-on:click="x()">', 'hx-on'],
  ['<form method="get" hx-vals=\'js:{a: 1}\'>', 'a value that is script'],
  ['<div hx-get="/x" hx-trigger="click[ctrlKey]">', 'a trigger that is script'],
  ['<a href="javascript:1">', 'an address that is script'],
  ['<body onload="1">', 'an event handler attribute'],
  ['<form method="post"></form>', 'a posting form without an idempotency key'],
  ['<i id="a"></i><i id="a"></i>', 'two elements with the id a'],
])('%s is found', (html, fault) => {
  expect(pageFaults(html)).toContain(fault)
})
