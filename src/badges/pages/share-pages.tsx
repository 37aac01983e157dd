import {
  Button,
  ButtonRow,
  Card,
  Choice,
  EmptyState,
  Form,
  Notice,
  Page,
  Qr,
  Select,
  Status,
  type View,
} from '../../web'
import { badgeKinds, type Facts, pickText } from '../badge'
import { badgeForms } from '../badge-file'
import { type Badge, type Share, standingOf } from '../badge-rows'
import { shareDays } from '../commands/share-record'
import { sayFacts } from '../write-badge'

/** What was typed into the form of a share, kept where it was not taken. */
export type ShareTyped = { readonly picks: readonly string[]; readonly withName: boolean; readonly days: string }

/** The person picks what to show of their record. Nothing is ticked by itself. */
export const ChoosePage = ({
  v,
  facts,
  typed,
  refusal,
}: {
  v: View
  facts: readonly Facts[]
  typed: ShareTyped
  refusal?: string | undefined
}) => (
  <Page
    v={v}
    title={v.t('badges.choose.title')}
    lead={v.t('badges.choose.lead')}
    stage="app"
    nav={
      <p>
        <a href="/me/record">{v.t('contributions.record.title')}</a> ·{' '}
        <a href="/me/shares">{v.t('badges.shares.title')}</a> · <a href="/awards">{v.t('badges.awards.title')}</a>
      </p>
    }
  >
    {facts.length === 0 ? (
      <EmptyState
        icon="document"
        title={v.t('badges.choose.empty')}
        action={<Button href="/activities">{v.t('contributions.record.find')}</Button>}
      >
        {v.t('badges.choose.emptyHint')}
      </EmptyState>
    ) : (
      <Form
        v={v}
        action="/me/record/share"
        {...(refusal === undefined ? {} : { errors: { [`pick-${facts[0]?.kind}`]: refusal } })}
      >
        {badgeKinds.map((kind) => {
          const own = facts.filter((one) => one.kind === kind)
          if (own.length === 0) return null
          return (
            <Choice
              v={v}
              name={`pick-${kind}`}
              kind="checkbox"
              legend={v.t(`badges.kind.${kind}`)}
              value={typed.picks}
              options={own.map((one) => {
                const { title, text } = sayFacts(one, v.lang, v.zone)
                return { value: pickText(one), label: title, hint: text }
              })}
            />
          )
        })}
        <Choice
          v={v}
          name="name"
          kind="checkbox"
          legend={v.t('badges.choose.name')}
          hint={v.t('badges.choose.nameHint')}
          value={typed.withName ? 'yes' : undefined}
          options={[{ value: 'yes', label: v.t('badges.choose.withName') }]}
        />
        <Select
          v={v}
          name="days"
          label={v.t('badges.choose.days')}
          value={typed.days}
          options={shareDays.map((days) => ({ value: String(days), label: v.t('badges.choose.forDays', { days }) }))}
        />
        <Button icon="document">{v.t('badges.choose.share')}</Button>
      </Form>
    )}
  </Page>
)

/** The address of a share just made, said once. */
export const SharedPage = ({ v, secret, until }: { v: View; secret: string; until: Temporal.Instant }) => {
  const address = `${v.url}/shared/${secret}`
  return (
    <Page v={v} title={v.t('badges.shared.title')} stage="app" secret>
      <Notice tone="success" title={v.t('badges.shared.until', { until: v.say.dateTimeLong(until) })}>
        <p>{v.t('badges.shared.once')}</p>
      </Notice>
      <p>
        <a href={`/shared/${secret}`}>
          <span class="breaks-anywhere">{address}</span>
        </a>
      </p>
      <Qr text={address} label={v.t('badges.shared.title')} />
      <ButtonRow>
        <Button href="/me/shares" kind="secondary">
          {v.t('badges.shares.title')}
        </Button>
      </ButtonRow>
    </Page>
  )
}

/** Links a person made, with their badges to download, and a way to end each. */
export const SharesPage = ({ v, shares }: { v: View; shares: readonly Share[] }) => (
  <Page v={v} title={v.t('badges.shares.title')} lead={v.t('badges.shares.lead')} stage="app">
    <ButtonRow>
      <Button href="/me/record/share">{v.t('badges.choose.title')}</Button>
    </ButtonRow>
    {shares.length === 0 ? <p class="muted">{v.t('badges.shares.none')}</p> : null}
    {shares.map((share) => (
      <section class="section">
        <h2>{v.t('badges.shares.of', { day: v.say.dateTimeLong(share.madeAt) })}</h2>
        <p>{sayShare(v, share)}</p>
        {isOpen(v, share) ? (
          <Form v={v} action={`/shares/${share.id}/withdraw`}>
            <Button kind="secondary">{v.t('badges.shares.withdraw')}</Button>
          </Form>
        ) : null}
        {share.badges.map((badge) => (
          <>
            <BadgeCard v={v} badge={badge} files={`/badges/${badge.id}`} />
            {badge.revokedAt === null ? (
              <Form v={v} action={`/badges/${badge.id}/take-back`}>
                <Button
                  kind="secondary"
                  label={`${v.t('badges.shares.takeBack')}: ${sayFacts(badge.facts, v.lang, v.zone).title}`}
                >
                  {v.t('badges.shares.takeBack')}
                </Button>
              </Form>
            ) : null}
          </>
        ))}
      </section>
    ))}
  </Page>
)

const isOpen = (v: View, share: Share): boolean =>
  share.withdrawnAt === null && Temporal.Instant.compare(share.expiresAt, v.now) > 0

const sayShare = (v: View, share: Share): string =>
  share.withdrawnAt !== null
    ? v.t('badges.shares.withdrawn', { day: v.say.dateTimeLong(share.withdrawnAt) })
    : v.t(isOpen(v, share) ? 'badges.shares.open' : 'badges.shares.expired', {
        until: v.say.dateTimeLong(share.expiresAt),
      })

/** What others see on a link: what was picked and nothing else, each with how it stands now. */
export const SeenPage = ({
  v,
  badges,
  name,
  until,
  secret,
}: {
  v: View
  badges: readonly Badge[]
  name: string | undefined
  until: Temporal.Instant
  secret: string
}) => (
  <Page v={v} title={v.t('badges.seen.title')} lead={v.t('badges.seen.lead')} secret>
    <p>{name === undefined ? v.t('badges.seen.noName') : v.t('badges.seen.name', { name })}</p>
    {badges.map((badge) => (
      <BadgeCard v={v} badge={badge} files={`/shared/${secret}/${badge.id}`} />
    ))}
    <p class="muted">{v.t('badges.seen.until', { until: v.say.dateTimeLong(until) })}</p>
    <p>
      <a href="/credentials/check">{v.t('badges.check.title')}</a>
    </p>
  </Page>
)

const BadgeCard = ({ v, badge, files }: { v: View; badge: Badge; files: string }) => {
  const { title, text } = sayFacts(badge.facts, v.lang, v.zone)
  const verdict = standingOf(badge, v.now)
  return (
    <Card
      title={title}
      tone={verdict === 'valid' ? 'confirmed' : 'plain'}
      meta={`${v.t(`badges.kind.${badge.kind}`)} · ${v.say.date(badge.issuedAt)}`}
      status={<Status tone={verdict === 'valid' ? 'confirmed' : 'neutral'}>{v.t(`badges.verdict.${verdict}`)}</Status>}
      actions={badgeForms.map((form) => (
        <Button href={`${files}/${form}`} kind="secondary" label={`${form.toUpperCase()}: ${title}`}>
          {form.toUpperCase()}
        </Button>
      ))}
    >
      <p>{text}</p>
      {badge.facts.kind === 'hours' && badge.facts.position !== null ? (
        <p>
          <a href={`/log/entries/${badge.facts.position}`}>
            {v.t('badges.evidence', { position: badge.facts.position })}
          </a>
        </p>
      ) : null}
    </Card>
  )
}
