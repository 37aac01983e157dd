import { Page, StatNumber, type View } from '../../web'
import type { LineFigures } from '../queries/read-figures'

/** How the line does: of all operators together, of no single one. */
export const FiguresPage = ({ v, figures }: { v: View; figures: LineFigures }) => (
  <Page v={v} title={v.t('line.figures')} lead={v.t('line.figures.lead')} stage="desk">
    <div class="stats">
      <StatNumber v={v} value={figures.waiting} label={v.t('line.figures.waiting')} />
      <StatNumber v={v} value={figures.urgent} label={v.t('line.figures.urgent')} />
      <StatNumber v={v} value={figures.talking} label={v.t('line.figures.talking')} />
      <StatNumber v={v} value={figures.tries} label={v.t('line.figures.tries')} />
      <StatNumber v={v} value={figures.reached} label={v.t('line.figures.reached')} />
      <StatNumber v={v} value={figures.incoming} label={v.t('line.figures.incoming')} />
    </div>
    <p>
      {figures.waitedMinutesMedian === null
        ? v.t('line.figures.noWait')
        : v.t('line.figures.wait', { minutes: figures.waitedMinutesMedian })}
    </p>
    <p>
      <a href="/line">{v.t('line.back')}</a>
    </p>
  </Page>
)
