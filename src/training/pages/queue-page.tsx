import { Button, ButtonRow, Card, DefinitionList, EmptyState, Field, Form, Page, type View } from '../../web'
import { findCompetence } from '../competences'
import type { WaitingCredential } from '../queries'
import { competenceName } from './competences-page'

/** Claims whose proof somebody must look at. */
export const QueuePage = ({
  v,
  waiting,
  wrong,
}: {
  v: View
  waiting: readonly WaitingCredential[]
  wrong?: { readonly id: string; readonly words: string; readonly until: string } | undefined
}) => (
  <Page v={v} title={v.t('training.queue.title')} lead={v.t('training.queue.lead')} stage="app">
    {waiting.length === 0 ? (
      <EmptyState icon="check" title={v.t('training.queue.empty')}>
        {v.t('training.queue.emptyWords')}
      </EmptyState>
    ) : null}
    {waiting.map((one) => {
      const about = `${one.name ?? ''}, ${competenceName(one.competence, v.lang)}`
      return (
        <Card
          level={2}
          title={one.name ?? ''}
          meta={v.t('training.queue.since', { date: v.say.dateTime(one.createdAt) })}
        >
          <DefinitionList
            v={v}
            items={[
              { term: v.t('training.claim.competence'), value: competenceName(one.competence, v.lang) },
              { term: v.t('training.claim.level'), value: v.t(`training.level.${one.level}`) },
              { term: v.t('training.claim.evidence'), value: one.evidence === '' ? undefined : one.evidence },
            ]}
          />
          {findCompetence(one.competence)?.credentialRequired === true ? <p>{v.t('training.queue.document')}</p> : null}
          <Form v={v} action={`/credentials/${one.id}/confirm`}>
            <Field
              v={v}
              name="until"
              type="date"
              label={v.t('training.queue.until')}
              hint={v.t('training.queue.untilHint')}
              value={wrong?.id === one.id ? wrong.until : undefined}
              error={wrong?.id === one.id ? wrong.words : undefined}
              optional
              width={16}
            />
            <ButtonRow>
              <Button label={`${v.t('training.queue.confirm')}: ${about}`}>{v.t('training.queue.confirm')}</Button>
              <Button
                kind="secondary"
                formaction={`/credentials/${one.id}/refuse`}
                label={`${v.t('training.queue.refuse')}: ${about}`}
              >
                {v.t('training.queue.refuse')}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      )
    })}
  </Page>
)
