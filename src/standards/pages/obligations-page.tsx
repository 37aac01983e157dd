import { Page, Status, Table, type View } from '../../web'
import { legalFlags } from '../flags'
import type { LawPack } from '../law/law-pack'
import { type Obligation, obligations, riskContexts, riskTier } from '../risk'

/** Why an obligation holds: the article of the law, or our own standard. */
export const sayWhy = (v: View, obligation: Obligation): string =>
  obligation.article === undefined ? v.t('standards.source.own') : v.t('standards.law.source', obligation.article)

/** What some work owes, each with why: for the page of an activity and its form. */
export const ObligationList = ({ v, owed }: { v: View; owed: readonly Obligation[] }) => (
  <ul class="plain-list">
    {owed.map((one) => (
      <li>
        {v.t(one.messageKey)} <span class="muted">({sayWhy(v, one)})</span>
      </li>
    ))}
  </ul>
)

/** Every rule this house holds work to, for anyone: what grows with risk, whom the law keeps from which work, and where it stands. */
export const ObligationsPage = ({ v, pack }: { v: View; pack: LawPack }) => {
  const everyday = obligations(pack, 0, new Set())
  const risks = [
    ...legalFlags.map((flag) => ({
      key: `standards.flag.${flag}`,
      flags: new Set([flag]),
      contexts: new Set<never>(),
    })),
    ...riskContexts.map((context) => ({
      key: `standards.risk.${context}`,
      flags: new Set<never>(),
      contexts: new Set([context]),
    })),
  ].map(({ key, flags, contexts }) => {
    const tier = riskTier(flags, contexts)
    const owed = obligations(pack, tier, flags, contexts)
    return { key, tier, more: owed.filter((one) => !everyday.some((usual) => usual.id === one.id)) }
  })
  return (
    <Page v={v} title={v.t('standards.obligations.title')} lead={v.t('standards.obligations.lead')}>
      <section aria-labelledby="everyday">
        <h2 id="everyday">{v.t('standards.obligations.everyday')}</h2>
        <ObligationList v={v} owed={everyday} />
      </section>
      <section aria-labelledby="more">
        <h2 id="more">{v.t('standards.obligations.more')}</h2>
        <Table
          v={v}
          caption={v.t('standards.obligations.more')}
          captionHidden
          rows={risks}
          columns={[
            { label: v.t('standards.obligations.risk'), head: true, cell: (row) => v.t(row.key) },
            {
              label: v.t('standards.obligations.tier'),
              cell: (row) => <Status>{v.t(`standards.tier.${row.tier}`)}</Status>,
            },
            { label: v.t('standards.obligations.owed'), cell: (row) => <ObligationList v={v} owed={row.more} /> },
          ]}
        />
      </section>
      <section aria-labelledby="age">
        <h2 id="age">{v.t('standards.obligations.age')}</h2>
        <ul>
          {pack.rules.map((rule) => (
            <li>
              {v.t(`standards.law.${rule.id}`)} <span class="muted">({v.t('standards.law.source', rule.article)})</span>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a href="/standards/code">{v.t('standards.code.title')}</a>
      </p>
    </Page>
  )
}
