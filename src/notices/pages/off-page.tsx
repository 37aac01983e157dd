import { Button, ButtonRow, Form, Notice, Page, type View } from '../../web'

/** Turning e-mail off by the link of a message, and on again, in one press each; opening the page changes nothing. */
export const OffPage = ({ v, token, now }: { v: View; token: string; now: 'on' | 'off' | undefined }) => (
  <Page v={v} title={v.t('notices.off.title')} secret>
    {now === 'on' ? (
      <Notice tone="success" title={v.t('notices.off.on')} />
    ) : now === 'off' ? (
      <Form v={v} action={`/notices/off/${token}`}>
        <Notice tone="success" title={v.t('notices.off.done')}>
          <p>{v.t('notices.off.doneHint')}</p>
        </Notice>
        <input type="hidden" name="turn" value="on" />
        <ButtonRow>
          <Button kind="secondary">{v.t('notices.off.turnOn')}</Button>
        </ButtonRow>
      </Form>
    ) : (
      <Form v={v} action={`/notices/off/${token}`}>
        <p>{v.t('notices.off.about')}</p>
        <ButtonRow>
          <Button>{v.t('notices.off.turnOff')}</Button>
        </ButtonRow>
      </Form>
    )}
  </Page>
)
