import { DefinitionList, Notice, Page, type View } from '../../web'
import { type Badge, holderOf } from '../badge-rows'
import type { Verdict } from '../credential/verify-credential'
import { sayFacts } from '../write-badge'

/** What the code of a printed certificate opens: how it stands now, and what it must say. `badge` absent: there is none, or none any more. */
export const PaperPage = ({ v, badge, verdict }: { v: View; badge?: Badge | undefined; verdict: Verdict }) => (
  <Page v={v} title={v.t('badges.paper.title')} secret>
    {badge === undefined ? (
      <Notice tone="error" title={v.t('badges.paper.unknown')}>
        <p>{v.t('badges.paper.unknownText')}</p>
      </Notice>
    ) : (
      <>
        <Notice tone={verdict === 'valid' ? 'success' : 'error'} title={v.t(`badges.verdict.${verdict}`)}>
          <p>{v.t(`badges.means.${verdict}`)}</p>
        </Notice>
        {verdict === 'valid' || verdict === 'expired' ? <Stated v={v} badge={badge} /> : null}
      </>
    )}
    <p>
      <a href="/credentials/check">{v.t('badges.check.title')}</a>
    </p>
  </Page>
)

// Once it is taken back or corrected, the paper speaks no longer, and neither do we.
const Stated = ({ v, badge }: { v: View; badge: Badge }) => {
  const { title, text } = sayFacts(badge.facts, v.lang, v.zone)
  const position = badge.facts.kind === 'hours' ? badge.facts.position : null
  return (
    <section class="section">
      <p>{v.t('badges.paper.compare')}</p>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('badges.check.about'), value: `${v.t(`badges.paper.kind.${badge.kind}`)}: ${title}` },
          { term: v.t('badges.check.says'), value: text },
          { term: v.t('badges.check.holder'), value: holderOf(badge) ?? v.t('badges.seen.noName') },
          { term: v.t('badges.paper.day'), value: v.say.date(badge.issuedAt) },
        ]}
      />
      {position === null ? null : (
        <p>
          <a href={`/log/entries/${position}`}>{v.t('badges.evidence', { position })}</a>
        </p>
      )}
    </section>
  )
}
