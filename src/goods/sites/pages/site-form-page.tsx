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
    title={v.t(siteId === undefined ? 'goods.site.form.new' : 'goods.site.form.edit')}
    lead={v.t('goods.site.form.lead')}
    stage="app"
  >
    <Form v={v} action={siteId === undefined ? '/sites/new' : `/sites/${siteId}/edit`} errors={errors}>
      {siteId !== undefined || organizations.length === 1 ? (
        <input type="hidden" name="organization" value={organizations[0]?.id ?? typed.organization} />
      ) : (
        <Select
          v={v}
          name="organization"
          label={v.t('goods.site.organization')}
          value={typed.organization}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Choice
        v={v}
        name="kind"
        legend={v.t('goods.site.form.kind')}
        value={typed.kind}
        error={errors.kind}
        options={siteKinds.map((kind) => ({
          value: kind,
          label: v.t(`goods.site.kind.${kind}`),
          hint: v.t(`goods.site.kindMeans.${kind}`),
        }))}
      />
      <Field
        v={v}
        name="name"
        label={v.t('goods.site.form.name')}
        hint={v.t('goods.site.form.nameHint')}
        value={typed.name}
        error={errors.name}
        maxlength={160}
      />
      <PlacePicker
        v={v}
        name="place"
        label={v.t('goods.site.form.place')}
        typed={typed.placeTyped}
        candidates={candidates}
        chosen={typed.place}
        error={errors.place}
      />
      <Field
        v={v}
        name="address"
        label={v.t('goods.site.address')}
        hint={v.t('goods.site.form.addressHint')}
        value={typed.address}
        error={errors.address}
        maxlength={300}
      />
      <details>
        <summary>{v.t('goods.site.form.pin')}</summary>
        <p class="muted">{v.t('goods.site.form.pinHint')}</p>
        <fill-position hidden data-latitude="f-latitude" data-longitude="f-longitude">
          <Button type="button" kind="secondary" icon="pin">
            {v.t('goods.site.form.here')}
          </Button>
        </fill-position>
        <Field
          v={v}
          name="latitude"
          label={v.t('goods.site.form.latitude')}
          optional
          width={16}
          value={typed.latitude}
          maxlength={20}
        />
        <Field
          v={v}
          name="longitude"
          label={v.t('goods.site.form.longitude')}
          optional
          width={16}
          value={typed.longitude}
          maxlength={20}
        />
      </details>
      <Field
        v={v}
        name="hours"
        label={v.t('goods.site.hours')}
        hint={v.t('goods.site.form.hoursHint')}
        optional
        value={typed.hours}
        maxlength={200}
      />
      <Choice
        v={v}
        name="takes"
        kind="checkbox"
        layout="inline"
        legend={v.t('goods.site.takes')}
        hint={v.t('goods.site.form.takesHint')}
        optional
        value={typed.takes}
        options={goodsGroups.map((group) => ({ value: group, label: v.t(`goods.group.${group}`) }))}
      />
      <Button>{v.t(siteId === undefined ? 'goods.site.form.open' : 'goods.site.form.save')}</Button>
    </Form>
  </Page>
)
