import { Button, Card, Form, Page, Status, type View, When } from '../../web'
import type { Passkey } from './passkeys'

/** An open session as its owner sees it. */
export type OwnSession = {
  readonly id: string
  readonly device: string
  readonly last_seen_at: Temporal.Instant
  readonly isThis: boolean
}

/** Ways to sign in, and where one is signed in. */
export const KeysPage = ({
  v,
  passkeys,
  canAdd,
  sessions,
}: {
  v: View
  passkeys: readonly Passkey[]
  /** Whether passkeys work under this address. */
  canAdd: boolean
  sessions: readonly OwnSession[]
}) => (
  <Page v={v} stage="app" title={v.t('people.keys.title')}>
    <Card level={2} title={v.t('people.passkey.title')}>
      <p>{v.t('people.passkey.what')}</p>
      <ul class="plain-list">
        {passkeys.map((key) => (
          <li>
            <p>
              {key.name === '' ? v.t('people.passkey.unnamed') : key.name}, <When v={v} at={key.createdAt} />
              {key.lastUsedAt === null ? null : (
                <>
                  {', '}
                  {v.t('people.passkey.used')} <When v={v} at={key.lastUsedAt} />
                </>
              )}
            </p>
            <Form v={v} action="/me/account/keys/remove" hidden={{ key: key.id }}>
              <Button kind="quiet">{v.t('people.passkey.remove')}</Button>
            </Form>
          </li>
        ))}
      </ul>
      {canAdd ? (
        <>
          <passkey-add data-failed={v.t('people.passkey.notAdded')} hidden>
            <Button kind="secondary" type="button" icon="plus">
              {v.t('people.passkey.add')}
            </Button>
            <p class="field__error" role="status" />
          </passkey-add>
          <noscript>
            <p class="muted">{v.t('people.passkey.needsScript')}</p>
          </noscript>
        </>
      ) : (
        <p class="muted">{v.t('people.passkey.needsName')}</p>
      )}
    </Card>
    <Card level={2} title={v.t('people.sessions.title')}>
      <ul class="plain-list">
        {sessions.map((session) => (
          <li>
            <p>
              {session.device === '' ? v.t('people.sessions.unknown') : session.device}, {v.t('people.sessions.seen')}{' '}
              <When v={v} at={session.last_seen_at} />{' '}
              {session.isThis ? <Status tone="confirmed">{v.t('people.sessions.this')}</Status> : null}
            </p>
            {session.isThis ? null : (
              <Form v={v} action="/me/account/sessions/end" hidden={{ session: session.id }}>
                <Button kind="quiet">{v.t('people.sessions.end')}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form v={v} action="/me/account/sessions/end" hidden={{ session: 'others' }}>
          <Button kind="secondary">{v.t('people.sessions.endOthers')}</Button>
        </Form>
      ) : null}
    </Card>
    <p>
      <a href="/me/account">{v.t('people.account.back')}</a>
    </p>
  </Page>
)
