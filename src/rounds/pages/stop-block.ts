import { referenceOf } from '../../kit/reference'
import { layBlock, type PaperBlock, type View } from '../../web'
import type { StopView } from '../queries/find-round'
import { reportsOf, type StopKind, type StopReport } from '../round'

/** Code of a stop on paper, the same on every sheet. */
export const lineOfStop = ({ id }: { readonly id: string }): string => referenceOf(`stop ${id}`)

/** What paper can say of a stop: how it ended. */
export const endsOf = (kind: string): StopReport[] => reportsOf[kind as StopKind].filter((what) => what !== 'arrived')

/** How a stop can end, in words. */
export const sayEnd = (v: View, kind: string, what: StopReport): string =>
  v.t(what === 'done' ? `rounds.lines.done.${kind}` : `rounds.report.${what}`)

/** A line of the delivery sheet that a telephone can read. */
export const stopBlock = (round: { readonly reference: string }, stop: StopView): PaperBlock => {
  const line = lineOfStop(stop)
  const boxes = endsOf(stop.kind).map((value) => ({ name: `what-${line}`, value }))
  return layBlock(`${round.reference} ${line}`, boxes, { columns: 1, columnWidth: 36 })
}
