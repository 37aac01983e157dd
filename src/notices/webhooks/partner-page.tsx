import type { KeyLine } from '../../platform'
import {
  Button,
  ButtonRow,
  Choice,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Status,
  Table,
  type View,
} from '../../web'
import type { WebhookLine } from './webhooks'

/** Keys and webhooks of one organization. Secrets are shown once, in the answer that makes them. */
export const PartnerPage = (props: {
  v: View
  organization: { id: string; name: string }
  keys: readonly KeyLine[]
  webhooks: readonly WebhookLine[]
  scopes: readonly string[]
  kinds: readonly string[]
  typed: Readonly<Record<string, string>>
  chosen: { scopes: readonly string[]; kinds: readonly string[] }
  errors: FieldErrors
  made: { readonly key?: string; readonly webhook?: string }
}) => {
  const { v, organization, made } = props
  return (
    <Page
      v={v}
      title={v.t('notices.partner.title')}
      lead={v.t('notices.partner.lead', { organization: organization.name })}
      stage="app"
    >
      {made.key === undefined ? null : <Once v={v} title={v.t('notices.partner.keyMade')} secret={made.key} />}
      {made.webhook === undefined ? null : (
        <Once v={v} title={v.t('notices.partner.webhookMade')} secret={made.webhook} />
      )}
      <Keys {...props} />
      <Webhooks {...props} />
      <p>
        <a href="/api">{v.t('notices.partner.api')}</a>
      </p>
    </Page>
  )
}

const Once = ({ v, title, secret }: { v: View; title: string; secret: string }) => (
  <Notice tone="success" title={title}>
    <p class="breaks-anywhere">
      <code>{secret}</code>
    </p>
    <p>{v.t('notices.partner.once')}</p>
  </Notice>
)

type Props = Parameters<typeof PartnerPage>[0]

const Keys = ({ v, organization, keys, scopes, typed, chosen, errors }: Props) => (
  <section aria-labelledby="keys">
    <h2 id="keys">{v.t('notices.partner.keys')}</h2>
    <Table
      v={v}
      caption={v.t('notices.partner.keys')}
      captionHidden
      empty={v.t('notices.partner.noKeys')}
      rows={keys}
      columns={[
        { label: v.t('notices.partner.name'), head: true, cell: (key) => key.name },
        { label: v.t('notices.partner.scopes'), cell: (key) => key.scopes.join(', ') },
        {
          label: v.t('notices.partner.used'),
          cell: (key) => (key.lastUsedAt === null ? v.t('notices.partner.never') : v.say.dateTime(key.lastUsedAt)),
        },
        {
          label: v.t('notices.partner.state'),
          cell: (key) =>
            key.revokedAt === null ? (
              <Form v={v} action={`/organizations/${organization.id}/api/keys/${key.id}/revoke`}>
                <Button kind="danger" label={`${v.t('notices.partner.revoke')}: ${key.name}`}>
                  {v.t('notices.partner.revoke')}
                </Button>
              </Form>
            ) : (
              <Status>{v.t('notices.partner.revoked')}</Status>
            ),
        },
      ]}
    />
    <h3>{v.t('notices.partner.newKey')}</h3>
    <Form
      v={v}
      action={`/organizations/${organization.id}/api/keys`}
      errors={errors.name || errors.scopes ? errors : {}}
    >
      <Field
        v={v}
        name="name"
        label={v.t('notices.partner.name')}
        value={typed.name}
        error={errors.name}
        maxlength={120}
      />
      <Choice
        v={v}
        name="scopes"
        kind="checkbox"
        legend={v.t('notices.partner.scopes')}
        value={chosen.scopes}
        error={errors.scopes}
        options={scopes.map((scope) => ({ value: scope, label: <code>{scope}</code> }))}
      />
      <ButtonRow>
        <Button kind="secondary">{v.t('notices.partner.makeKey')}</Button>
      </ButtonRow>
    </Form>
  </section>
)

const Webhooks = ({ v, organization, webhooks, kinds, typed, chosen, errors }: Props) => (
  <section aria-labelledby="webhooks">
    <h2 id="webhooks">{v.t('notices.partner.webhooks')}</h2>
    <Table
      v={v}
      caption={v.t('notices.partner.webhooks')}
      captionHidden
      empty={v.t('notices.partner.noWebhooks')}
      rows={webhooks}
      columns={[
        { label: v.t('notices.partner.url'), head: true, cell: (one) => one.url },
        { label: v.t('notices.partner.kinds'), cell: (one) => one.kinds.join(', ') },
        {
          label: v.t('notices.partner.state'),
          cell: (one) =>
            one.endedAt !== null ? (
              <Status>{v.t(`notices.partner.ended.${one.endedWhy ?? 'by-person'}`)}</Status>
            ) : one.failingSince !== null ? (
              <Status tone="needs-you">
                {v.t('notices.partner.failing', { since: v.say.dateTime(one.failingSince) })}
              </Status>
            ) : (
              <Status tone="progress">{v.t('notices.partner.live')}</Status>
            ),
        },
        {
          label: v.t('notices.partner.end'),
          cell: (one) =>
            one.endedAt === null ? (
              <Form v={v} action={`/organizations/${organization.id}/api/webhooks/${one.id}/end`}>
                <Button kind="danger" label={`${v.t('notices.partner.end')}: ${one.url}`}>
                  {v.t('notices.partner.end')}
                </Button>
              </Form>
            ) : null,
        },
      ]}
    />
    <h3>{v.t('notices.partner.newWebhook')}</h3>
    <Form
      v={v}
      action={`/organizations/${organization.id}/api/webhooks`}
      errors={errors.url || errors.kinds ? errors : {}}
    >
      <Field
        v={v}
        name="url"
        type="url"
        label={v.t('notices.partner.url')}
        hint={v.t('notices.partner.urlHint')}
        value={typed.url}
        error={errors.url}
      />
      <Choice
        v={v}
        name="region"
        legend={v.t('notices.partner.region')}
        value={typed.region ?? 'own'}
        options={[
          { value: 'own', label: v.t('notices.partner.regionOwn') },
          { value: 'all', label: v.t('notices.partner.regionAll') },
        ]}
      />
      <Choice
        v={v}
        name="kinds"
        kind="checkbox"
        legend={v.t('notices.partner.kinds')}
        value={chosen.kinds}
        error={errors.kinds}
        options={kinds.map((kind) => ({ value: kind, label: <code>{kind}</code> }))}
      />
      <ButtonRow>
        <Button kind="secondary">{v.t('notices.partner.makeWebhook')}</Button>
      </ButtonRow>
    </Form>
  </section>
)
