import { EnteredNotice, type EnteredSheet } from '../../paper'
import type { Locality } from '../../places'
import { Button, ButtonRow, Choice, type FieldErrors, Form, OfflineQueue, Page, SheetPhoto, type View } from '../../web'
import type { AskAnswers } from '../ask-form'
import { entryDoors } from '../need'
import type { OpenIncident } from '../queries/incidents'
import { ReachQuestion, WhatQuestion, WhenQuestion, WhereQuestion } from './ask-page'
import { ConsentChoice } from './need-forms'
import { requestBlocks } from './request-blocks'

/** The request form on one page, for whoever enters it for another person: a call, a paper sheet, a neighbour. */
export const NewNeedPage = ({
  v,
  answers,
  door,
  consentHow,
  errors,
  candidates,
  districts,
  incident,
  sheet,
}: {
  v: View
  answers: AskAnswers
  door: string
  consentHow: string
  errors: FieldErrors
  candidates: readonly Locality[] | undefined
  districts: readonly { region: string; districts: readonly { id: string; name: string }[] }[]
  incident: OpenIncident | undefined
  /** The paper form it is entered from, and what came of it where it was entered before. */
  sheet?: { readonly number: string; readonly entered: EnteredSheet | undefined } | undefined
}) => {
  const question = { v, answers, errors, candidates, districts, incident, alone: false }
  return (
    <Page v={v} title={v.t('needs.new.title')} lead={v.t('needs.new.lead')} stage="desk" emergency>
      {sheet?.entered === undefined ? null : (
        <EnteredNotice v={v} entered={sheet.entered}>
          <a href={`/needs/${sheet.entered.subjectId}`}>{v.t('paper.entered.need')}</a>
        </EnteredNotice>
      )}
      <OfflineQueue v={v} unknown={v.t('needs.new.offline')} />
      <Form
        v={v}
        action="/needs/new"
        errors={errors}
        hidden={sheet === undefined ? {} : { sheet: sheet.number }}
        offlineAs={v.t('needs.new.title')}
        offlineReopens
        offlineDraft
      >
        {sheet === undefined ? null : (
          <>
            <h2>{v.t('paper.entered.number', { number: sheet.number })}</h2>
            <SheetPhoto v={v} blocks={requestBlocks(v, sheet.number).map(({ block }) => block)} />
          </>
        )}
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
        <WhatQuestion {...question} />
        <WhereQuestion {...question} />
        <WhenQuestion {...question} />
        <ReachQuestion {...question} />
        <ButtonRow>
          <Button size="large" name="send" value="1">
            {v.t('needs.ask.send')}
          </Button>
          {sheet?.entered === undefined ? null : (
            <Button kind="secondary" name="copy" value="yes">
              {v.t('paper.entered.copy')}
            </Button>
          )}
        </ButtonRow>
      </Form>
    </Page>
  )
}
