import { Button, ButtonRow, Form, OfflineQueue, Page, type View } from '../../web'
import { readAnswers } from '../ask-form'
import { ReachQuestion, WhatQuestion, WhenQuestion, WhereQuestion } from './ask-page'

type Props = {
  v: View
  districts: readonly { region: string; districts: readonly { id: string; name: string }[] }[]
}

/** The whole request on one page, kept by the device of whoever began to ask: opened and filled in with no network, it waits there. */
export const AskOfflinePage = ({ v, districts }: Props) => {
  const question = { v, answers: readAnswers({}), errors: {}, districts, alone: false }
  return (
    <Page v={v} title={v.t('needs.ask.offline.title')} lead={v.t('needs.ask.offline.lead')} hidden emergency>
      <OfflineQueue v={v} unknown={v.t('needs.ask.offline')} />
      <Form v={v} action="/ask/send" offlineAs={v.t('needs.ask.offline.title')} offlineReopens offlineDraft>
        <WhatQuestion {...question} />
        <WhereQuestion {...question} />
        <WhenQuestion {...question} />
        <ReachQuestion {...question} />
        <ButtonRow>
          <Button size="large">{v.t('needs.ask.send')}</Button>
        </ButtonRow>
      </Form>
    </Page>
  )
}
