import { Button, EmptyState, Form, Notice, Page, Table, type View } from '../../web'
import type { Apart, Met } from '../company'

/** With whom somebody does not want to work: whom they met, and whom they named. No reason is asked. */
export const CompanyPage = ({
  v,
  met,
  apart,
  error,
}: {
  v: View
  met: readonly Met[]
  apart: readonly Apart[]
  error?: string | undefined
}) => (
  <Page v={v} title={v.t('volunteers.company.title')} lead={v.t('volunteers.company.lead')} stage="app">
    {error === undefined ? null : <Notice tone="error" title={error} />}
    {apart.length === 0 ? null : (
      <section aria-labelledby="apart">
        <h2 id="apart">{v.t('volunteers.company.apart')}</h2>
        <Table
          v={v}
          caption={v.t('volunteers.company.apart')}
          captionHidden
          rows={apart}
          columns={[
            { label: v.t('volunteers.company.who'), head: true, cell: (one) => one.name },
            {
              label: v.t('volunteers.company.change'),
              cell: (one) => (
                <Form v={v} action="/me/company/remove" hidden={{ id: one.id }}>
                  <Button kind="quiet" label={v.t('volunteers.company.againWith', { name: one.name })}>
                    {v.t('volunteers.company.again')}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </section>
    )}
    <section aria-labelledby="met">
      <h2 id="met">{v.t('volunteers.company.met')}</h2>
      {met.length === 0 ? (
        <EmptyState icon="people" title={v.t('volunteers.company.nobody')}>
          {v.t('volunteers.company.nobodyWords')}
        </EmptyState>
      ) : (
        <Table
          v={v}
          caption={v.t('volunteers.company.met')}
          captionHidden
          rows={met}
          columns={[
            { label: v.t('volunteers.company.who'), head: true, cell: (one) => one.name },
            {
              label: v.t('volunteers.company.where'),
              cell: (one) => `${one.activity}, ${v.say.day(one.at, one.zone)}`,
            },
            {
              label: v.t('volunteers.company.change'),
              cell: (one) => (
                <Form v={v} action="/me/company" hidden={{ met: one.id }}>
                  <Button kind="secondary" label={v.t('volunteers.company.notWithName', { name: one.name })}>
                    {v.t('volunteers.company.notWith')}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
    </section>
    <Notice>
      <p>{v.t('volunteers.company.harm')}</p>
      <p>
        <a href="/safety/report">{v.t('volunteers.company.report')}</a>
      </p>
    </Notice>
  </Page>
)
