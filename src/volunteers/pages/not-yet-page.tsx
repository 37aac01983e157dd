import { Button, EmptyState, Page, type View } from '../../web'

/** The way in, for a person who is no volunteer yet. */
export const NotYet = ({ v }: { v: View }) => (
  <EmptyState
    icon="people"
    title={v.t('volunteers.home.notYet')}
    action={
      <>
        <Button href="/join">{v.t('volunteers.home.joinNow')}</Button>
        <Button href="/ask" kind="secondary">
          {v.t('volunteers.simple.ask')}
        </Button>
      </>
    }
  >
    {v.t('volunteers.home.notYetWords')}
  </EmptyState>
)

/** The person's own time, while they are no volunteer. */
export const NotYetPage = ({ v }: { v: View }) => (
  <Page v={v} title={v.t('volunteers.time.title')} stage="app">
    <NotYet v={v} />
  </Page>
)
