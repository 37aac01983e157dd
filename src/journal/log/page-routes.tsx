import { NotHere, page } from '../../platform/http/respond'
import { get, type Req, type Route } from '../../platform/http/routes'
import { parseCount, parseRecord, toBase64 } from '../../verify'
import { lastPosition } from '../read'
import { EntryPage, type EntryView } from './pages/entry-page'
import { LogPage } from './pages/log-page'
import { VerifyPage } from './pages/verify-page'
import { findCheckpoint, findLeaf, findLogKey } from './read-log'

async function log(r: Req) {
  const [checkpoint, key] = await Promise.all([findCheckpoint(r.ctx.db), findLogKey(r.ctx.db)])
  const view =
    checkpoint === undefined || key === undefined
      ? undefined
      : {
          origin: key.origin,
          key: key.verifier_key,
          size: checkpoint.size,
          root: toBase64(checkpoint.root),
          at: checkpoint.at,
        }
  return page(r, <LogPage v={r.v} log={view} />)
}

async function entry(r: Req) {
  const position = parseCount(r.param('position')) ?? 0
  const [checkpoint, leaf, last] = await Promise.all([
    findCheckpoint(r.ctx.db),
    findLeaf(r.ctx.db, position - 1),
    lastPosition(r.ctx.db),
  ])
  if (position < 1 || position > last) throw new NotHere()
  const isSealed = checkpoint !== undefined && position <= checkpoint.size
  const view: EntryView = {
    position,
    checkpoint: isSealed ? checkpoint : undefined,
    sealed: isSealed && leaf !== undefined ? sealedOf(leaf.data) : undefined,
  }
  return page(r, <EntryPage v={r.v} entry={view} />)
}

// Shown as it stands, even where it is no entry any more: whoever looks shall see that.
function sealedOf(bytes: Buffer): NonNullable<EntryView['sealed']> {
  const record = parseRecord(bytes)
  return { kind: record?.kind ?? '', day: record?.at ?? '1970-01-01', text: bytes.toString() }
}

/** `/verify?entry=5` leads to the entry; anything that is none is said. */
async function verify(r: Req) {
  const typed = r.query('entry')?.trim()
  if (typed === undefined || typed === '') return page(r, <VerifyPage v={r.v} />)
  const size = (await findCheckpoint(r.ctx.db))?.size ?? 0
  const position = parseCount(typed)
  if (position !== undefined && position >= 1 && position <= size)
    return r.c.redirect(`/log/entries/${position}#check`, 303)
  return page(r, <VerifyPage v={r.v} typed={typed} error={r.v.t('journal.log.noEntry', { size })} />, 422)
}

const looks = { hits: 600, seconds: 60 }

/** Pages about the log, for people. */
export const pageRoutes: readonly Route[] = [
  get('/log', log, { may: 'anyone', limit: looks }),
  get('/log/entries/:position', entry, { may: 'anyone', limit: looks }),
  get('/verify', verify, { may: 'anyone', limit: looks }),
]
