import { Page, PaperBlockPicture, PrintSheet, type View } from '../../web'
import { dayBlock, weekDays, weekParts } from '../week-parts'
import { clockOf } from './availability-page'

/** A part of the day with its hours. */
export const sayPart = (v: View, part: keyof typeof weekParts): string =>
  v.t(`volunteers.paper.${part}`, { from: clockOf(weekParts[part][0]), to: clockOf(weekParts[part][1]) })

/** When somebody is free, on paper. Blank, so it carries nobody's data until it is filled in. */
export const AvailabilityFormPage = ({ v, numbers }: { v: View; numbers: readonly string[] }) => (
  <Page v={v} title={v.t('volunteers.paper.title')} stage="app" headingless>
    {numbers.map((number, copy) => (
      <AvailabilityForm v={v} number={number} level={copy === 0 ? 1 : 2} />
    ))}
  </Page>
)

const AvailabilityForm = ({ v, number, level }: { v: View; number: string; level: 1 | 2 }) => (
  <PrintSheet
    v={v}
    title={v.t('volunteers.paper.title')}
    number={number}
    path={`/sheets?number=${number}`}
    level={level}
  >
    <p>{v.t('volunteers.paper.lead')}</p>
    {['name', 'phone', 'place'].map((what) => (
      <p class="paper-line">
        <span>{v.t(`volunteers.paper.${what}`)}</span>
        <span class="paper-line__blank" />
      </p>
    ))}
    <h2>{v.t('volunteers.paper.week')}</h2>
    {weekDays.map((weekday) => (
      <>
        <h3>{v.t(`volunteers.availability.day.${weekday}`)}</h3>
        <PaperBlockPicture
          v={v}
          number={number}
          line={`day-${weekday}`}
          caption={number}
          block={dayBlock(number, weekday)}
          labels={(Object.keys(weekParts) as (keyof typeof weekParts)[]).map((part) => sayPart(v, part))}
        />
      </>
    ))}
    <p>{v.t('volunteers.paper.agree')}</p>
    <p class="paper-line">
      <span>{v.t('volunteers.paper.signature')}</span>
      <span class="paper-line__blank" />
    </p>
    <p>{v.t('volunteers.paper.destroy')}</p>
  </PrintSheet>
)
