import { Button, ButtonRow, Form, Notice, type View } from '../../web'

/** Whether this house has a bot, and whether this person has a chat with it; `code` was made just now, and is shown this once. */
export type TelegramState = {
  readonly isLinked: boolean
  readonly isOn: boolean
  readonly bot?: string | undefined
  readonly code?: string
}

/** Linking a chat to the account. */
export const TelegramPart = ({ v, state }: { v: View; state: TelegramState }) => (
  <section aria-labelledby="telegram">
    <h2 id="telegram">{v.t('notices.telegram.title')}</h2>
    <p>{v.t('notices.telegram.about')}</p>
    {state.code === undefined ? null : state.bot === undefined ? (
      <Notice tone="needs-you" title={v.t('notices.telegram.away')} />
    ) : (
      <Notice tone="success" title={v.t('notices.telegram.open')}>
        <p class="breaks-anywhere">
          <a href={`https://t.me/${state.bot}?start=${state.code}`}>{`t.me/${state.bot}`}</a>
        </p>
        <p>{v.t('notices.telegram.byHand', { bot: state.bot })}</p>
        <p class="breaks-anywhere">
          <code>{`/start ${state.code}`}</code>
        </p>
        <p>{v.t('notices.telegram.term')}</p>
      </Notice>
    )}
    {state.isLinked ? <p>{v.t(state.isOn ? 'notices.telegram.isLinked' : 'notices.telegram.isOff')}</p> : null}
    <Form v={v} action={state.isLinked ? '/me/notices/telegram/unlink' : '/me/notices/telegram'}>
      <ButtonRow>
        <Button kind="secondary">{v.t(state.isLinked ? 'notices.telegram.unlink' : 'notices.telegram.link')}</Button>
      </ButtonRow>
    </Form>
  </section>
)
