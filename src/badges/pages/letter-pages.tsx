import { Button, ButtonRow, Card, Field, Form, Page, Select, Status, type View } from '../../web'
import { LETTER_MAX } from '../commands/letters'

/** Somebody a letter can be written about. */
export type Worker = { readonly id: string; readonly name: string }

/** A letter as its author sees it: not whether it was kept. */
export type WrittenLetter = {
  readonly id: string
  readonly name: string | null
  readonly words: string
  readonly writtenAt: Temporal.Instant
}

/** A coordinator writes a letter about somebody who worked in their activity. */
export const WriteLetterPage = ({
  v,
  activity,
  workers,
  written,
  typed,
  refusal,
}: {
  v: View
  activity: { readonly id: string; readonly title: string }
  workers: readonly Worker[]
  /** What the viewer wrote here before. */
  written: readonly WrittenLetter[]
  typed: { readonly volunteer: string; readonly words: string }
  refusal?: string | undefined
}) => (
  <Page
    v={v}
    title={v.t('badges.letter.write')}
    lead={activity.title}
    stage="app"
    nav={
      <p>
        <a href={`/activities/${activity.id}/hours`}>{v.t('contributions.hours.title')}</a>
      </p>
    }
  >
    {workers.length === 0 ? (
      <p>{v.t('badges.letter.nobody')}</p>
    ) : (
      <Form
        v={v}
        action={`/activities/${activity.id}/letter`}
        {...(refusal === undefined ? {} : { errors: { words: refusal } })}
      >
        <Select
          v={v}
          name="volunteer"
          label={v.t('badges.letter.about')}
          value={typed.volunteer}
          options={workers.map((worker) => ({ value: worker.id, label: worker.name }))}
        />
        <Field
          v={v}
          name="words"
          rows={10}
          label={v.t('badges.letter.words')}
          hint={v.t('badges.letter.hint')}
          value={typed.words}
          maxlength={LETTER_MAX}
          error={refusal}
        />
        <Button>{v.t('badges.letter.send')}</Button>
      </Form>
    )}
    {written.length === 0 ? null : (
      <section class="section">
        <h2>{v.t('badges.letter.written')}</h2>
        <p>{v.t('badges.letter.writtenText')}</p>
        {written.map((letter) => (
          <Card title={letter.name ?? ''} meta={v.say.date(letter.writtenAt)}>
            <p>{letter.words}</p>
            <Form v={v} action={`/letters/${letter.id}/withdraw`}>
              <Button kind="secondary" label={`${v.t('badges.letter.withdraw')}: ${letter.name ?? ''}`}>
                {v.t('badges.letter.withdraw')}
              </Button>
            </Form>
          </Card>
        ))}
      </section>
    )}
  </Page>
)

/** A letter as the person it is about sees it. */
export type LetterView = {
  readonly id: string
  readonly words: string
  readonly title: string
  readonly organization: string
  readonly author: string | null
  readonly state: string
  readonly writtenAt: Temporal.Instant
}

/** Letters about a person: they keep them or not. */
export const LettersPage = ({ v, letters }: { v: View; letters: readonly LetterView[] }) => (
  <Page v={v} title={v.t('badges.letters.title')} lead={v.t('badges.letters.lead')} stage="app">
    {letters.length === 0 ? <p class="muted">{v.t('badges.letters.none')}</p> : null}
    {letters.map((letter) => (
      <Card
        title={letter.organization}
        tone={letter.state === 'offered' ? 'needs-you' : 'plain'}
        meta={`${letter.title} · ${letter.author ?? ''} · ${v.say.date(letter.writtenAt)}`}
        status={
          <Status tone={letter.state === 'offered' ? 'needs-you' : 'neutral'}>
            {v.t(`badges.letters.${letter.state}`)}
          </Status>
        }
      >
        <p>{letter.words}</p>
        <ButtonRow>
          {letter.state === 'offered' ? (
            <Form v={v} action={`/letters/${letter.id}/keep`}>
              <Button>{v.t('badges.letters.keep')}</Button>
            </Form>
          ) : null}
          <Form v={v} action={`/letters/${letter.id}/discard`}>
            <Button kind="secondary">{v.t('badges.letters.discard')}</Button>
          </Form>
        </ButtonRow>
      </Card>
    ))}
  </Page>
)
