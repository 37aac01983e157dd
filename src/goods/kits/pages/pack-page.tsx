import { Button, Card, EmptyState, Field, type FieldErrors, Form, Page, type View } from '../../../web'
import type { Site } from '../../sites/queries'
import type { Kit } from '../queries'
import { sayContents } from './kits-page'

/** Packs kits at a site: each kit with how many of it what lies free is enough for. */
export const PackPage = ({
  v,
  site,
  kits,
  errors,
}: {
  v: View
  site: Site
  kits: readonly (Kit & { readonly can: number })[]
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.kit.pack')} lead={site.name} stage="app">
    <p>{v.t('goods.kit.packWords')}</p>
    {kits.length === 0 ? <EmptyState title={v.t('goods.kits.none')}>{v.t('goods.kits.noneWords')}</EmptyState> : null}
    {kits.map((kit) => (
      <Card
        level={2}
        title={kit.name}
        meta={v.t('goods.kit.packCan', { kits: v.t('goods.kit.count', { count: kit.can }) })}
      >
        <p>{sayContents(v, kit)}</p>
        <Form v={v} action={`/stock/${site.id}/pack`} hidden={{ kit: kit.id }}>
          <Field
            v={v}
            name={`kits-${kit.id}`}
            label={v.t('goods.kit.howMany')}
            error={errors[`kits-${kit.id}`]}
            width={8}
            maxlength={10}
          />
          <Button label={`${v.t('goods.kit.packDo')}: ${kit.name}`}>{v.t('goods.kit.packDo')}</Button>
        </Form>
      </Card>
    ))}
  </Page>
)
