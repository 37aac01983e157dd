import { Choice, Field, type FieldErrors, type View } from '../../web'
import { ageAnswers } from '../person'

/** Age as a band, or more exactly as a date of birth. */
export const AgeField = ({
  v,
  age,
  birthDate,
  errors,
}: {
  v: View
  age?: string | undefined
  birthDate?: string | undefined
  errors: FieldErrors
}) => (
  <>
    <Choice
      v={v}
      name="age"
      layout="inline"
      legend={v.t('people.field.age')}
      hint={v.t('people.field.ageHint')}
      value={age}
      error={errors.age}
      options={ageAnswers
        .filter((answer) => answer !== 'unknown')
        .map((answer) => ({ value: answer, label: v.t(`people.age.${answer}`) }))}
    />
    <Field
      v={v}
      name="birthDate"
      type="date"
      label={v.t('people.field.birthDate')}
      hint={v.t('people.field.birthDateHint')}
      value={birthDate}
      error={errors.birthDate}
      optional
      autocomplete="bday"
    />
  </>
)
