import { EnteredNotice, type EnteredSheet } from '../../paper'
import { OfflineQueue, Page } from '../../web'
import { NewNeedForm, type NewNeedFormProps } from './new-need-form'

/** The page of a request entered for another person. `entered`: what came of its paper form where it was entered before. */
export const NewNeedPage = (props: NewNeedFormProps & { readonly entered: EnteredSheet | undefined }) => {
  const { v, entered } = props
  return (
    <Page v={v} title={v.t('needs.new.title')} lead={v.t('needs.new.lead')} stage="desk" emergency>
      {entered === undefined ? null : (
        <EnteredNotice v={v} entered={entered}>
          <a href={`/needs/${entered.subjectId}`}>{v.t('paper.entered.need')}</a>
        </EnteredNotice>
      )}
      <OfflineQueue v={v} unknown={v.t('needs.new.offline')} />
      <NewNeedForm {...props} wasEntered={entered !== undefined} />
    </Page>
  )
}
