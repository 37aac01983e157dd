import { Bars, type View } from '../../web'
import type { PublishedNumber } from '../published'
import { sayFigure } from './said'

const shares = ['share-needs-offline', 'share-answers-offline', 'share-came-offline'] as const

/** The divide in one picture: of requests, of answers and of those who came, the share without the internet. Its table is the picture. */
export const ReachPlot = ({ v, figures }: { v: View; figures: readonly PublishedNumber[] }) => {
  const told = shares.flatMap((id) => figures.find(({ definition }) => definition.id === id) ?? [])
  const [first] = told
  if (first === undefined) return null
  return (
    <Bars
      v={v}
      caption={v.t('indicators.reach.caption')}
      bars={told.map(({ definition, value }) => ({
        label: v.t(`indicators.${definition.id}.name`),
        value,
        href: `/numbers/${definition.id}`,
      }))}
      say={(value) => sayFigure(v, first.definition, value)}
      note={v.t('indicators.reach.note')}
    />
  )
}
