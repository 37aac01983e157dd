import { Button, ButtonRow, Choice, DefinitionList, Field, Form, Notice, Page, Qr, type View } from '../../../web'
import { siteStates } from '../../site'
import type { Site } from '../queries'
import { SiteStatus, sayTakes } from './site-words'

/** One site for everybody: where it is, when somebody is there, what it takes now; and its state, for those who keep it. */
export const SitePage = ({
  v,
  site,
  place,
  mine,
  wrong,
}: {
  v: View
  site: Site
  place: string
  mine: boolean
  wrong?: string | undefined
}) => (
  <Page v={v} title={site.name} lead={v.t(`goods.place.kind.${site.kind}`)} stage="public">
    {wrong === undefined ? null : <Notice tone="error" title={wrong} />}
    <Notice
      tone={site.state === 'open' ? 'info' : 'needs-you'}
      title={v.t(`goods.place.now.${site.state}`, { when: v.say.dateTime(site.stateAt) })}
    >
      {site.note === '' ? null : <p>{site.note}</p>}
    </Notice>
    <DefinitionList
      v={v}
      items={[
        { term: v.t('goods.place.state'), value: <SiteStatus v={v} state={site.state} /> },
        { term: v.t('goods.place.address'), value: [site.address, place].filter((part) => part !== '').join(', ') },
        { term: v.t('goods.place.hours'), value: site.hours === '' ? undefined : site.hours },
        { term: v.t('goods.place.takes'), value: site.state === 'open' ? sayTakes(v, site.takes) : undefined },
        {
          term: v.t('goods.place.organization'),
          value: <a href={`/organizations/${site.organizationId}`}>{site.organization}</a>,
        },
      ]}
    />
    <Qr text={`${v.url}/sites/${site.id}`} label={v.t('goods.place.qr', { name: site.name })} />
    {mine ? <Keep v={v} site={site} /> : null}
  </Page>
)

const Keep = ({ v, site }: { v: View; site: Site }) => (
  <section aria-labelledby="keep">
    <h2 id="keep">{v.t('goods.place.keep')}</h2>
    {site.state === 'closed' ? null : (
      <Form v={v} action={`/sites/${site.id}/state`}>
        <Choice
          v={v}
          name="state"
          legend={v.t('goods.place.setState')}
          hint={v.t('goods.place.setStateHint')}
          value={site.state}
          options={siteStates.map((state) => ({
            value: state,
            label: v.t(`goods.place.state.${state}`),
            hint: v.t(`goods.place.means.${state}`),
          }))}
        />
        <Field v={v} name="note" label={v.t('goods.place.note')} optional value={site.note} maxlength={300} />
        <Button>{v.t('goods.place.saveState')}</Button>
      </Form>
    )}
    <ButtonRow>
      <Button href={`/stock/${site.id}`} kind="secondary">
        {v.t('goods.place.stock')}
      </Button>
      {site.state === 'closed' ? null : (
        <Button href={`/sites/${site.id}/edit`} kind="secondary">
          {v.t('goods.place.edit')}
        </Button>
      )}
    </ButtonRow>
  </section>
)
