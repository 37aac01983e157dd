import { sayPhone } from '../../people'
import { type Locality, placeContext, placeName } from '../../places'
import { Button, ButtonRow, DefinitionList, EmergencyLine, Form, Page, type View } from '../../web'
import type { AskAnswers, AskStep } from '../ask-form'
import type { RaiseNeed } from '../commands/raise-need'
import { CarriedAnswers } from './ask-page'
import { lineInWords } from './line-words'

/** What was understood, to check before it is sent. Nothing has been kept yet. */
export const SummaryPage = ({
  v,
  answers,
  input,
  locality,
  danger,
  days,
  screenOf,
}: {
  v: View
  answers: AskAnswers
  input: RaiseNeed
  locality: Locality | undefined
  danger: boolean
  /** Days after which contact, address and words are destroyed. */
  days: number
  /** Number of the screen that asks a question first. */
  screenOf: (step: AskStep) => number
}) => {
  const row = (step: AskStep, value: string) => (
    <>
      {value}{' '}
      <Button
        kind="quiet"
        name="to"
        value={String(screenOf(step))}
        formaction="/ask"
        label={v.t('needs.ask.change', { question: v.t(`needs.ask.title.${step}`) })}
      >
        {v.t('web.definitions.change')}
      </Button>
    </>
  )
  const place =
    locality === undefined
      ? v.t('needs.ask.pinned')
      : [placeName(locality.names, v.lang), ...placeContext(locality, v.lang)].join(', ')
  return (
    <Page v={v} title={v.t('needs.ask.check')} hidden emergency={!danger}>
      {danger ? <EmergencyLine v={v} raised /> : null}
      <Form v={v} action="/ask/send" offlineCarries>
        <CarriedAnswers answers={answers} shown={[]} />
        <DefinitionList
          v={v}
          items={[
            { term: v.t('needs.summary.kind'), value: row(1, v.t(`needs.kind.${input.kind}`)) },
            ...input.lines.map((line) => ({
              term: v.t('needs.desk.lines'),
              value: row(1, asUnderstood(v, line)),
            })),
            ...(input.words === '' ? [] : [{ term: v.t('needs.ask.words'), value: row(1, input.words) }]),
            { term: v.t('needs.summary.place'), value: row(2, place) },
            {
              term: v.t('needs.ask.home'),
              value: row(2, v.t(input.place.atHome ? 'needs.ask.home.yes' : 'needs.ask.home.no')),
            },
            ...(input.place.address === ''
              ? []
              : [{ term: v.t('needs.ask.address'), value: row(2, input.place.address) }]),
            { term: v.t('needs.summary.by'), value: row(3, v.say.dateTime(input.neededBy, input.place.zone)) },
            ...(answers.who.length === 0
              ? []
              : [
                  {
                    term: v.t('needs.ask.who'),
                    value: row(3, v.say.list(answers.who.map((one) => v.t(`needs.who.${one}`)))),
                  },
                ]),
            { term: v.t('needs.summary.reach'), value: row(4, reachInWords(v, input)) },
          ]}
        />
        <p class="muted">{v.t('needs.ask.privacy', { days })}</p>
        <ButtonRow>
          <Button size="large">{v.t('needs.ask.send')}</Button>
        </ButtonRow>
      </Form>
    </Page>
  )
}

// What was typed stands beside it where another word was understood.
function asUnderstood(v: View, line: RaiseNeed['lines'][number]): string {
  const understood = lineInWords(v, {
    item_id: line.item,
    competence_id: line.competence,
    attributes: line.attributes,
    quantity: line.quantity,
    unit: line.unit,
  })
  return understood.toLowerCase().startsWith(line.words.toLowerCase()) ? understood : `${understood} («${line.words}»)`
}

function reachInWords(v: View, { contact, name, callSafe, textSafe }: RaiseNeed): string {
  if (contact.kind === 'none') return v.t('needs.reach.none')
  const safe =
    contact.kind === 'email'
      ? []
      : [
          v.t(callSafe ? 'needs.safe.call' : 'needs.safe.noCall'),
          v.t(textSafe ? 'needs.safe.text' : 'needs.safe.noText'),
        ]
  const value = contact.kind === 'phone' ? sayPhone(contact.value) : contact.value
  return [name, value, ...safe].filter((part) => part !== '').join(', ')
}
