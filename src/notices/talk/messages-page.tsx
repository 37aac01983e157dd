import { CallTabs } from '../../dispatch'
import { sayPhone } from '../../people'
import { Button, Card, Cards, EmptyState, Form, Page, Status, type View, When } from '../../web'
import type { WaitingMessage } from './list-messages'

const SHOWN = 500

/** What people wrote that no rule understood, or that a person has to see: the words, what was replied, and one button once it is seen to. */
export const MessagesPage = ({ v, messages }: { v: View; messages: readonly WaitingMessage[] }) => (
  <Page
    v={v}
    title={v.t('talk.list.title')}
    lead={v.t('talk.list.lead')}
    stage="desk"
    nav={<CallTabs v={v} current="messages" />}
  >
    {messages.length === 0 ? (
      <EmptyState icon="check" title={v.t('talk.list.empty')}>
        {v.t('talk.list.emptyHint')}
      </EmptyState>
    ) : (
      <Cards>
        {messages.map((message) => (
          <Card
            level={2}
            title={[message.name ?? '', sayPhone(message.sender)].filter((part) => part !== '').join(', ')}
            {...hrefOf(message)}
            meta={<When v={v} at={message.at} />}
            status={
              <Status tone={message.why === 'danger' ? 'danger' : 'needs-you'}>{v.t(`talk.why.${message.why}`)}</Status>
            }
            actions={
              <Form v={v} action={`/notices/messages/${message.id}`}>
                <Button label={`${v.t('talk.list.handled')}: ${sayPhone(message.sender)}`}>
                  {v.t('talk.list.handled')}
                </Button>
              </Form>
            }
          >
            <p>{message.text.slice(0, SHOWN)}</p>
            {message.reply === null ? null : <p class="muted">{v.t('talk.list.answered', { reply: message.reply })}</p>}
          </Card>
        ))}
      </Cards>
    )}
  </Page>
)

const hrefOf = ({ personId, needId }: WaitingMessage): { href?: string } =>
  needId !== null ? { href: `/needs/${needId}` } : personId !== null ? { href: `/people/${personId}/help` } : {}
