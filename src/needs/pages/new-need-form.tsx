import type { Locality } from '../../places'
import {
  Button,
  ButtonRow,
  Choice,
  type FieldErrors,
  Form,
  languageNames,
  languages,
  SheetPhoto,
  type View,
} from '../../web'
import type { AskAnswers } from '../ask-form'
import { entryDoors } from '../need'
import type { OpenIncident } from '../queries/incidents'
import { ReachQuestion, WhatQuestion, WhenQuestion, WhereQuestion } from './ask-page'
import { ConsentChoice } from './need-forms'
import { requestBlocks } from './request-blocks'

/** What the form of a request shows that is entered for another. */
export type NewNeedFormProps = {
  readonly v: View
  readonly action: string
  readonly answers: AskAnswers
  readonly door: string
  readonly consentHow: string
  readonly errors: FieldErrors
  readonly candidates: readonly Locality[] | undefined
  readonly districts: readonly { region: string; districts: readonly { id: string; name: string }[] }[]
  readonly incident: OpenIncident | undefined
  /** Heard by telephone, from somebody who speaks this language: no other door and no other consent is possible. */
  readonly heardIn?: string | undefined
  /** Of the paper form it is entered from. */
  readonly sheet?: string | undefined
  readonly wasEntered?: boolean
}

/** All questions of a request on one page, for whoever enters it for another: in a call, from paper, for a neighbour. */
export const NewNeedForm = (props: NewNeedFormProps) => {
  const { v, action, answers, door, consentHow, errors, candidates, districts, incident, heardIn, sheet } = props
  const question = { v, answers, errors, candidates, districts, incident, alone: false }
  return (
    <Form
      v={v}
      action={action}
      errors={errors}
      hidden={sheet === undefined ? {} : { sheet }}
      offlineAs={v.t('needs.new.title')}
      offlineReopens
      offlineDraft
    >
      {sheet === undefined ? null : (
        <>
          <h2>{v.t('paper.entered.number', { number: sheet })}</h2>
          <SheetPhoto v={v} blocks={requestBlocks(v, sheet).map(({ block }) => block)} />
        </>
      )}
      {heardIn === undefined ? (
        <>
          <Choice
            v={v}
            name="door"
            legend={v.t('needs.new.door')}
            layout="inline"
            value={door}
            error={errors.door}
            options={entryDoors.map((one) => ({ value: one, label: v.t(`needs.door.${one}`) }))}
          />
          <ConsentChoice v={v} value={consentHow} error={errors.consentHow} />
        </>
      ) : (
        <Choice
          v={v}
          name="lang"
          legend={v.t('needs.new.lang')}
          layout="inline"
          value={heardIn}
          options={languages.map((lang) => ({ value: lang, label: languageNames[lang] }))}
        />
      )}
      <WhatQuestion {...question} />
      <WhereQuestion {...question} />
      <WhenQuestion {...question} />
      <ReachQuestion {...question} />
      {heardIn === undefined ? null : (
        <Choice
          v={v}
          name="consentHow"
          kind="checkbox"
          legend={v.t('needs.desk.consent')}
          value={consentHow}
          error={errors.consentHow}
          options={[{ value: 'by-phone', label: v.t('needs.consent.by-phone') }]}
        />
      )}
      <ButtonRow>
        <Button size="large" name="send" value="1">
          {v.t('needs.ask.send')}
        </Button>
        {props.wasEntered ? (
          <Button kind="secondary" name="copy" value="yes">
            {v.t('paper.entered.copy')}
          </Button>
        ) : null}
      </ButtonRow>
    </Form>
  )
}
