import type { PublishedNumber, RegionMonths } from '../../indicators'
import type { CauseAnswer, ShownCause } from '../../needs'
import type { View } from '../../web'
import { figureOf } from '../figure'
import type { ReportFigure, ReportSection } from '../report'
import type { RegionState } from './read-region'

/** Numbers a region is told in, by section. */
export const regionNumbers = {
  course: ['needs-raised', 'needs-verified', 'needs-first-yes', 'needs-helped', 'receipts', 'needs-met', 'share-right'],
  waits: ['check-wait', 'first-yes-wait', 'help-wait', 'receipt-wait'],
  work: [
    'volunteers-registered',
    'volunteers-came',
    'hours-recorded',
    'hours-confirmed',
    'activities-done',
    'results-confirmed',
  ],
  causes: ['causes', 'causes-answered'],
  reach: [
    'share-needs-offline',
    'share-answers-offline',
    'share-came-offline',
    'help-wait-offline',
    'help-wait-online',
    'companions-agreed',
    'served-by-companions',
  ],
} as const

/** What a region's report is written from. */
export type RegionFacts = {
  readonly region: { readonly id: string; readonly name: string }
  readonly numbers: readonly PublishedNumber[]
  /** Those not about persons by month, of this region. */
  readonly crossed: RegionMonths
  readonly state: RegionState
  readonly causes: readonly ShownCause[]
  readonly answers: readonly CauseAnswer[]
  readonly asOf: number
  /** For those who answer for the region: nothing of its own needs is hidden from them. */
  readonly full: boolean
}

/** Figures of the region by the ids of their numbers, each leading to the region's own entries. */
export const regionFigures = (
  v: View,
  { numbers, region }: RegionFacts,
  ids: readonly string[],
): readonly ReportFigure[] =>
  ids.flatMap((id) => {
    const number = numbers.find(({ definition }) => definition.id === id)
    return number === undefined ? [] : [figureOf(v, number, { kind: 'region', key: region.id })]
  })

/** A section of the report under its heading. */
export const section = (v: View, id: string, parts: Partial<ReportSection>): ReportSection => ({
  id,
  title: v.t(`reports.section.${id}`),
  figures: [],
  plots: [],
  tables: [],
  ...parts,
})
