import {
  Button,
  ButtonRow,
  Card,
  type Child,
  Choice,
  DefinitionList,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  Table,
  type View,
} from '../../web'
import { markKinds, type Organization, type OrganizationKind } from '../organization'

export type AuthorityPageProps = {
  v: View
  regions: string
  waiting: readonly (Organization & { readonly place: string })[]
  counts: readonly { readonly kind: OrganizationKind; readonly count: number; readonly verified: number }[]
  parts: readonly Child[]
  /** Organization whose form was wrong, with what was typed. */
  wrong?:
    | { readonly id: string; readonly errors: FieldErrors; readonly reason: string; readonly marks: readonly string[] }
    | undefined
}

/** What waits for an authority in its region: organizations to verify, and what other rooms put before it. */
export const AuthorityPage = ({ v, regions, waiting, counts, parts, wrong }: AuthorityPageProps) => (
  <Page v={v} title={v.t('organizations.authority.title')} lead={regions} stage="desk">
    <p>
      <a href="/credentials">{v.t('organizations.manage.credentials')}</a>
      {' · '}
      <a href="/suspensions">{v.t('people.suspension.listTitle')}</a>
    </p>
    <section aria-labelledby="queue">
      <h2 id="queue">{v.t('organizations.authority.queue', { count: waiting.length })}</h2>
      {waiting.length === 0 ? (
        <EmptyState icon="check" title={v.t('organizations.authority.empty')}>
          {v.t('organizations.authority.emptyWords')}
        </EmptyState>
      ) : null}
      {waiting.map((one) => (
        <Waiting v={v} organization={one} wrong={wrong?.id === one.id ? wrong : undefined} />
      ))}
    </section>
    {[...parts]}
    <section aria-labelledby="counts">
      <h2 id="counts">{v.t('organizations.authority.counts')}</h2>
      <Table
        v={v}
        caption={v.t('organizations.authority.counts')}
        captionHidden
        rows={counts}
        empty={v.t('organizations.list.none')}
        columns={[
          { label: v.t('organizations.field.kind'), head: true, cell: (row) => v.t(`organizations.kind.${row.kind}`) },
          { label: v.t('organizations.authority.count'), numeric: true, cell: (row) => v.say.number(row.count) },
          {
            label: v.t('organizations.authority.verifiedCount'),
            numeric: true,
            cell: (row) => v.say.number(row.verified),
          },
        ]}
      />
    </section>
  </Page>
)

const Waiting = ({
  v,
  organization,
  wrong,
}: {
  v: View
  organization: Organization & { place: string }
  wrong: AuthorityPageProps['wrong']
}) => {
  const here = `/authority/organizations/${organization.id}`
  return (
    <Card
      id={`organization-${organization.id}`}
      title={organization.name}
      href={`/organizations/${organization.id}`}
      meta={v.t('organizations.authority.since', { date: v.say.dateTime(organization.createdAt) })}
    >
      <DefinitionList
        v={v}
        items={[
          { term: v.t('organizations.field.kind'), value: v.t(`organizations.kind.${organization.kind}`) },
          { term: v.t('organizations.field.form'), value: v.t(`standards.form.${organization.legalForm}`) },
          { term: v.t('organizations.field.place'), value: organization.place },
          { term: v.t('organizations.field.bin'), value: organization.bin ?? undefined },
          { term: v.t('organizations.field.about'), value: organization.about === '' ? undefined : organization.about },
        ]}
      />
      <Form v={v} action={`${here}/verify`} {...(wrong?.errors.marks ? { errors: wrong.errors } : {})}>
        <Choice
          v={v}
          name="marks"
          kind="checkbox"
          layout="inline"
          legend={v.t('organizations.authority.checked')}
          value={wrong?.marks}
          error={wrong?.errors.marks}
          options={markKinds.map((mark) => ({ value: mark, label: v.t(`organizations.mark.${mark}`) }))}
        />
        <ButtonRow>
          <Button label={`${v.t('organizations.authority.verify')}: ${organization.name}`}>
            {v.t('organizations.authority.verify')}
          </Button>
        </ButtonRow>
      </Form>
      <Form v={v} action={`${here}/refuse`} {...(wrong?.errors.reason ? { errors: wrong.errors } : {})}>
        <Field
          v={v}
          name="reason"
          label={v.t('organizations.authority.reason')}
          hint={v.t('organizations.authority.reasonHint')}
          rows={2}
          value={wrong?.reason}
          error={wrong?.errors.reason}
          maxlength={1000}
        />
        <Button kind="secondary" label={`${v.t('organizations.authority.refuse')}: ${organization.name}`}>
          {v.t('organizations.authority.refuse')}
        </Button>
      </Form>
    </Card>
  )
}
