import { Button, Field, type FieldErrors, Form, Notice, Page, type View } from '../../../web'
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

/** Stock-taking of a site: each lot with what is on paper and a field for what lies there. Counts wait in the browser while the line is down. */
export const CountPage = ({
  v,
  site,
  lines,
  conflicts,
  errors,
}: {
  v: View
  site: Site
  lines: readonly StockLine[]
  conflicts: readonly CountConflict[]
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.count.title')} lead={site.name} stage="app">
    <p>{v.t('goods.count.how')}</p>
    {conflicts.map((conflict) => (
      <Conflict v={v} site={site} conflict={conflict} />
    ))}
    <stock-count
      data-site={site.id}
      data-action={`/stock/${site.id}/counted`}
      data-lang={v.lang}
      data-waiting={v.t('goods.count.waiting')}
      data-sent={v.t('goods.count.sent')}
      data-changed={v.t('goods.count.changed')}
      data-decide={v.t('goods.count.decide')}
      data-refused={v.t('goods.count.refused')}
    >
      {lines.length === 0 ? (
        <p>{v.t('goods.stock.empty')}</p>
      ) : (
        <Form v={v} action={`/stock/${site.id}/count`} errors={errors}>
          {lines.map((line) => (
            <div data-lot={line.lotId} data-expected={line.lies} data-name={`${goodsName(v, line)}, ${line.reference}`}>
              <input type="hidden" name={`expected-${line.lotId}`} value={line.lies} />
              <Field
                v={v}
                name={`counted-${line.lotId}`}
                label={`${goodsName(v, line)}, ${line.reference}`}
                hint={v.t('goods.count.paper', { quantity: sayOf(v, line, line.lies) })}
                error={errors[`counted-${line.lotId}`]}
                width={16}
                maxlength={40}
                optional
              />
            </div>
          ))}
          <Button>{v.t('goods.count.save')}</Button>
        </Form>
      )}
    </stock-count>
  </Page>
)

const Conflict = ({ v, site, conflict }: { v: View; site: Site; conflict: CountConflict }) => {
  const { line, counted, expected } = conflict
  const say = (quantity: number) => sayOf(v, line, quantity)
  return (
    <section>
      <Notice tone="needs-you" title={v.t('goods.count.conflict', { name: goodsName(v, line), code: line.reference })}>
        <p>{v.t('goods.count.yours', { counted: say(counted), expected: say(expected) })}</p>
        <p>{v.t('goods.count.theirs', { lies: say(line.lies) })}</p>
        <p>
          <a href={`/lots/${line.lotId}`}>{v.t('goods.count.trail')}</a>
        </p>
      </Notice>
      <Form
        v={v}
        action={`/stock/${site.id}/count`}
        hidden={{ [`expected-${line.lotId}`]: line.lies, lot: line.lotId, counted }}
      >
        <Button label={v.t('goods.count.takeLabel', { name: goodsName(v, line) })}>
          {v.t('goods.count.take', { counted: say(counted) })}
        </Button>
        <Button kind="secondary" href={`/stock/${site.id}/count`}>
          {v.t('goods.count.leave')}
        </Button>
      </Form>
    </section>
  )
}
