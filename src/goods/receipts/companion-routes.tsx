import { forPerson, listActingFor } from '../../people'
import {
  type Ctx,
  get,
  NotHere,
  page,
  personOf,
  post,
  type Req,
  type Route,
  recordLook,
  seeOther,
} from '../../platform'
import { type HomePart, registerHomeCard } from '../../volunteers'
import { Card, viewInZone } from '../../web'
import { confirmLine, confirmRecords } from './commands/confirm-line'
import { type Accompanied, CompanionAnswerPage, CompanionGoodsPage } from './pages/companion-pages'
import { listDeliveries } from './queries/deliveries'
import { readAnswer } from './read-answer'
import { answerErrors, typedOf } from './say-errors'

const URGENCY = 40
const NEEDS_MOST = 20

/** What came to those a person accompanies, with their word that this companion answers for it; what is unanswered stands first. */
async function listAccompanied(ctx: Ctx, companionId: string): Promise<Accompanied[]> {
  const people = (await listActingFor(ctx.db, companionId, ctx.clock.now())).filter(({ scopes }) =>
    scopes.includes('say-receipts'),
  )
  if (people.length === 0) return []
  const needs = await ctx.db
    .selectFrom('needs')
    .select(['id', 'zone', 'person_id'])
    .where(
      'person_id',
      'in',
      people.map(({ personId }) => personId),
    )
    .where('destroyed_at', 'is', null)
    .orderBy('raised_at', 'desc')
    .limit(NEEDS_MOST)
    .execute()
  const found: Accompanied[] = []
  for (const need of needs) {
    const held = people.find(({ personId }) => personId === need.person_id)
    const consentId = held?.consentId ?? ''
    for (const delivery of await listDeliveries(ctx.db, need.id))
      found.push({ delivery, zone: need.zone, name: held?.name ?? '', personId: need.person_id ?? '', consentId })
  }
  return found.sort((a, b) => Number(a.delivery.receipt_id !== null) - Number(b.delivery.receipt_id !== null))
}

async function listed(r: Req): Promise<Accompanied[]> {
  const me = personOf(r.ctx)
  if (me === null) throw new NotHere()
  const found = await listAccompanied(r.ctx, me)
  for (const subjectPersonId of new Set(found.map(({ personId }) => personId)))
    await recordLook(r.ctx.db, r.ctx, {
      subjectPersonId,
      subjectKind: 'person',
      subjectId: subjectPersonId,
      what: ['deliveries'],
    })
  return found
}

async function one(r: Req): Promise<Accompanied> {
  const found = (await listed(r)).find(({ delivery }) => delivery.id === r.param('id'))
  if (found === undefined) throw new NotHere()
  return found
}

async function show(r: Req, errors: Readonly<Record<string, string>> = {}): Promise<Response> {
  const found = await one(r)
  const isWrong = Object.keys(errors).length > 0
  return page(
    r,
    <CompanionAnswerPage
      v={viewInZone(r.v, found.zone)}
      one={found}
      typed={isWrong ? typedOf(r) : {}}
      errors={errors}
    />,
    isWrong ? 422 : 200,
  )
}

async function answer(r: Req): Promise<Response> {
  const { delivery, personId, consentId } = await one(r)
  const read = readAnswer(r, delivery.unit)
  if (!read.ok) return show(r, read.errors)
  const by = { kind: 'companion' } as const
  const said = await confirmLine(forPerson({ ...r.ctx, door: 'companion' }, personId, consentId), {
    lineId: delivery.line_id,
    deliveryId: delivery.id,
    ...read.value,
    by,
  })
  if (!said.ok) return show(r, answerErrors(r, said.error, delivery.unit))
  return seeOther(r, '/me/received', 'receipts.done.said')
}

const homePart: HomePart = {
  name: 'receipts',
  waiting: async (ctx, v, personId) => {
    const open = (await listAccompanied(ctx, personId)).filter(({ delivery }) => delivery.receipt_id === null)
    return open.length === 0
      ? []
      : [
          {
            urgency: URGENCY,
            card: (
              <Card
                level={2}
                tone="needs-you"
                title={v.t('receipts.theirs.card', { count: open.length })}
                href="/me/received"
              >
                <p>{v.say.list([...new Set(open.map(({ name }) => name))])}</p>
              </Card>
            ),
          },
        ]
  },
}
registerHomeCard(homePart)

/** A companion answers for what came to the person they accompany, as that person says. */
export const companionReceiptRoutes: readonly Route[] = [
  get('/me/received', async (r) => page(r, <CompanionGoodsPage v={r.v} accompanied={await listed(r)} />), {
    may: 'signed-in',
  }),
  get('/me/received/:id', (r) => show(r), { may: 'signed-in' }),
  post('/me/received/:id', answer, { may: 'signed-in', records: confirmRecords }),
]
