import { expect, test } from 'vitest'
import { rooms } from '../../src/app'

// The interface does whatever the pages of the loop do: each route that changes something is named by an operation, or stands here with
// the reason why no partner's system may do it.
const loop = [
  'needs',
  'activities',
  'volunteers',
  'dispatch',
  'contributions',
  'badges',
  'indicators',
  'rounds',
  'reports',
]

const planned = 'A plan lives two days, for the coordinator who looks at it (0051); systems list candidates and ask.'

const pageOnly: Readonly<Record<string, string>> = {
  'POST /desk/plan': planned,
  'POST /desk/plan/stop': planned,
  'POST /desk/plans/:id/ask': planned,
  'POST /desk/plans/:id/leave-out': planned,
  'POST /desk/plans/:id/undo': planned,
  'POST /desk/plans/:id/repair': planned,
  'POST /join': 'A first word of one’s own, proved by a code; partners bring lists, which become invitations (0031).',
  'POST /availability/sheet':
    'A sheet of paper with a signature lies before whoever enters it; a system notes help first and passes the week on.',
  'POST /me/offer': 'What a list said of a person is shown to that person alone (0031).',
  'POST /activities/:id/gate': 'A secret printed on the spot; a system takes people in by registerHelper.',
  'POST /claim/:secret': 'Whoever holds a helper’s link takes the record into their own account.',
  'POST /activities/:id/result/confirm':
    'A second person says so signed in: a key gains from what it would confirm (0034).',
  'POST /activities/:id/result/hand-over':
    'An operator without a part in it reads the secret out, face to face (0034).',
  'POST /confirm/:secret': 'The word of the client, by a link that whoever organizes never sees (0034).',
  'POST /confirm/:secret/hours': 'The word of the client, by a link that whoever organizes never sees (0034).',
}

const operations = rooms.flatMap((room) => room.operations ?? [])
const routes = rooms.filter((room) => loop.includes(room.name)).flatMap((room) => room.routes)
const writing = routes.filter((route) => route.method === 'POST')
const nameOf = (route: { readonly method: string; readonly path: string }) => `${route.method} ${route.path}`
const doing = (name: string) => operations.filter((operation) => operation.pages.includes(name))

test('what a page of the loop changes, an operation changes too', () => {
  const left = writing.map(nameOf).filter((name) => doing(name).length === 0 && pageOnly[name] === undefined)
  expect(left).toEqual([])
})

// Pages that only tell something: whatever they say can be read by a program too.
const telling = ['reports']
const readOnly: Readonly<Record<string, string>> = {
  'GET /register': 'Links to the files of the register, and what its columns mean.',
}

test('what a page of a telling room says, an operation says too', () => {
  const reading = rooms.filter((room) => telling.includes(room.name)).flatMap((room) => room.routes)
  expect(reading.map(nameOf).filter((name) => doing(name).length === 0 && readOnly[name] === undefined)).toEqual([])
})

test('an operation that does the work of a page may record whatever the page does', () => {
  const missing = writing.flatMap((route) => {
    const recorded = new Set(doing(nameOf(route)).flatMap((operation) => operation.records))
    if (doing(nameOf(route)).length === 0) return []
    return route.records.filter((kind) => !recorded.has(kind)).map((kind) => `${nameOf(route)}: ${kind}`)
  })
  expect(missing).toEqual([])
})

test('operations and reasons name routes that exist, and no route stands in both', () => {
  const known = new Set(rooms.flatMap((room) => room.routes.map(nameOf)))
  const named = [
    ...operations.flatMap((operation) => operation.pages),
    ...Object.keys(pageOnly),
    ...Object.keys(readOnly),
  ]
  expect(named.filter((name) => !known.has(name))).toEqual([])
  expect(Object.keys(pageOnly).filter((name) => doing(name).length > 0)).toEqual([])
})
