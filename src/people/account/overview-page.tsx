import {
  Badge,
  Button,
  ButtonRow,
  Card,
  type Child,
  DefinitionList,
  Form,
  languageNames,
  Notice,
  OfflineQueue,
  Page,
  Status,
  type View,
  When,
} from '../../web'
import { sayPhone } from '../contact'
import type { KeptPaper } from '../papers/keep-paper'
import { PaperKept } from '../papers/paper-kept'
import { isMinor } from '../person'
import type { Companion, Consent, ContactChannel, Guardian, HeldRole, Suspension } from '../queries'
import { sayPurpose, sayWay } from './say'
import { noticesOf, type Subject } from './subject'

/** Everything the overview shows of a person. */
export type Overview = {
  readonly subject: Subject
  readonly placeName: string | undefined
  readonly contacts: readonly ContactChannel[]
  readonly roles: readonly HeldRole[]
  readonly consents: readonly Consent[]
  /** Papers on which consents were signed. */
  readonly papers: readonly KeptPaper[]
  readonly guardians: readonly Guardian[]
  readonly companions: readonly Companion[]
  /** Those this person acts for. */
  readonly actingFor: readonly (Companion & { readonly simple: boolean })[]
  readonly suspension: Suspension | undefined
}

/** A form that only carries its button. */
const Act = ({
  v,
  subject,
  path,
  hidden = {},
  kind = 'secondary',
  label,
  children,
}: {
  v: View
  subject: Subject
  path: string
  hidden?: Record<string, string>
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  label?: string
  children: Child
}) => (
  <Form v={v} action={`${subject.base}/${path}`} hidden={{ ...subject.hidden, ...hidden }}>
    <Button kind={kind} {...(label === undefined ? {} : { label })}>
      {children}
    </Button>
  </Form>
)

/** All that is kept about a person, with every right over it one step away. */
export const OverviewPage = ({ v, overview }: { v: View; overview: Overview }) => {
  const { subject, suspension } = overview
  const { person, base, query, isHelp } = subject
  const isYoung = isMinor(person, v.now.toZonedDateTimeISO(person.zone).toPlainDate())
  return (
    <Page
      v={v}
      stage="app"
      title={isHelp ? v.t('people.help.title', { name: person.name ?? '' }) : v.t('people.account.title')}
      lead={isHelp ? v.t('people.help.lead') : v.t('people.account.lead')}
    >
      {isHelp ? <Notice title={v.t('people.help.recorded')} /> : null}
      {suspension === undefined || isHelp ? null : (
        <Notice tone="needs-you" title={v.t('people.suspension.youAre')}>
          <p>
            <a href="/me/suspension">{v.t('people.suspension.open')}</a>
          </p>
        </Notice>
      )}
      {person.restrictedAt === null ? null : <Notice title={v.t('people.restrict.isOn')} />}
      <Card level={2} title={v.t('people.account.about')}>
        <DefinitionList
          v={v}
          items={[
            { term: v.t('people.field.name'), value: person.name ?? undefined },
            {
              term: v.t('people.field.age'),
              value:
                person.birthDate === null
                  ? v.t(`people.age.${person.ageBand}`)
                  : v.say.date(Temporal.PlainDate.from(person.birthDate)),
            },
            { term: v.t('people.account.place'), value: overview.placeName },
            { term: v.t('people.account.lang'), value: languageNames[person.lang] },
            {
              term: v.t('people.account.quiet'),
              value: v.t('people.account.quietSaid', { from: person.quietFrom, until: person.quietUntil }),
            },
            ...(overview.roles.length === 0
              ? []
              : [{ term: v.t('people.account.roles'), value: <Roles v={v} roles={overview.roles} /> }]),
          ]}
        />
        <ButtonRow>
          <Button href={`${base}/edit${query}`}>{v.t('people.account.correct')}</Button>
          <Button href={noticesOf(subject)} kind="secondary" icon="mail">
            {v.t('people.account.howTold')}
          </Button>
          {isHelp ? null : (
            <Button href="/me/account/keys" kind="secondary">
              {v.t('people.account.keys')}
            </Button>
          )}
        </ButtonRow>
      </Card>
      <Contacts v={v} overview={overview} />
      {isYoung || overview.guardians.length > 0 ? <Guardians v={v} overview={overview} /> : null}
      <Companions v={v} overview={overview} />
      {subject.isHelp ? null : <ActingFor v={v} overview={overview} />}
      <Consents v={v} overview={overview} />
      <Card level={2} title={v.t('people.rights.title')} id="rights">
        <p>{v.t('people.rights.lead')}</p>
        <ButtonRow>
          <Button href={`${base}/looks${query}`} kind="secondary" icon="search">
            {v.t('people.rights.looks')}
          </Button>
          {subject.isHelp ? null : (
            <Button href="/me/calls" kind="secondary" icon="phone">
              {v.t('people.rights.calls')}
            </Button>
          )}
          <Button href={`${base}/export.json${query}`} kind="secondary" icon="download">
            {v.t('people.rights.export')}
          </Button>
          <Act
            v={v}
            subject={subject}
            path="restrict"
            hidden={{ restricted: person.restrictedAt === null ? 'yes' : 'no' }}
          >
            {person.restrictedAt === null ? v.t('people.restrict.turnOn') : v.t('people.restrict.turnOff')}
          </Act>
          <Button href={`${base}/delete${query}`} kind="danger">
            {v.t('people.rights.delete')}
          </Button>
        </ButtonRow>
        <p class="muted">{v.t('people.restrict.hint')}</p>
      </Card>
      {isHelp ? null : (
        <>
          <OfflineQueue v={v} />
          <Form v={v} action="/sign-out" offlineLeaves>
            <Button kind="quiet" icon="door">
              {v.t('people.account.signOut')}
            </Button>
          </Form>
        </>
      )}
    </Page>
  )
}

const Roles = ({ v, roles }: { v: View; roles: readonly HeldRole[] }) => (
  <>
    {roles.map((role) => (
      <Badge>
        {v.t(`people.role.${role.role}`)}
        {role.organizationName === null ? '' : `, ${role.organizationName}`}
      </Badge>
    ))}
  </>
)

const Contacts = ({ v, overview }: { v: View; overview: Overview }) => (
  <Card level={2} title={v.t('people.contacts.title')} id="contacts">
    <ul class="plain-list">
      {overview.contacts.map((contact) => (
        <li>
          <p>
            {contact.kind === 'phone' ? sayPhone(contact.value) : contact.value}{' '}
            {contact.verifiedAt === null ? (
              <Status tone="progress">{v.t('people.contacts.unproved')}</Status>
            ) : (
              <Status tone="confirmed">{v.t('people.contacts.proved')}</Status>
            )}
          </p>
          <Act
            v={v}
            subject={overview.subject}
            path="contacts/remove"
            hidden={{ contact: contact.id }}
            kind="quiet"
            label={v.t('people.contacts.removeLabel', { contact: contact.value })}
          >
            {v.t('people.contacts.remove')}
          </Act>
        </li>
      ))}
    </ul>
    <Button href={`${overview.subject.base}/contacts/new${overview.subject.query}`} kind="secondary" icon="plus">
      {v.t('people.contacts.add')}
    </Button>
  </Card>
)

const Guardians = ({ v, overview }: { v: View; overview: Overview }) => (
  <Card level={2} title={v.t('people.guardian.title')} id="guardians">
    <p>{v.t('people.guardian.why')}</p>
    <ul class="plain-list">
      {overview.guardians.map((guardian) => (
        <li>
          <p>
            {guardian.name ?? ''} {guardian.contact ?? ''}{' '}
            {guardian.hasConsented ? (
              <Status tone="confirmed">{v.t('people.guardian.consented')}</Status>
            ) : guardian.refusedAt !== null ? (
              <Status tone="danger">{v.t('people.guardian.refused')}</Status>
            ) : guardian.consentId !== null ? (
              <Status tone="danger">{v.t('people.guardian.ended')}</Status>
            ) : (
              <Status tone="progress">{v.t('people.guardian.waiting')}</Status>
            )}
          </p>
          <GuardianSaid v={v} guardian={guardian} />
          {guardian.hasCode && !guardian.hasConsented ? (
            <p>
              <a href={withGuardian(overview.subject, guardian.id)}>{v.t('people.guardian.code.open')}</a>
            </p>
          ) : null}
          {overview.subject.isHelp && guardian.hasConsented ? (
            <Act
              v={v}
              subject={overview.subject}
              path="guardian/withdraw"
              hidden={{ guardian: guardian.id }}
              kind="quiet"
              label={v.t('people.guardian.takesBackLabel', { name: guardian.name ?? '' })}
            >
              {v.t('people.guardian.takesBack')}
            </Act>
          ) : null}
          {guardian.contact === null ? null : (
            <Act
              v={v}
              subject={overview.subject}
              path="guardian/link"
              hidden={{ guardian: guardian.id }}
              kind="quiet"
              label={v.t('people.guardian.againLabel', { name: guardian.name ?? '' })}
            >
              {v.t('people.guardian.again')}
            </Act>
          )}
        </li>
      ))}
    </ul>
    <Button href={`${overview.subject.base}/guardian${overview.subject.query}`} kind="secondary" icon="plus">
      {v.t('people.guardian.add')}
    </Button>
    {overview.subject.way === 'paper' ? (
      <Button href={`${overview.subject.base}/guardian/paper${overview.subject.query}`} kind="secondary" icon="plus">
        {v.t('people.guardian.paper.title')}
      </Button>
    ) : null}
  </Card>
)

const withGuardian = (subject: Subject, guardianId: string): string =>
  `${subject.base}/guardian/code${subject.query === '' ? '?' : `${subject.query}&`}guardian=${guardianId}`

const GuardianSaid = ({ v, guardian }: { v: View; guardian: Guardian }) =>
  guardian.consentHow === null || guardian.consentAt === null ? null : (
    <p class="muted">
      {v.t('companions.agreed', { how: sayWay(v, guardian.consentHow), date: v.say.date(guardian.consentAt) })}
      {guardian.signedOn === null || guardian.seenBy === null
        ? ''
        : ` ${v.t('people.guardian.paper.seen', {
            date: v.say.date(Temporal.PlainDate.from(guardian.signedOn)),
            name: guardian.seenBy,
          })}`}
    </p>
  )

const Companions = ({ v, overview }: { v: View; overview: Overview }) => (
  <Card level={2} title={v.t('people.companion.title')} id="companions">
    <p>{v.t('people.companion.why')}</p>
    <ul class="plain-list">
      {overview.companions.map((companion) => (
        <li>
          <p>
            {companion.name ?? ''}
            {companion.until === null
              ? ''
              : `, ${v.t('people.until', { date: v.say.date(companion.until.subtract({ seconds: 1 })) })}`}
          </p>
          <Allowed v={v} companion={companion} />
          <Agreed v={v} companion={companion} />
          <Act v={v} subject={overview.subject} path="companions/end" hidden={{ companion: companion.id }} kind="quiet">
            {v.t('people.companion.end')}
          </Act>
        </li>
      ))}
    </ul>
    <ButtonRow>
      <Button href={`${overview.subject.base}/companions/new${overview.subject.query}`} kind="secondary" icon="plus">
        {v.t('people.companion.add')}
      </Button>
      <Button href={`${overview.subject.base}/wish${overview.subject.query}`} kind="secondary" icon="people">
        {v.t('people.companion.wish')}
      </Button>
      <Button href={`${overview.subject.base}/acts${overview.subject.query}`} kind="secondary" icon="search">
        {v.t('companions.acts.open')}
      </Button>
      {overview.companions.length === 0 ? null : (
        <Button href={`${overview.subject.base}/take-over${overview.subject.query}`} kind="quiet">
          {v.t('companions.takeOver.open')}
        </Button>
      )}
    </ButtonRow>
  </Card>
)

const Agreed = ({ v, companion }: { v: View; companion: Companion }) => (
  <p class="muted">
    {v.t(`companions.tie.${companion.tie}`)}.{' '}
    {v.t('companions.agreed', { how: sayWay(v, companion.agreedHow), date: v.say.date(companion.agreedAt) })}
    {companion.beforeName === null ? '' : ` ${v.t('companions.agreed.before', { name: companion.beforeName })}`}
    {companion.witness === null || companion.signedOn === null
      ? ''
      : ` ${v.t('companions.agreed.witness', {
          name: companion.witness,
          date: v.say.date(Temporal.PlainDate.from(companion.signedOn)),
        })}`}
  </p>
)

const Allowed = ({ v, companion }: { v: View; companion: Companion }) => (
  <p>
    {v.t('people.companion.allowed')} {v.say.list(companion.scopes.map((scope) => v.t(`people.scope.${scope}`)))}
  </p>
)

const ActingFor = ({ v, overview }: { v: View; overview: Overview }) => (
  <Card level={2} title={v.t('people.companion.actingTitle')} id="acting">
    <p>{v.t('people.companion.actingWhy')}</p>
    <ul class="plain-list">
      {overview.actingFor.map((one) => (
        <li>
          <p>
            {one.name ?? ''}
            {one.until === null
              ? ''
              : `, ${v.t('people.until', { date: v.say.date(one.until.subtract({ seconds: 1 })) })}`}
          </p>
          <Allowed v={v} companion={one} />
          <Agreed v={v} companion={one} />
          <Act
            v={v}
            subject={overview.subject}
            path="acting/simple"
            hidden={{ person: one.personId, simple: one.simple ? '' : 'yes' }}
            kind="quiet"
          >
            {v.t(one.simple ? 'companions.simple.off' : 'companions.simple.on')}
          </Act>
          <Act
            v={v}
            subject={overview.subject}
            path="acting/end"
            hidden={{ companion: one.id }}
            kind="quiet"
            label={v.t('people.companion.endLabel', { name: one.name ?? '' })}
          >
            {v.t('people.companion.end')}
          </Act>
        </li>
      ))}
    </ul>
    <Button href="/me/account/acting/ask" kind="secondary" icon="plus">
      {v.t('companions.ask.open')}
    </Button>
  </Card>
)

const own = ['account', 'minor-volunteering']

const Consents = ({ v, overview }: { v: View; overview: Overview }) => (
  <Card level={2} title={v.t('people.consents.title')} id="consents">
    <ul class="plain-list">
      {overview.consents.map((consent) => {
        const isOver =
          consent.withdrawnAt !== null ||
          (consent.validUntil !== null && Temporal.Instant.compare(consent.validUntil, v.now) <= 0)
        return (
          <li>
            <p>
              <b>{sayPurpose(v, consent.purpose)}</b>, {sayWay(v, consent.givenHow)},{' '}
              <When v={v} at={consent.givenAt} />{' '}
              {consent.withdrawnAt !== null ? (
                <Status>{v.t('people.consents.withdrawn')}</Status>
              ) : isOver ? (
                <Status>{v.t('people.consents.over')}</Status>
              ) : null}
            </p>
            {overview.papers
              .filter(({ consentId }) => consentId === consent.id)
              .map((paper) => (
                <PaperKept v={v} subject={overview.subject} paper={paper} />
              ))}
            {isOver || own.includes(consent.purpose) ? null : (
              <Act
                v={v}
                subject={overview.subject}
                path="consents/withdraw"
                hidden={{ consent: consent.id }}
                kind="quiet"
              >
                {v.t('people.consents.withdraw')}
              </Act>
            )}
          </li>
        )
      })}
    </ul>
    <p class="muted">{v.t('people.consents.hint')}</p>
  </Card>
)
