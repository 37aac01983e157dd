import { EnteredNotice, type EnteredSheet } from '../../paper'
import {
  Button,
  ButtonRow,
  Choice,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  SheetPhoto,
  type View,
} from '../../web'
import { dayBlock, type WeekPart, weekDays, weekParts } from '../week-parts'
import { sayPart } from './availability-form-page'

/** A volunteer with the telephone number that stands on the sheet. */
export type SheetPerson = { readonly id: string; readonly name: string; readonly place: string }

/** A filled availability form is entered: whose it is, and what is ticked. */
export const AvailabilitySheetPage = ({
  v,
  number,
  entered,
  people,
  typed,
  ticked,
  errors = {},
}: {
  v: View
  number: string
  entered: EnteredSheet | undefined
  /** Who has the number that was typed; undefined before it was looked for. */
  people: readonly SheetPerson[] | undefined
  typed: Readonly<Record<string, string>>
  ticked: (weekday: number) => readonly string[]
  errors?: FieldErrors
}) => (
  <Page v={v} title={v.t('volunteers.paper.enter')} lead={v.t('paper.entered.number', { number })} stage="app">
    {entered === undefined ? null : <EnteredNotice v={v} entered={entered} />}
    <Form v={v} action="/availability/sheet" errors={errors} hidden={{ number }}>
      <Field
        v={v}
        name="phone"
        type="tel"
        label={v.t('volunteers.paper.phone')}
        hint={v.t('volunteers.paper.phoneHint')}
        value={typed.phone}
        error={errors.phone}
        width={16}
        maxlength={40}
      />
      {people === undefined ? null : people.length === 0 ? (
        <Notice tone="needs-you" title={v.t('volunteers.paper.nobody')}>
          <p>
            <a href="/line/caller/register">{v.t('volunteers.paper.register')}</a>
          </p>
        </Notice>
      ) : (
        <Choice
          v={v}
          name="person"
          legend={v.t('volunteers.paper.who')}
          value={typed.person}
          error={errors.person}
          options={people.map(({ id, name, place }) => ({ value: id, label: name, hint: place }))}
        />
      )}
      <SheetPhoto v={v} blocks={weekDays.map((weekday) => dayBlock(number, weekday))} />
      {weekDays.map((weekday) => (
        <Choice
          v={v}
          name={`day-${weekday}`}
          kind="checkbox"
          legend={v.t(`volunteers.availability.day.${weekday}`)}
          layout="inline"
          value={ticked(weekday)}
          error={errors[`day-${weekday}`]}
          options={(Object.keys(weekParts) as WeekPart[]).map((part) => ({ value: part, label: sayPart(v, part) }))}
        />
      ))}
      <Choice
        v={v}
        name="signed"
        kind="checkbox"
        legend={v.t('volunteers.paper.signed')}
        value={typed.signed}
        error={errors.signed}
        options={[{ value: 'yes', label: v.t('volunteers.paper.signedYes') }]}
      />
      <ButtonRow>
        <Button>{v.t('volunteers.paper.save')}</Button>
        {entered === undefined ? null : (
          <Button kind="secondary" name="copy" value="yes">
            {v.t('paper.entered.copy')}
          </Button>
        )}
      </ButtonRow>
    </Form>
  </Page>
)
