import { Field, type FieldErrors, type View } from '../../web'
import { localMoment } from './local-moment'

/** By when, where and at which telephone: what may change in a request, asked of the person and of the desk alike. */
export const ChangeFields = ({
  v,
  need,
  typed,
  errors = {},
}: {
  v: View
  need: { readonly needed_by: Temporal.Instant; readonly zone: string }
  typed: Readonly<Record<string, string | undefined>>
  errors?: FieldErrors
}) => (
  <>
    <Field
      v={v}
      name="neededBy"
      type="datetime-local"
      label={v.t('needs.summary.by')}
      value={typed.neededBy ?? localMoment(need.needed_by, need.zone)}
      error={errors.neededBy}
      width={16}
    />
    <Field
      v={v}
      name="address"
      label={v.t('needs.change.address')}
      hint={v.t('needs.change.unchanged')}
      value={typed.address}
      optional
      maxlength={300}
    />
    <Field
      v={v}
      name="phone"
      type="tel"
      label={v.t('needs.change.phone')}
      hint={v.t('needs.change.unchanged')}
      value={typed.phone}
      error={errors.phone}
      optional
      width={16}
    />
  </>
)
