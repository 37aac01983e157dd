import { Qr, type View } from '../../../web'
import type { Seal } from '../seals'

/**
 * One line under what stands on record: in which checkpoint its newest entry is sealed, and the way to check that. `inList`: one of many; else
 * the address is a QR as well where the page is printed.
 */
export const SealedNote = ({ v, seal, inList }: { v: View; seal: Seal | undefined; inList?: boolean }) => {
  if (seal === undefined) return null
  const { position, checkpoint } = seal
  if (checkpoint === undefined) return <p class="sealed-note muted">{v.t('journal.note.waits', { position })}</p>
  const address = `/log/entries/${position}`
  return (
    <div class="sealed-note muted">
      <p>
        {v.t('journal.note.sealed', { position, size: checkpoint.size })}{' '}
        <a href={`${address}#check`}>{v.t('journal.note.verify')}</a>
      </p>
      {inList ? null : <Qr text={`${v.url}${address}`} label={v.t('journal.note.qr', { position })} />}
    </div>
  )
}
