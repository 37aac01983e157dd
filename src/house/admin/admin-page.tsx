import type { Region } from '../../places'
import {
  Button,
  Card,
  DefinitionList,
  Field,
  type FieldErrors,
  Form,
  Page,
  Select,
  Status,
  Table,
  type View,
  When,
} from '../../web'
import type { GrantedRole, Health, KeyOverview } from './queries'

/** Roles an administrator gives on this page; those inside an organization are given on its own pages. */
export const houseRoles = ['administrator', 'authority', 'safety-officer', 'operator'] as const

/** The command line that makes a key; the same in every language. */
const KEY_COMMAND = 'npx asar key create'

export type AdminPageProps = {
  v: View
  roles: readonly GrantedRole[]
  keys: readonly KeyOverview[]
  health: Health
  senders: { readonly email: boolean; readonly sms: boolean; readonly url: string; readonly loopback: boolean }
  regions: readonly Region[]
  draft: Readonly<Record<string, string | undefined>>
  /** People with the contact that was typed, when they are several. */
  candidates: readonly { readonly id: string; readonly name: string }[]
  errors: FieldErrors
}

/** The administrator's page: who holds which role, what leaves the house, partners' keys, health. */
export const AdminPage = (props: AdminPageProps) => {
  const { v } = props
  return (
    <Page v={v} stage="app" title={v.t('house.admin.title')}>
      <p>
        <a href="/people">{v.t('house.admin.people')}</a>
        {' · '}
        <a href="/suspensions">{v.t('house.admin.suspensions')}</a>
        {' · '}
        <a href="/authority">{v.t('house.admin.authority')}</a>
        {' · '}
        <a href="/notices/sms">{v.t('house.admin.sms')}</a>
      </p>
      <Senders {...props} />
      <Roles {...props} />
      <HealthCard {...props} />
      <Keys {...props} />
    </Page>
  )
}

const Senders = ({ v, senders }: AdminPageProps) => {
  const set = <Status tone="confirmed">{v.t('house.admin.sender.set')}</Status>
  return (
    <Card level={2} title={v.t('house.admin.senders')}>
      <DefinitionList
        v={v}
        items={[
          {
            term: v.t('house.admin.sender.email'),
            value: senders.email ? (
              set
            ) : (
              <>
                <Status tone="needs-you">{v.t('house.admin.sender.unset')}</Status>{' '}
                {senders.loopback ? v.t('house.admin.sender.emailLog') : v.t('house.admin.sender.emailHow')}
              </>
            ),
          },
          {
            term: v.t('house.admin.sender.sms'),
            value: senders.sms ? (
              set
            ) : (
              <>
                <Status>{v.t('house.admin.sender.unset')}</Status> {v.t('house.admin.sender.smsHow')}
              </>
            ),
          },
          { term: v.t('house.admin.address'), value: senders.url },
        ]}
      />
    </Card>
  )
}

const Roles = ({ v, roles, regions, draft, candidates, errors }: AdminPageProps) => {
  const nameOf = new Map(regions.map((region) => [region.id, region.names[v.lang]]))
  return (
    <Card level={2} title={v.t('house.admin.roles')} id="roles">
      <Table
        v={v}
        caption={v.t('house.admin.roles')}
        captionHidden
        rows={roles}
        columns={[
          { label: v.t('house.admin.who'), head: true, cell: (role) => role.name },
          { label: v.t('house.admin.role'), cell: (role) => v.t(`people.role.${role.role}`) },
          {
            label: v.t('house.admin.where'),
            cell: (role) =>
              role.regionId === null ? v.t('house.admin.everywhere') : (nameOf.get(role.regionId) ?? role.regionId),
          },
          { label: v.t('house.admin.since'), cell: (role) => <When v={v} at={role.grantedAt} /> },
          {
            label: v.t('house.admin.end'),
            cell: (role) => (
              <Form v={v} action="/admin/roles/end" hidden={{ grant: role.id }}>
                <Button
                  kind="quiet"
                  label={v.t('house.admin.endLabel', { name: role.name, role: v.t(`people.role.${role.role}`) })}
                >
                  {v.t('house.admin.end')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <h3>{v.t('house.admin.give')}</h3>
      <Form v={v} action="/admin/roles" errors={errors}>
        <Field
          v={v}
          name="contact"
          label={v.t('people.find.contact')}
          hint={v.t('house.admin.contactHint')}
          value={draft.contact}
          error={errors.contact}
          maxlength={254}
          autocomplete="off"
        />
        {candidates.length === 0 ? null : (
          <Select
            v={v}
            name="person"
            label={v.t('house.admin.which')}
            value={draft.person}
            error={errors.person}
            empty={v.t('house.admin.choose')}
            options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select
          v={v}
          name="role"
          label={v.t('house.admin.role')}
          value={draft.role}
          error={errors.role}
          empty={v.t('house.admin.choose')}
          options={houseRoles.map((role) => ({ value: role, label: v.t(`people.role.${role}`) }))}
        />
        <Select
          v={v}
          name="region"
          label={v.t('house.admin.where')}
          value={draft.region}
          error={errors.region}
          empty={v.t('house.admin.everywhere')}
          options={regions.map((region) => ({ value: region.id, label: region.names[v.lang] }))}
        />
        <Button>{v.t('house.admin.give')}</Button>
      </Form>
      <p class="muted">{v.t('house.admin.rolesHint')}</p>
    </Card>
  )
}

const readers: readonly string[] = [
  'activities.needs',
  'activities.recheck',
  'badges.review',
  'contributions.hours',
  'dispatch',
  'erasure-ledger',
  'indicators',
  'notices',
  'plans',
  'rounds.keep-up',
  'transparency-log',
  'webhooks',
]

const readerName = (v: View, name: string) =>
  readers.includes(name) ? v.t(`house.admin.reader.${name}`) : <code>{name}</code>

const HealthCard = ({ v, health }: AdminPageProps) => (
  <Card level={2} title={v.t('house.admin.health')}>
    <DefinitionList
      v={v}
      items={[
        { term: v.t('house.admin.database'), value: `PostgreSQL ${health.database}` },
        { term: v.t('house.admin.lag'), value: v.t('house.admin.seconds', { seconds: health.lagSeconds }) },
        { term: v.t('house.admin.codesWaiting'), value: v.say.number(health.codesWaiting) },
      ]}
    />
    <Table
      v={v}
      caption={v.t('house.admin.followers')}
      rows={health.followers}
      empty={v.t('house.admin.noFollowers')}
      columns={[
        { label: v.t('house.admin.follower'), head: true, cell: (follower) => readerName(v, follower.name) },
        { label: v.t('house.admin.moved'), cell: (follower) => <When v={v} at={follower.movedAt} /> },
        {
          label: v.t('house.admin.state'),
          cell: (follower) =>
            follower.failure === null ? (
              <Status tone="confirmed">{v.t('house.admin.works')}</Status>
            ) : (
              <Status tone="needs-you">{v.t('house.admin.stopped')}</Status>
            ),
        },
      ]}
    />
  </Card>
)

const Keys = ({ v, keys }: AdminPageProps) => (
  <Card level={2} title={v.t('house.admin.keys')}>
    <p>
      {v.t('house.admin.keysHow')} <code>{KEY_COMMAND}</code>
    </p>
    <Table
      v={v}
      caption={v.t('house.admin.keys')}
      captionHidden
      rows={keys}
      empty={v.t('house.admin.noKeys')}
      columns={[
        { label: v.t('house.admin.keyName'), head: true, cell: (key) => key.name },
        { label: v.t('house.admin.scopes'), cell: (key) => key.scopes.join(', ') },
        {
          label: v.t('house.admin.used'),
          cell: (key) => (key.lastUsedAt === null ? v.t('house.admin.never') : <When v={v} at={key.lastUsedAt} />),
        },
        {
          label: v.t('house.admin.state'),
          cell: (key) =>
            key.revokedAt === null ? (
              <Status tone="confirmed">{v.t('house.admin.live')}</Status>
            ) : (
              <Status>{v.t('house.admin.revoked')}</Status>
            ),
        },
      ]}
    />
  </Card>
)
