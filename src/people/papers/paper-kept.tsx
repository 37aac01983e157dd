import { isId } from '../../kit/ids'
import { download, NotHere } from '../../platform'
import type { View } from '../../web'
import type { SubjectHandler } from '../account/handlers'
import type { Subject } from '../account/subject'
import { type KeptPaper, openPaper } from './keep-paper'
import { paperForms } from './paper-file'

/** Where the paper of a consent lies, and its picture for whoever may see it. */
export const PaperKept = ({ v, subject, paper }: { v: View; subject: Subject; paper: KeptPaper }) => (
  <p class="muted">
    {paper.keptAt === null ? null : v.t('people.paper.lies', { place: paper.keptAt })}{' '}
    {paper.form === null ? null : (
      <a href={`${subject.base}/papers/${paper.consentId}${subject.query}`}>{v.t('people.paper.open')}</a>
    )}
  </p>
)

/** The picture of a signed paper, as a file: nothing that somebody uploaded is ever shown as a page of ours. */
export const showSignedPaper: SubjectHandler = async (r, subject) => {
  const consentId = r.param('consent')
  const file = isId(consentId) ? await openPaper(r.ctx, { personId: subject.person.id, consentId }) : undefined
  if (file === undefined) throw new NotHere()
  return download(r, Uint8Array.from(file.bytes), `asar-${consentId.slice(0, 8)}.${file.form}`, paperForms[file.form])
}
