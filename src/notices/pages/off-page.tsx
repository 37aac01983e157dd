import { Button, ButtonRow, Form, Notice, Page, type View } from '../../web'

/** Turning e-mail off by the link of a message, in one press. */
export const OffPage = ({ v, token, done }: { v: View; token: string; done: boolean }) => (
  <Page v={v} title={v.t('notices.off.title')} secret>
    {done ? (
      <Notice tone="success" title={v.t('notices.off.done')}>
        <p>{v.t('notices.off.doneHint')}</p>
      </Notice>
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
