import { get, NotHere, page, post, type Req, type Route, recordLooks, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { patternClosed } from '../entries'
import { closePattern, patternOutcomes } from './close-pattern'
import { listPatterns, type OpenPattern } from './list-patterns'
import { PatternPage, PatternsPage } from './patterns-page'

const WORDS_MAX = 2000

const looked = (r: Req, patterns: readonly OpenPattern[], what: readonly string[]): Promise<void> =>
  recordLooks(
    r.ctx.db,
    r.ctx,
    patterns.map(({ companion_id: id }) => ({
      subjectPersonId: id,
      subjectKind: 'person',
      subjectId: id,
      what: [...what],
    })),
  )

async function showAll(r: Req): Promise<Response> {
  const patterns = await listPatterns(r.ctx)
  await looked(r, patterns, ['name'])
  return page(r, <PatternsPage v={r.v} patterns={patterns} />)
}

async function showOne(r: Req, errors: FieldErrors = {}): Promise<Response> {
  const one = (await listPatterns(r.ctx)).find(({ id }) => id === r.param('id'))
  if (one === undefined) throw new NotHere()
  await looked(r, [one], ['name', 'record'])
  const status = Object.keys(errors).length === 0 ? 200 : 422
  return page(r, <PatternPage v={r.v} one={one} draft={r.form} errors={errors} />, status)
}

async function close(r: Req): Promise<Response> {
  const outcome = patternOutcomes.find((one) => one === r.form.outcome)
  const words = (r.form.words ?? '').trim()
  const errors: Record<string, string> = {}
  if (outcome === undefined) errors.outcome = r.v.t('safety.error.outcome')
  if (words === '' || words.length > WORDS_MAX) errors.words = r.v.t('safety.error.words')
  if (outcome === undefined || Object.keys(errors).length > 0) return showOne(r, errors)
  const closed = await closePattern(r.ctx, { id: r.param('id'), outcome, words })
  if (!closed.ok) throw new NotHere()
  return seeOther(r, '/safety/patterns', 'safety.said.patternClosed')
}

const handles = { may: 'safety:handle' } as const

/** Where officers look at what companions did. */
export const patternRoutes: readonly Route[] = [
  get('/safety/patterns', showAll, handles),
  get('/safety/patterns/:id', (r) => showOne(r), handles),
  post('/safety/patterns/:id', close, { ...handles, records: [patternClosed.kind] }),
]
