import { type Seal, SealedNote } from '../../journal'
import { placeContext, placeName } from '../../places'
import {
  Button,
  ButtonRow,
  Card,
  DefinitionList,
  EmergencyLine,
  ErrorSummary,
  Form,
  Notice,
  Page,
  Status,
  Table,
  type View,
  When,
} from '../../web'
import { isStale, lookReasons, mayStep } from '../need'
import { sayQuantity } from '../quantity'
import type { DeskLine, DeskNeed } from '../queries/desk'
import { lineName } from './line-words'
import {
  ChangeForms,
  ClaimForm,
  CloseForms,
  ReceiptForm,
  ReferForms,
  TriageForm,
  type Typed,
  VerifyForms,
} from './need-forms'
import { stateInWords } from './state-words'

/** What the viewer may do on this need. */
export type DeskPowers = {
  readonly verify: boolean
  /** Correct and cancel for the person. */
  readonly change: boolean
  /** Pass on the receipt of the person. */
  readonly receive: boolean
  readonly readContact: boolean
  /** Organizations for which a line may be claimed. */
  readonly claimFor: readonly { readonly id: string; readonly name: string }[]
  readonly say: boolean
}

export type NeedPageProps = {
  v: View
  desk: DeskNeed
  powers: DeskPowers
  seal: Seal | undefined
  /** What went wrong with the last form, and what was typed into it. */
  problem?: string | undefined
  typed?: Typed | undefined
}

/** One need on the desk: what is asked for, who has taken what, and every step the viewer may take. */
export const NeedPage = (props: NeedPageProps) => {
  const { v, desk, powers, problem } = props
  const { need } = desk
  const open = need.closed_at === null
  return (
    <Page
      v={v}
      title={`${need.reference} · ${v.t(`needs.kind.${need.kind}`)}`}
      stage="desk"
      aside={<Aside {...props} />}
    >
      {problem === undefined ? null : <ErrorSummary v={v} errors={{ form: problem }} />}
      {need.rank === 0 && open ? <Alarm {...props} /> : null}
      <p>
        <Status tone={need.receipt === null ? 'progress' : need.receipt === 'no' ? 'needs-you' : 'confirmed'}>
          {stateInWords(v, need.state)}
        </Status>{' '}
        {isStale(need, v.now) ? <Status tone="needs-you">{v.t('needs.stale')}</Status> : null}
      </p>
      {isStale(need, v.now) ? <Notice tone="needs-you" title={v.t('needs.desk.stale')} /> : null}
      <Facts {...props} />
      <section class="section">
        <h2>{v.t('needs.desk.lines')}</h2>
        <Lines v={v} lines={desk.lines} />
        {open && mayStep('claim', need.state) && powers.claimFor.length > 0 ? <ClaimForm {...props} /> : null}
        <HeldClaims {...props} />
        {desk.lines.some((line) => line.kind === 'item' && line.delivered + line.surplus > 0) ? (
          <p>
            <a href={`/needs/${need.id}/goods`}>{v.t('needs.desk.goods')}</a>
          </p>
        ) : null}
      </section>
      {powers.verify && mayStep('verify', need.state) ? <VerifyForms {...props} /> : null}
      <Checks v={v} desk={desk} />
      <Links {...props} />
      <ReferForms {...props} />
      {powers.change && mayStep('correct', need.state) ? <ChangeForms {...props} /> : null}
      {powers.receive && mayStep('receive', need.state) && open ? <ReceiptForm {...props} /> : null}
      {powers.verify ? <CloseForms {...props} /> : null}
      <SealedNote v={v} seal={props.seal} />
    </Page>
  )
}

const Alarm = ({ v, desk: { need } }: NeedPageProps) => (
  <>
    <EmergencyLine v={v} raised />
    <Notice
      tone="error"
      title={v.t('needs.desk.alarm', { danger: v.t(`needs.danger.${need.danger_kind ?? 'dying'}`) })}
    >
      <p>{v.t('needs.desk.alarm.text')}</p>
      <Form v={v} action={`/needs/${need.id}/danger`}>
        <Button kind="danger">{v.t('needs.desk.alarm.seen')}</Button>
      </Form>
    </Notice>
  </>
)

const Facts = ({ v, desk: { need, locality } }: NeedPageProps) => (
  <DefinitionList
    v={v}
    items={[
      {
        term: v.t('needs.summary.place'),
        value:
          locality === undefined
            ? v.t('needs.ask.pinned')
            : [placeName(locality.names, v.lang), ...placeContext(locality, v.lang)].join(', '),
      },
      {
        term: v.t('needs.ask.home'),
        value: v.t(need.home_address ? 'needs.desk.home' : 'needs.ask.home.no'),
      },
      { term: v.t('needs.summary.by'), value: <When v={v} at={need.needed_by} full zone={need.zone} /> },
      { term: v.t('needs.desk.raised'), value: <When v={v} at={need.raised_at} full zone={need.zone} /> },
      { term: v.t('needs.desk.door'), value: v.t(`needs.door.${need.door}`) },
      { term: v.t('needs.public.open'), value: <a href={`/requests/${need.id}`}>{v.t('needs.public.title')}</a> },
      ...(need.consent_how === null
        ? []
        : [{ term: v.t('needs.desk.consent'), value: v.t(`needs.consent.${need.consent_how}`) }]),
      ...(need.flags.length === 0
        ? []
        : [
            {
              term: v.t('needs.desk.flags'),
              value: v.say.list(need.flags.map((flag) => v.t(`standards.flag.${flag}`))),
            },
          ]),
      ...(need.receipt === null
        ? []
        : [
            {
              term: v.t('needs.desk.receipt'),
              value: [
                v.t(`needs.receipt.${need.receipt}`),
                ...(need.receipt_reason === null ? [] : [v.t(`needs.reason.${need.receipt_reason}`)]),
              ].join(': '),
            },
          ]),
    ]}
  />
)

const Lines = ({ v, lines }: { v: View; lines: readonly DeskLine[] }) => (
  <Table
    v={v}
    caption={v.t('needs.desk.lines')}
    captionHidden
    rows={lines}
    columns={[
      {
        label: v.t('needs.desk.what'),
        head: true,
        cell: (line) => {
          const name = lineName(v, line)
          const said = line.words.toLocaleLowerCase(v.lang)
          return said === '' || said === name.toLocaleLowerCase(v.lang) ? name : `${name} («${line.words}»)`
        },
      },
      {
        label: v.t('needs.part.requested'),
        cell: (line) => sayQuantity(v, line.requested - line.withdrawn, line.unit),
      },
      { label: v.t('needs.part.open'), cell: (line) => sayQuantity(v, line.open, line.unit) },
      {
        label: v.t('needs.part.claimed'),
        cell: (line) =>
          sayQuantity(
            v,
            line.claims.reduce((sum, claim) => sum + claim.quantity, 0),
            line.unit,
          ),
      },
      { label: v.t('needs.part.promised'), cell: (line) => sayQuantity(v, line.promised + line.in_transit, line.unit) },
      { label: v.t('needs.part.delivered'), cell: (line) => sayQuantity(v, line.delivered, line.unit) },
    ]}
  />
)

const HeldClaims = ({ v, desk, powers }: NeedPageProps) => {
  const claims = desk.lines.flatMap((line) => line.claims.map((claim) => ({ line, claim })))
  if (claims.length === 0) return null
  return (
    <ul class="plain-list">
      {claims.map(({ line, claim }) => (
        <li class="card">
          <p>
            {v.t('needs.desk.claim', {
              organization: claim.organization,
              name: lineName(v, line),
              quantity: sayQuantity(v, claim.quantity, line.unit),
              until: v.say.dateTime(claim.until, desk.need.zone),
            })}
          </p>
          {powers.claimFor.some((organization) => organization.id === claim.organization_id) ? (
            <div class="card__actions">
              <Button href={`/activities/new?claim=${claim.id}`} icon="plus">
                {v.t('needs.desk.plan')}
              </Button>
              {claim.asked_at === null ? null : (
                <>
                  <p>{v.t('needs.desk.claim.asked')}</p>
                  <Form v={v} action={`/needs/${desk.need.id}/keep`} hidden={{ claim: claim.id }} inline>
                    <Button icon="check">{v.t('needs.desk.claim.keep')}</Button>
                  </Form>
                </>
              )}
              <Form v={v} action={`/needs/${desk.need.id}/release`} hidden={{ claim: claim.id }} inline>
                <Button kind="quiet" icon="undo">
                  {v.t('needs.desk.release')}
                </Button>
              </Form>
            </div>
          ) : powers.claimFor.length > 0 ? (
            <div class="card__actions">
              <Button kind="quiet" href={`/hand-over/new?claim=${claim.id}`}>
                {v.t('handOver.claim')}
              </Button>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const Checks = ({ v, desk: { verifications, need } }: { v: View; desk: DeskNeed }) =>
  verifications.length === 0 ? null : (
    <section class="section">
      <h2>{v.t('needs.desk.checks')}</h2>
      <ul>
        {verifications.map((check) => (
          <li>
            {v.t(`needs.outcome.${check.outcome}`)} · {v.t(`needs.method.${check.method}`)} ·{' '}
            {check.by ?? v.t('needs.desk.partnerSystem')} · <When v={v} at={check.at} full zone={need.zone} />
            {check.reason === null ? '' : ` · ${v.t(`needs.refusalShort.${check.reason}`)}`}
            {check.words === '' ? '' : ` · ${check.words}`}
          </li>
        ))}
      </ul>
    </section>
  )

const Links = ({ v, desk, powers }: NeedPageProps) =>
  desk.links.length === 0 ? null : (
    <section class="section">
      <h2>{v.t('needs.desk.links')}</h2>
      <p class="muted">{v.t('needs.desk.links.hint')}</p>
      {desk.links.map((link) => (
        <Card
          title={`${link.reference} · ${stateInWords(v, link.otherState)}`}
          href={`/needs/${link.otherId}`}
          tone={link.state === 'proposed' ? 'needs-you' : 'plain'}
          meta={v.say.list(link.why.map((why) => v.t(`needs.why.${why}`)))}
        >
          {link.state === 'proposed' && powers.verify ? (
            <Form v={v} action={`/needs/${desk.need.id}/link`} hidden={{ link: link.id }}>
              <ButtonRow equal>
                <Button kind="secondary" name="same" value="yes">
                  {v.t('needs.desk.links.same')}
                </Button>
                <Button kind="secondary" name="same" value="no">
                  {v.t('needs.desk.links.different')}
                </Button>
              </ButtonRow>
            </Form>
          ) : (
            <p>{v.t(`needs.link.${link.state}`)}</p>
          )}
        </Card>
      ))}
    </section>
  )

const Aside = (props: NeedPageProps) => {
  const { v, desk, powers } = props
  const { need } = desk
  return (
    <>
      {powers.readContact && need.destroyed_at === null ? (
        <Card title={v.t('needs.desk.contact')} level={2}>
          <p>{v.t('needs.desk.contact.hint')}</p>
          <Form v={v} action={`/needs/${need.id}/contact`}>
            <label class="field__label" for="f-why">
              {v.t('needs.desk.contact.why')}
            </label>
            <select class="input" id="f-why" name="why">
              {lookReasons.map((why) => (
                <option value={why}>{v.t(`needs.look.${why}`)}</option>
              ))}
            </select>
            <Button kind="secondary">{v.t('needs.desk.contact.show')}</Button>
          </Form>
        </Card>
      ) : null}
      {need.destroyed_at === null ? null : <Notice title={v.t('needs.desk.destroyed')} />}
      {powers.verify && mayStep('correct', need.state) ? <TriageForm {...props} /> : null}
      {powers.say && (need.closed_at !== null || need.state === 'helped') && need.destroyed_at === null ? (
        <p>
          <a href={`/needs/${need.id}/cause`}>{v.t('needs.follow.cause')}</a>
        </p>
      ) : null}
    </>
  )
}
