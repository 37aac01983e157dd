import { Choice, Field, fieldId, type View } from '../../web'
import { type Locality, placeContext, placeName } from '../place'
import { CANDIDATES_MAX } from '../queries'
import { PlacesCredit } from './places-credit'

/** What the picker shows; texts come translated from the form around it. */
export type PlacePickerProps = {
  v: View
  /** Name of the field that carries the picked settlement's id; what was typed travels as `<name>_q`. */
  name: string
  label: string
  hint?: string
  error?: string | undefined
  /** What was typed so far. */
  typed?: string | undefined
  /** Candidates for what was typed; undefined before the first search. */
  candidates?: readonly Locality[] | undefined
  /** Id picked before. */
  chosen?: string | undefined
  /** Search only in this region. */
  regionId?: string | undefined
}

/**
 * Picks a settlement inside any form: a name is typed, candidates with their district and region come as radio buttons, a
 * person picks one. Without script the button sends the form with `<name>_find`, and the page shows itself again with
 * `candidates`; with script they appear while typing.
 */
export const PlacePicker = ({ v, name, label, hint, error, typed, candidates, chosen, regionId }: PlacePickerProps) => {
  const results = `${name}-places`
  const input = `#${fieldId(`${name}_q`)}`
  const query = new URLSearchParams({ name, ...(regionId === undefined ? {} : { region: regionId }) })
  return (
    <div
      class="place-picker"
      hx-get={`/places/search?${query}`}
      hx-trigger={`input from:${input} delay:300ms`}
      hx-include={input}
      hx-target={`#${results}`}
      hx-swap="innerHTML"
    >
      <Field
        v={v}
        name={`${name}_q`}
        label={label}
        hint={hint ?? v.t('places.picker.hint')}
        error={error}
        value={typed}
        maxlength={120}
        autocomplete="off"
      />
      <button class="button button--secondary" type="submit" name={`${name}_find`} value="1">
        <span>{v.t('places.picker.find')}</span>
      </button>
      <div id={results} aria-live="polite">
        {candidates === undefined ? null : (
          <PlaceCandidates v={v} name={name} candidates={candidates} chosen={chosen} />
        )}
      </div>
    </div>
  )
}

/** The radio buttons alone: what the search answers, and what the picker shows. */
export const PlaceCandidates = ({
  v,
  name,
  candidates,
  chosen,
}: {
  v: View
  name: string
  candidates: readonly Locality[]
  chosen?: string | undefined
}) => {
  if (candidates.length === 0) return <p class="field__hint">{v.t('places.picker.none')}</p>
  return (
    <>
      <Choice
        v={v}
        name={name}
        legend={v.t('places.picker.legend', { count: candidates.length })}
        hint={candidates.length === CANDIDATES_MAX ? v.t('places.picker.more') : undefined}
        value={chosen ?? (candidates.length === 1 ? candidates[0]?.id : undefined)}
        options={candidates.map((place) => ({
          value: place.id,
          label: placeName(place, v.lang),
          hint: placeContext(place, v.lang).join(', '),
        }))}
      />
      <PlacesCredit v={v} />
    </>
  )
}
