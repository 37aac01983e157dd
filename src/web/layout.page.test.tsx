import { expect, test } from 'vitest'
import { Page } from './layout'
import { ErrorPage } from './pages/error-page'
import { sampleView } from './sample-view'

test('a page names its language, links one blocking style sheet and carries the way to report harm', () => {
  const html = String(
    <Page v={sampleView({ lang: 'ru', path: '/activities/1' })} title="Уборка">
      <p>x</p>
    </Page>,
  )
  expect(html).toMatch(/^<!doctype html><html lang="ru">/)
  expect(html.match(/rel="stylesheet"/g)).toHaveLength(1)
  expect(html).toContain('/safety/report?about=%2Factivities%2F1')
  expect(html).not.toContain('noindex')
})

test('a secret page tells neither search engines nor the next site where it is', () => {
  const html = String(<Page v={sampleView()} title="x" secret />)
  expect(html).toContain('<meta name="referrer" content="no-referrer"/>')
  expect(html).toContain('noindex')
})

test('a form posted after the sign-in ended leads to sign in and says that nothing is lost', () => {
  const visitor = String(<ErrorPage v={sampleView({ lang: 'en' })} status={403} />)
  expect(visitor).toContain('You need to sign in first')
  expect(visitor).toContain('href="/sign-in"')
  const viewer = { personId: '1', name: 'Lina', roles: [] }
  const forbidden = String(<ErrorPage v={sampleView({ lang: 'en', viewer })} status={403} />)
  expect(forbidden).not.toContain('You need to sign in first')
})

test('simple mode is one press away on every page, large when chosen, and one press leads back', () => {
  const usual = String(<Page v={sampleView({ lang: 'en', path: '/ask?step=2' })} title="x" />)
  expect(usual).toContain('href="/simple?to=on&amp;back=%2Fask%3Fstep%3D2"')
  expect(usual).not.toContain('read-aloud')
  const simple = String(<Page v={sampleView({ lang: 'en', path: '/ask', simple: true })} title="x" />)
  expect(simple).toMatch(/^<!doctype html><html lang="en" data-simple="">/)
  expect(simple).toContain('<read-aloud hidden')
  expect(simple).toContain('href="/simple?to=off&amp;back=%2Fask"')
})
