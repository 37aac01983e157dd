import { Button, Card, Choice, DefinitionList, Form, Notice, Page, Status, type View } from '../../web'
import { type DrillReport, type DrillRun, type DrillSize, drillSizes } from './run-drill'

const AGAIN_SECONDS = 4

type DrillPageProps = { v: View; run: DrillRun | undefined; error: string | undefined }

/** A drill from the desk: what it is, one to start, the one that plays, and what the last one found. */
export const DrillPage = ({ v, run, error }: DrillPageProps) => (
  <Page
    v={v}
    stage="app"
    title={v.t('house.drill.title')}
    {...(run?.state === 'running' ? { refreshSeconds: AGAIN_SECONDS } : {})}
  >
    <p>
      <a href="/desk">{v.t('house.drill.back')}</a>
    </p>
    <p>{v.t('house.drill.lead')}</p>
    {run?.state === 'running' ? <Running v={v} run={run} /> : <Start v={v} run={run} error={error} />}
  </Page>
)

const Running = ({ v, run }: { v: View; run: Extract<DrillRun, { state: 'running' }> }) => (
  <section
    id="drill"
    hx-get="/desk/drill"
    hx-trigger={`every ${AGAIN_SECONDS}s`}
    hx-select="#drill"
    hx-swap="outerHTML"
    aria-live="polite"
  >
    <Card level={2} title={v.t('house.drill.running')}>
      <p>{v.t('house.drill.progress', { met: run.met, needs: run.needs })}</p>
      <progress max={run.needs} value={run.met} aria-label={v.t('house.drill.running')} />
      <Form v={v} action="/desk/drill/stop">
        <Button kind="quiet">{v.t('house.drill.stop')}</Button>
      </Form>
    </Card>
  </section>
)

const Start = ({ v, run, error }: DrillPageProps) => (
  <section id="drill" aria-live="polite">
    {run?.state === 'done' ? <Found v={v} size={run.size} report={run.report} /> : null}
    {run?.state === 'failed' ? <Notice tone="needs-you">{v.t('house.drill.failed')}</Notice> : null}
    {run?.state === 'stopped' ? <Notice>{v.t('house.drill.stopped')}</Notice> : null}
    <Card level={2} title={v.t('house.drill.new')}>
      <Form v={v} action="/desk/drill" errors={error === undefined ? {} : { size: error }}>
        <Choice
          v={v}
          name="size"
          legend={v.t('house.drill.size')}
          value={run?.size ?? 'small'}
          error={error}
          options={Object.entries(drillSizes).map(([value, size]) => ({
            value,
            label: v.t(`house.drill.size.${value}`),
            hint: v.t('house.drill.sizeHint', size),
          }))}
        />
        <Button>{v.t('house.drill.start')}</Button>
      </Form>
    </Card>
  </section>
)

const Found = ({ v, size, report }: { v: View; size: DrillSize; report: DrillReport }) => {
  const { needs, audit } = report
  const minutes = (value: number | null) => (value === null ? v.t('house.drill.none') : v.say.duration(value))
  const faults = Object.entries(audit).filter(([, count]) => count > 0)
  return (
    <Card level={2} title={v.t('house.drill.found', { size: v.t(`house.drill.size.${size}`) })}>
      <p>
        {faults.length === 0 ? (
          <Status tone="confirmed">{v.t('house.drill.clean')}</Status>
        ) : (
          <Status tone="danger">
            {faults.map(([kind, count]) => v.t(`house.drill.fault.${kind}`, { count })).join('; ')}
          </Status>
        )}
      </p>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('house.drill.raised'), value: v.say.number(needs.raised) },
          { term: v.t('house.drill.verified'), value: v.say.number(needs.verified) },
          { term: v.t('house.drill.met'), value: v.say.number(needs.met) },
          { term: v.t('house.drill.firstYes'), value: minutes(report.minutesToFirstYes) },
          { term: v.t('house.drill.help'), value: minutes(report.minutesToHelp) },
          {
            term: v.t('house.drill.asks'),
            value: report.asksPerFilledSlot === null ? v.t('house.drill.none') : v.say.number(report.asksPerFilledSlot),
          },
          {
            term: v.t('house.drill.idle'),
            value:
              report.idleShare === null
                ? v.t('house.drill.none')
                : v.t('house.drill.share', { share: Math.round(report.idleShare * 100) }),
          },
          { term: v.t('house.drill.entries'), value: v.say.number(report.entries) },
        ]}
      />
    </Card>
  )
}
