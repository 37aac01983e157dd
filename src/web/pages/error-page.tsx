import { Button, ButtonRow } from '../components/button'
import { Page } from '../layout'
import type { View } from '../view'

/** Answers that are a page of their own. */
export type ErrorStatus = 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503

/** What `ErrorPage` takes. */
export type ErrorPageProps = {
  v: View
  status: ErrorStatus
  /** Reference of the log line, for those who write to us. */
  reference?: string
  /** Seconds until it may be tried again, where that is what went wrong. */
  waitSeconds?: number
}

/** What went wrong, in words, with the next step; says nothing about how it went wrong. */
export const ErrorPage = ({ v, status, reference, waitSeconds = 0 }: ErrorPageProps) => {
  const signedOut = status === 403 && v.viewer === null
  const key = signedOut ? 'web.error.403.signedOut' : `web.error.${status}`
  return (
    <Page
      v={v}
      title={v.t(`${key}.title`)}
      lead={v.t(`${key}.text`, { minutes: Math.max(1, Math.ceil(waitSeconds / 60)) })}
      hidden
    >
      <ButtonRow>
        {status === 503 || status === 500 ? (
          <Button href={v.path} icon="undo">
            {v.t('web.error.again')}
          </Button>
        ) : null}
        {signedOut ? <Button href="/sign-in">{v.t('web.error.signIn')}</Button> : null}
        <Button kind="secondary" href="/" icon="home">
          {v.t('web.error.home')}
        </Button>
      </ButtonRow>
      {reference ? <p class="muted">{v.t('web.error.reference', { reference })}</p> : null}
      <p class="muted">{v.t('web.error.urgent')}</p>
    </Page>
  )
}
