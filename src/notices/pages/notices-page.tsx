import { Button, ButtonRow, EmptyState, Form, Page, Status, Tabs, type View, When } from '../../web'
import type { ShownNotice } from '../queries'

/** Tabs of a person's notices. */
export const NoticeTabs = ({ v, current }: { v: View; current: 'list' | 'settings' }) => (
  <Tabs
    label={v.t('notices.page.title')}
    tabs={[
      { href: '/me/notices', label: v.t('notices.page.list'), current: current === 'list' },
      { href: '/me/notices/settings', label: v.t('notices.page.settings'), current: current === 'settings' },
    ]}
  />
)

type Way = ShownNotice['ways'][number]

// What is kept says what it waits for; what stands on the list of calls waits for its call.
const stateOf = ({ channel, state, reason }: Way): string => {
  if (channel === 'operator' && state === 'failed') return 'notices.state.waiting'
  return state === 'waiting' && (reason === 'no-sender' || reason === 'no-address')
    ? `notices.kept.${reason}`
    : `notices.state.${state}`
}

// Nobody is rung about what they have read.
const waysOf = ({ isSeen, ways }: ShownNotice): readonly Way[] =>
  isSeen ? ways.filter(({ channel, state }) => channel !== 'operator' || state !== 'failed') : ways

/** Everything a person was told, newest first, with how it went out. */
export const NoticesPage = ({
  v,
  notices,
  next,
}: {
  v: View
  notices: readonly ShownNotice[]
  next: Temporal.Instant | undefined
}) => (
  <Page v={v} title={v.t('notices.page.title')} stage="app" nav={<NoticeTabs v={v} current="list" />}>
    {notices.length === 0 ? (
      <EmptyState icon="mail" title={v.t('notices.page.empty')}>
        {v.t('notices.page.emptyHint')}
      </EmptyState>
    ) : (
      <>
        {notices.some((notice) => !notice.isSeen) ? (
          <Form v={v} action="/me/notices/seen" hidden={{ until: v.now.toString() }}>
            <ButtonRow>
              <Button kind="secondary">{v.t('notices.page.markSeen')}</Button>
            </ButtonRow>
          </Form>
        ) : null}
        <ul class="plain-list">
          {notices.map((notice) => (
            <li>
              <p>
                {notice.isSeen ? null : <Status tone="needs-you">{v.t('notices.page.new')}</Status>}{' '}
                <a href={notice.path}>{notice.text}</a>
              </p>
              <p class="muted">
                <When v={v} at={notice.at} />
                {waysOf(notice).map((way) => (
                  <>
                    {' · '}
                    {v.t(`notices.channel.${way.channel}`)}: {v.t(stateOf(way))}
                  </>
                ))}
              </p>
            </li>
          ))}
        </ul>
        {next === undefined ? null : (
          <p>
            <a href={`/me/notices?before=${encodeURIComponent(next.toString())}`}>{v.t('notices.page.older')}</a>
          </p>
        )}
      </>
    )}
  </Page>
)
