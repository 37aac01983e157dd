import { type Locality, PlacePicker, placeName } from '../../../places'
import { Button, ButtonRow, Field, type FieldErrors, Form, Page, type View } from '../../../web'
import type { Place } from '../queries/find-place'
import { neededPath } from './needed-page'

/** "I have": where, and what, before anything is carried anywhere. */
export const GivePage = ({
  v,
  near,
  typed = {},
  candidates,
  errors = {},
}: {
  v: View
  /** A region or district the donor came from, or a settlement picked before. */
  near: Place | undefined
  typed?: Readonly<Record<string, string>>
  candidates?: readonly Locality[] | undefined
  errors?: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.give.title')} lead={v.t('goods.give.lead')}>
    <Form v={v} action="/give" multipart errors={errors} hidden={near === undefined ? {} : { near: near.id }}>
      {near === undefined ? null : (
        <p>
          {v.t('goods.give.near', { place: placeName(near.names, v.lang) })}{' '}
          <a href={neededPath(near.id)}>{v.t('goods.give.seeNeeded')}</a>
        </p>
      )}
      <PlacePicker
        v={v}
        name="place"
        label={near === undefined ? v.t('goods.give.where') : v.t('goods.give.whereElse')}
        typed={typed.place_q}
        candidates={candidates}
        chosen={near?.kind === 'locality' ? near.id : undefined}
        error={errors.place}
      />
      <Field
        v={v}
        name="have"
        label={v.t('goods.give.have')}
        hint={v.t('goods.give.have.hint')}
        rows={6}
        maxlength={5000}
        value={typed.have}
        error={errors.have}
      />
      <Field
        v={v}
        name="sheet"
        type="file"
        label={v.t('goods.give.sheet')}
        hint={v.t('goods.give.sheet.hint')}
        accept=".csv,.xlsx"
        optional
        error={errors.sheet}
      />
      <ButtonRow>
        <Button size="large">{v.t('goods.give.check')}</Button>
      </ButtonRow>
    </Form>
  </Page>
)
