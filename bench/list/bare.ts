import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent } from '../child'
import { type ListRow, listRows } from './rows'

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text

const rowOf = (row: ListRow): string =>
  `<tr><th scope="row">${escaped(row.reference)}</th><td data-label="What"><a href="/needs/${escaped(row.id)}">${escaped(row.title)}</a></td><td data-label="Where">${escaped(row.place)}</td><td class="table__number" data-label="People">${row.people}</td><td data-label="Kind"><span class="status status--${escaped(row.kind)}">${escaped(row.kind)}</span></td></tr>`

// The frame of the page, as our side sent it, stands in the literal as text.
let before = ''
let after = ''
const pageOf = (rows: readonly ListRow[]): string => `${before}${rows.map(rowOf).join('')}${after}`

const server = createServer((_request, response) => {
  const body = pageOf(listRows)
  response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
server.listen(0, '127.0.0.1', () =>
  answerParent((message) => {
    if (message.ask === 'frame') {
      before = String(message.before)
      after = String(message.after)
    }
    return message.ask === 'port' ? { port: (server.address() as AddressInfo).port } : { cpu: process.cpuUsage() }
  }),
)
