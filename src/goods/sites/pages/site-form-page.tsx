import { type Locality, PlacePicker } from '../../../places'
import { Button, Choice, Field, type FieldErrors, Form, Page, Select, type View } from '../../../web'
import { siteKinds } from '../../site'
import { goodsGroups } from '../parse-site'

/** What was typed of a site so far. */
export type SiteTyped = {
  readonly organization: string
  readonly kind: string
  readonly name: string
  readonly place: string
  readonly placeTyped: string
  readonly address: string
  readonly latitude: string
  readonly longitude: string
  readonly hours: string
  readonly takes: readonly string[]
}

/** Opens a site, or changes one. */
export const SiteFormPage = ({
  v,
  siteId,
  organizations,
  typed,
  candidates,
  errors,
}: {
  v: View
  siteId?: string | undefined
  organizations: readonly { id: string; name: string }[]
  typed: SiteTyped
  candidates?: readonly Locality[] | undefined
  errors: FieldErrors
}) => (
  <Page
    v={v}
    title={v.t(siteId === undefined ? 'goods.place.form.new' : 'goods.place.form.edit')}
    lead={v.t('goods.place.form.lead')}
    stage="app"
  >
    <Form v={v} action={siteId === undefined ? '/sites/new' : `/sites/${siteId}/edit`} errors={errors}>
      {siteId !== undefined || organizations.length === 1 ? (
        <input type="hidden" name="organization" value={organizations[0]?.id ?? typed.organization} />
      ) : (
        <Select
          v={v}
          name="organization"
          label={v.t('goods.place.organization')}
          value={typed.organization}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Choice
        v={v}
        name="kind"
        legend={v.t('goods.place.form.kind')}
        value={typed.kind}
        error={errors.kind}
        options={siteKinds.map((kind) => ({
          value: kind,
          label: v.t(`goods.place.kind.${kind}`),
          hint: v.t(`goods.place.kindMeans.${kind}`),
        }))}
      />
      <Field
        v={v}
        name="name"
        label={v.t('goods.place.form.name')}
        hint={v.t('goods.place.form.nameHint')}
        value={typed.name}
        error={errors.name}
        maxlength={160}
      />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('goods.place.form.place')}
        typed={typed.placeTyped}
        candidates={candidates}
        chosen={typed.place}
        error={errors.place}
      />
      <Field
        v={v}
        name="address"
        label={v.t('goods.place.address')}
        hint={v.t('goods.place.form.addressHint')}
        value={typed.address}
        error={errors.address}
        maxlength={300}
      />
      <details>
        <summary>{v.t('goods.place.form.pin')}</summary>
        <p class="muted">{v.t('goods.place.form.pinHint')}</p>
        <fill-position hidden data-latitude="f-latitude" data-longitude="f-longitude">
          <Button type="button" kind="secondary" icon="pin">
            {v.t('goods.place.form.here')}
          </Button>
        </fill-position>
        <Field
          v={v}
          name="latitude"
          label={v.t('goods.place.form.latitude')}
          optional
          width={16}
          value={typed.latitude}
          maxlength={20}
        />
        <Field
          v={v}
          name="longitude"
          label={v.t('goods.place.form.longitude')}
          optional
          width={16}
          value={typed.longitude}
          maxlength={20}
        />
      </details>
      <Field
        v={v}
        name="hours"
        label={v.t('goods.place.hours')}
        hint={v.t('goods.place.form.hoursHint')}
        optional
        value={typed.hours}
        maxlength={200}
      />
      <Choice
        v={v}
        name="takes"
        kind="checkbox"
        layout="inline"
        legend={v.t('goods.place.takes')}
        hint={v.t('goods.place.form.takesHint')}
        optional
        value={typed.takes}
        options={goodsGroups.map((group) => ({ value: group, label: v.t(`goods.group.${group}`) }))}
      />
      <Button>{v.t(siteId === undefined ? 'goods.place.form.open' : 'goods.place.form.save')}</Button>
    </Form>
  </Page>
)
