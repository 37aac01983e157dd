import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../platform'
import { languages } from '../web'
import { findItem, isOwnItem, listItems } from './catalogue/items'
import { nameOf } from './catalogue/match-item'
import { nameItem } from './commands/name-item'
import { teachWords } from './commands/teach-words'
import { CatalogueWordsPage } from './pages/catalogue-words-page'
import { ItemNamesPage, TeachWordsPage } from './pages/teach-words-page'
import { listUnknownWords } from './queries/unknown-words'
import { triageRegions } from './scope'

const UNTRANSLATED_SHOWN = 100

async function words(r: Req): Promise<Response> {
  const untranslated = listItems().filter((item) => item.untranslated !== undefined)
  r.c.header('cache-control', 'private, no-store')
  return page(
    r,
    <CatalogueWordsPage
      v={r.v}
      unknown={await listUnknownWords(r.ctx.db, await triageRegions(r.ctx.db, r.ctx))}
      untranslated={untranslated.slice(0, UNTRANSLATED_SHOWN)}
      untranslatedCount={untranslated.length}
      mayTeach={may(r.ctx, 'needs:verify')}
    />,
  )
}

function teachForm(
  r: Req,
  typed: { readonly said: string; readonly sought: string; readonly words: string },
  errors: Readonly<Record<string, string>> = {},
): Response | Promise<Response> {
  const named = nameOf(typed.sought, { typing: true })
  const matches = named.kind === 'items' ? named.matches : []
  return page(
    r,
    <TeachWordsPage v={r.v} {...typed} matches={matches} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

const startTeaching = (r: Req) => {
  const said = (r.query('said') ?? '').slice(0, 300)
  return teachForm(r, { said, sought: (r.query('sought') ?? said).slice(0, 200), words: said.slice(0, 100) })
}

async function teach(r: Req): Promise<Response> {
  const { said = '', sought = '', words: wording = '', item = '' } = r.form
  const taught = await teachWords(r.ctx, { itemId: item, words: wording, said })
  if (taught.ok) return seeOther(r, '/catalogue/words', 'needs.done.taught')
  const errors =
    taught.error.kind === 'no-item'
      ? { item: r.v.t('needs.words.which.missing') }
      : { words: r.v.t('needs.words.remember.missing') }
  return teachForm(r, { said, sought, words: wording }, errors)
}

const broughtItem = (r: Req) => {
  const item = findItem(r.param('id'))
  if (item === undefined || isOwnItem(item.id)) throw new NotHere()
  return item
}

async function name(r: Req): Promise<Response> {
  const item = broughtItem(r)
  const names = Object.fromEntries(
    languages.flatMap((lang) => {
      const typed = (r.form[lang] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
      return typed === '' ? [] : [[lang, typed]]
    }),
  )
  const named = await nameItem(r.ctx, { itemId: item.id, names })
  if (!named.ok) throw new NotHere()
  return seeOther(r, '/catalogue/words', 'needs.done.named')
}

/** Entries that teaching a wording may write. */
export const teachRecords = ['item.word-taught', 'line.named', 'line.moved'] as const

export const catalogueRoutes: readonly Route[] = [
  get('/catalogue/words', words, { may: 'needs:triage' }),
  get('/catalogue/words/teach', startTeaching, { may: 'needs:verify' }),
  post('/catalogue/words', teach, { may: 'needs:verify', records: teachRecords }),
  get('/catalogue/items/:id/names', (r) => page(r, <ItemNamesPage v={r.v} item={broughtItem(r)} />), {
    may: 'needs:verify',
  }),
  post('/catalogue/items/:id/names', name, { may: 'needs:verify', records: ['item.changed'] }),
]
