import { type Child, Door, Doors, OfflineQueue, Page, type View } from '../../web'

type Props = {
  v: View
  /** What waits for this person, the most urgent first. */
  waiting: readonly Child[]
  nextShifts: readonly Child[]
}

/** Home in simple mode: the one question that waits, or when to come next, or that all is done; then few ways on. */
export const SimpleHomePage = ({ v, waiting: [first, ...others], nextShifts }: Props) => (
  <Page v={v} title={v.t('volunteers.simple.title', { name: v.viewer?.name ?? '' })} stage="app">
    <OfflineQueue v={v} unknown={v.t('volunteers.home.offline')} />
    {first === undefined ? null : (
      <section aria-labelledby="first">
        <h2 id="first">{v.t('volunteers.simple.first')}</h2>
        {first}
        {others.length === 0 ? null : <p>{v.t('volunteers.simple.others', { count: others.length })}</p>}
      </section>
    )}
    {nextShifts.length === 0 ? null : (
      <section aria-labelledby="next">
        <h2 id="next">{v.t('volunteers.simple.next')}</h2>
        <div data-offline-keep>{nextShifts}</div>
      </section>
    )}
    {first === undefined && nextShifts.length === 0 ? <p>{v.t('volunteers.simple.calm')}</p> : null}
    <Doors>
      <Door href="/activities" icon="calendar" title={v.t('volunteers.simple.find')} />
      <Door href="/me/availability" icon="clock" title={v.t('volunteers.simple.time')} />
      <Door href="/ask" icon="hand" title={v.t('volunteers.simple.ask')} />
    </Doors>
  </Page>
)
