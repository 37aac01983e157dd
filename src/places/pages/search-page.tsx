import { Button, Page, SearchField, type View } from '../../web'
import type { Locality } from '../place'
import { PlaceCandidates } from './place-picker'

/** Search for a settlement as a page of its own: typed, found, picked, and back to `back` with the id in `name`. */
export const SearchPage = ({
  v,
  typed,
  name,
  back,
  candidates,
}: {
  v: View
  typed: string
  name: string
  back: string
  candidates: readonly Locality[]
}) => (
  <Page v={v} title={v.t('places.search.title')} hidden>
    <SearchField
      v={v}
      action="/places/search"
      value={typed}
      label={v.t('places.search.label')}
      hidden={{ name, back }}
    />
    {typed === '' ? null : (
      <form class="form" action={back} method="get">
        <PlaceCandidates v={v} name={name} candidates={candidates} />
        {candidates.length === 0 ? null : <Button>{v.t('places.search.choose')}</Button>}
      </form>
    )}
  </Page>
)
