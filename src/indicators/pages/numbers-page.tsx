import { Page, StatNumber, type View } from '../../web'
import type { PublishedNumber } from '../published'
import { ReachPlot } from './reach-plot'
import { missing, sayFigure } from './said'

const groups = ['help', 'goods', 'people', 'reach', 'time', 'trust'] as const

/** Every number with its value, or that nobody measures it yet. */
export const NumbersPage = ({ v, figures, asOf }: { v: View; figures: readonly PublishedNumber[]; asOf: number }) => (
  <Page v={v} title={v.t('indicators.list.title')} lead={v.t('indicators.list.lead')}>
    {groups.map((group) => (
      <section class="section">
        <h2>{v.t(`indicators.group.${group}`)}</h2>
        <div class="stats">
          {figures
            .filter(({ definition }) => definition.group === group)
            .map(({ definition, value, tooFew }) => (
              <StatNumber
                v={v}
                label={v.t(`indicators.${definition.id}.name`)}
                value={value}
                missing={missing(v, { definition, tooFew })}
                {...(value === null ? {} : { said: sayFigure(v, definition, value) })}
                openHref={`/numbers/${definition.id}`}
              />
            ))}
        </div>
        {group === 'reach' ? (
          <>
            <ReachPlot v={v} figures={figures} />
            <p>
              <a href="/numbers/doors">{v.t('indicators.doors.title')}</a>
            </p>
          </>
        ) : null}
        {group === 'time' ? (
          <p>
            <a href="/numbers/two-definitions">{v.t('indicators.two.link')}</a>
          </p>
        ) : null}
      </section>
    ))}
    <p class="muted">{v.t('indicators.list.asOf', { position: asOf })}</p>
    <p>
      <a href="/regions">{v.t('reports.country.all')}</a> · <a href="/open">{v.t('indicators.list.open')}</a> ·{' '}
      <a href="/open/numbers.csv">{v.t('indicators.list.dictionary')}</a> ·{' '}
      <a href="/open/numbers.json">{v.t('indicators.page.downloadJson')}</a>
    </p>
  </Page>
)
