import { Page, Table, type View } from '../../web'
import { type AwardRule, awardRules } from '../award-rules'

/** The published rules of awards; `own`: those the viewer has. */
export const AwardsPage = ({ v, own }: { v: View; own: readonly AwardRule[] | undefined }) => (
  <Page v={v} title={v.t('badges.awards.title')} lead={v.t('badges.awards.lead')}>
    <Table
      v={v}
      caption={v.t('badges.awards.rules')}
      captionHidden
      rows={awardRules}
      columns={[
        { label: v.t('badges.awards.award'), head: true, cell: (rule) => v.t(`badges.award.${rule.id}`) },
        { label: v.t('badges.awards.rule'), cell: (rule) => v.t(`badges.rule.${rule.id}`) },
        ...(own === undefined
          ? []
          : [
              {
                label: v.t('badges.awards.yours'),
                cell: (rule: AwardRule) => v.t(own.includes(rule) ? 'badges.awards.have' : 'badges.awards.notYet'),
              },
            ]),
      ]}
    />
    <p>{v.t('badges.awards.how')}</p>
  </Page>
)
