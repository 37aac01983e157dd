import { type Credential, competenceName } from '../../training'
import { Status, Table, type View } from '../../web'

/** How long a competence holds, in words. */
export const sayValidity = (v: View, { validUntil }: Credential): string =>
  validUntil === null
    ? v.t('contributions.record.noEnd')
    : v.t(isOver(v, validUntil) ? 'training.mine.ranOut' : 'training.mine.until', { date: v.say.date(validUntil) })

const isOver = (v: View, until: Temporal.Instant): boolean => Temporal.Instant.compare(until, v.now) <= 0

/** Competences of a person that somebody else confirmed, with how long each holds. */
export const CompetencesTable = ({ v, competences }: { v: View; competences: readonly Credential[] }) => (
  <section class="section">
    <h2>{v.t('badges.kind.competence')}</h2>
    <Table
      v={v}
      caption={v.t('badges.kind.competence')}
      captionHidden
      rows={competences}
      columns={[
        { label: v.t('training.claim.competence'), head: true, cell: (one) => competenceName(one.competence, v.lang) },
        { label: v.t('training.claim.level'), cell: (one) => v.t(`training.level.${one.level}`) },
        {
          label: v.t('contributions.record.validity'),
          cell: (one) => (
            <Status tone={one.validUntil !== null && isOver(v, one.validUntil) ? 'neutral' : 'confirmed'}>
              {sayValidity(v, one)}
            </Status>
          ),
        },
      ]}
    />
    <p>
      <a href="/me/competences">{v.t('training.mine.title')}</a>
    </p>
  </section>
)
