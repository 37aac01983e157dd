import { Bars, Page, StatNumber, type View } from '../../web'
import type { CallFigures, LineFigures } from '../queries/read-figures'

/** How the line does: all operators together, and their own day for an operator who reads it; of no other single one. */
export const FiguresPage = ({
  v,
  figures,
  own,
}: {
  v: View
  figures: LineFigures
  /** Undefined for the authority of the region, who makes no calls. */
  own?: CallFigures
}) => (
  <Page
    v={v}
    title={v.t('line.figures')}
    lead={v.t(own === undefined ? 'line.figures.leadAuthority' : 'line.figures.lead')}
    stage="desk"
  >
    <section class="section" aria-labelledby="now">
      <h2 id="now">{v.t('line.figures.now')}</h2>
      <div class="stats">
        <StatNumber v={v} value={figures.waiting} label={v.t('line.figures.waiting')} />
        <StatNumber v={v} value={figures.urgent} label={v.t('line.figures.urgent')} />
        <StatNumber v={v} value={figures.talking} label={v.t('line.figures.talking')} />
      </div>
      {figures.isMore ? <p class="muted">{v.t('line.figures.more', { count: figures.waiting })}</p> : null}
      {figures.byReason.length === 0 ? null : (
        <Bars
          v={v}
          caption={v.t('line.figures.reasons')}
          bars={figures.byReason.map(({ reason, count }) => ({ label: v.t(`line.reason.${reason}`), value: count }))}
        />
      )}
    </section>
    {own === undefined ? null : <Calls v={v} id="own" title={v.t('line.figures.own')} calls={own} />}
    <Calls v={v} id="week" title={v.t('line.figures.week')} calls={figures.week} />
    <Bars
      v={v}
      caption={v.t('line.figures.hours')}
      bars={figures.hours.map(({ hour, count }) => ({ label: `${String(hour).padStart(2, '0')}:00`, value: count }))}
    />
    <p>
      {own === undefined ? (
        <a href="/authority">{v.t('line.figures.toAuthority')}</a>
      ) : (
        <a href="/line">{v.t('line.back')}</a>
      )}
    </p>
  </Page>
)

const Calls = ({ v, id, title, calls }: { v: View; id: string; title: string; calls: CallFigures }) => (
  <section class="section" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <div class="stats">
      <StatNumber v={v} value={calls.made} label={v.t('line.figures.tries')} />
      <StatNumber v={v} value={calls.reached} label={v.t('line.figures.reached')} />
      <StatNumber v={v} value={calls.incoming} label={v.t('line.figures.incoming')} />
    </div>
    <p>
      {calls.waitedMinutes === null
        ? v.t('line.figures.noWait')
        : v.t('line.figures.wait', { half: calls.waitedMinutes.half, nine: calls.waitedMinutes.nine })}
    </p>
    {calls.byOutcome.length === 0 ? null : (
      <Bars
        v={v}
        caption={v.t('line.figures.outcomes')}
        bars={calls.byOutcome.map(({ outcome, count }) => ({ label: v.t(`line.outcome.${outcome}`), value: count }))}
      />
    )}
  </section>
)
