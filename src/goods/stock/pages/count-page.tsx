import { Button, ButtonRow, Field, type FieldErrors, Form, Notice, OfflineQueue, Page, type View } from '../../../web'
import type { Site } from '../../sites/queries'
import type { StockLine } from '../queries'
import { goodsName, sayOf } from './stock-words'

/** A count that no longer fits what is on paper: both sides, for a person to decide. */
export type CountConflict = {
  readonly line: StockLine
  readonly counted: number
  /** What the counter's page said lay there. */
  readonly expected: number
}

/** The field in which somebody writes what lies there of a lot. */
export const countField = (lotId: string): string => `counted-${lotId}`

/** Stock-taking of a site: each lot with what is on paper and a field for what lies there. Counts wait in the browser while the line is down. */
export const CountPage = ({
  v,
  site,
  lines,
  conflict,
  errors,
}: {
  v: View
  site: Site
  lines: readonly StockLine[]
  conflict?: CountConflict | undefined
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.count.title')} lead={site.name} stage="app">
    {errors.form ? <Notice tone="error" title={errors.form} /> : null}
    <p>{v.t('goods.count.how')}</p>
    <OfflineQueue v={v} />
    {conflict === undefined ? null : <Conflict v={v} site={site} conflict={conflict} />}
    {lines.length === 0 ? <p>{v.t('goods.stock.empty')}</p> : null}
    {lines.map((line) => (
      <OneLot v={v} site={site} line={line} error={errors[countField(line.lotId)]} />
    ))}
  </Page>
)

const OneLot = ({ v, site, line, error }: { v: View; site: Site; line: StockLine; error: string | undefined }) => {
  const name = `${goodsName(v, line)}, ${line.reference}`
  return (
    <Form
      v={v}
      action={`/lots/${line.lotId}/count`}
      hidden={{ site: site.id, expected: line.lies, back: 'count' }}
      offlineAs={name}
    >
      <Field
        v={v}
        name={countField(line.lotId)}
        label={name}
        hint={v.t('goods.count.paper', { quantity: sayOf(v, line, line.lies) })}
        error={error}
        width={16}
        maxlength={40}
      />
      <Button kind="secondary" label={`${v.t('goods.lot.countDo')}: ${name}`}>
        {v.t('goods.lot.countDo')}
      </Button>
    </Form>
  )
}

const Conflict = ({ v, site, conflict }: { v: View; site: Site; conflict: CountConflict }) => {
  const { line, counted, expected } = conflict
  const say = (quantity: number) => sayOf(v, line, quantity)
  return (
    <section>
      <Notice tone="error" title={v.t('goods.count.conflict', { name: goodsName(v, line), code: line.reference })}>
        <p>{v.t('goods.count.yours', { counted: say(counted), expected: say(expected) })} </p>
        <p>{v.t('goods.count.theirs', { lies: say(line.lies) })} </p>
        <p>{v.t('goods.count.decide')}</p>
      </Notice>
      <Form
        v={v}
        action={`/lots/${line.lotId}/count`}
        hidden={{ site: site.id, expected: line.lies, back: 'count', whole: counted }}
      >
        <ButtonRow>
          <Button label={v.t('goods.count.takeLabel', { name: goodsName(v, line) })}>
            {v.t('goods.count.take', { counted: say(counted) })}
          </Button>
          <Button kind="secondary" href={`/stock/${site.id}/count`}>
            {v.t('goods.count.leave')}
          </Button>
          <Button kind="quiet" href={`/lots/${line.lotId}`}>
            {v.t('goods.count.trail')}
          </Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
