import { get, NotHere, page, type Req, type Route } from '../platform'
import { itemGroups } from './catalogue/item'
import { findItem, listItems } from './catalogue/items'
import { nameOf } from './catalogue/match-item'
import { parseCode } from './need'
import { ItemChoices } from './pages/item-choices'
import { ItemPage } from './pages/item-page'
import { ItemsPage } from './pages/items-page'

/** Fields of forms that name an item; anything else would be the visitor's own text in a name. */
const FIELD_NAME = /^[a-z][a-zA-Z0-9-]{0,39}$/

async function catalogue(r: Req): Promise<Response> {
  const asked = r.query('name')
  const name = asked !== undefined && FIELD_NAME.test(asked) ? asked : undefined
  const typed = (r.query(name ?? 'q') ?? '').trim().slice(0, 200)
  const named = typed === '' ? undefined : nameOf(typed, { typing: true })
  r.c.header('vary', 'HX-Request')
  if (name !== undefined && r.c.req.header('hx-request') === 'true')
    return page(r, named === undefined ? '' : <ItemChoices v={r.v} name={name} named={named} />)
  const group = parseCode(itemGroups, r.query('group')) ?? itemGroups[0]
  return page(
    r,
    <ItemsPage
      v={r.v}
      typed={typed}
      named={named}
      group={group}
      items={listItems().filter((item) => item.group === group)}
    />,
  )
}

async function one(r: Req): Promise<Response> {
  const item = findItem(r.param('id'))
  if (item === undefined) throw new NotHere()
  return page(r, <ItemPage v={r.v} item={item} />)
}

export const itemsRoutes: readonly Route[] = [
  get('/items', catalogue, { may: 'anyone', limit: { hits: 600, seconds: 60 } }),
  get('/items/:id', one, { may: 'anyone' }),
]
