import {
  Button,
  ButtonRow,
  Card,
  Choice,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  SearchField,
  Select,
  Status,
  type View,
} from '../../web'
import { levels } from '../competence'
import { competenceGroups } from '../competence-groups'
import { competences, findCompetence } from '../competences'
import type { Credential } from '../queries'

export type ClaimTyped = {
  readonly competence: string
  readonly level: string
  readonly evidence: string
  readonly organization: string
}

export type CompetencesPageProps = {
  v: View
  credentials: readonly Credential[]
  /** Whom the person may ask to look at a proof, besides the authority of their region. */
  organizations: readonly { readonly id: string; readonly name: string }[]
  typed: ClaimTyped
  /** Own words searched for, and what they may mean. */
  words: string
  matches: readonly string[] | undefined
  errors?: FieldErrors
}

/** Name of a competence in the language of the page; an id no longer on the list stands for itself. */
export const competenceName = (id: string, lang: View['lang']): string => findCompetence(id)?.names[lang] ?? id

/** What a person can do: said by themselves, confirmed by a named person, with how long it holds. */
export const CompetencesPage = ({
  v,
  credentials,
  organizations,
  typed,
  words,
  matches,
  errors = {},
}: CompetencesPageProps) => {
  const live = credentials.filter(({ state }) => state === 'claimed' || state === 'confirmed' || state === 'refused')
  return (
    <Page v={v} title={v.t('training.mine.title')} lead={v.t('training.mine.lead')} stage="app">
      {live.length === 0 ? (
        <EmptyState icon="tools" title={v.t('training.mine.none')}>
          {v.t('training.mine.noneWords')}
        </EmptyState>
      ) : (
        live.map((one) => <CredentialCard v={v} credential={one} />)
      )}
      <section aria-labelledby="claim">
        <h2 id="claim">{v.t('training.claim.title')}</h2>
        <SearchField v={v} action="/me/competences" value={words} label={v.t('training.claim.words')} />
        {matches === undefined ? null : matches.length === 0 ? (
          <p>{v.t('training.claim.noMatch')}</p>
        ) : (
          <p>{v.t('training.claim.match', { list: v.say.list(matches.map((id) => competenceName(id, v.lang))) })}</p>
        )}
        <Form v={v} action="/me/competences" errors={errors}>
          <Select
            v={v}
            name="competence"
            label={v.t('training.claim.competence')}
            value={typed.competence}
            error={errors.competence}
            empty={v.t('training.claim.choose')}
            options={competenceGroups.map((group) => ({
              group: group.names[v.lang],
              options: competences
                .filter((one) => one.group === group.id)
                .map((one) => ({
                  value: one.id,
                  label:
                    one.credentialRequired === true
                      ? v.t('training.claim.needsProof', { name: one.names[v.lang] })
                      : one.names[v.lang],
                })),
            }))}
          />
          <Choice
            v={v}
            name="level"
            legend={v.t('training.claim.level')}
            value={typed.level}
            error={errors.level}
            options={levels.map((level) => ({ value: String(level), label: v.t(`training.level.${level}`) }))}
          />
          <Field
            v={v}
            name="evidence"
            label={v.t('training.claim.evidence')}
            hint={v.t('training.claim.evidenceHint')}
            rows={2}
            value={typed.evidence}
            error={errors.evidence}
            optional
            maxlength={1000}
          />
          <Select
            v={v}
            name="organization"
            label={v.t('training.claim.who')}
            value={typed.organization}
            error={errors.organization}
            empty={v.t('training.claim.authority')}
            options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button>{v.t('training.claim.send')}</Button>
        </Form>
        <p class="muted">
          {v.t('training.credit.esco')} {v.t('training.credit.translation')}
        </p>
      </section>
    </Page>
  )
}

const CredentialCard = ({ v, credential }: { v: View; credential: Credential }) => {
  const name = competenceName(credential.competence, v.lang)
  const over = credential.validUntil !== null && Temporal.Instant.compare(credential.validUntil, v.now) <= 0
  return (
    <Card
      level={2}
      title={name}
      meta={v.t(`training.level.${credential.level}`)}
      status={<StateOf v={v} credential={credential} over={over} />}
      {...(credential.renewalOfferedAt !== null && !over ? { tone: 'needs-you' as const } : {})}
    >
      {credential.evidence === '' ? null : <p>{credential.evidence}</p>}
      {credential.validUntil === null ? null : (
        <p>{v.t(over ? 'training.mine.ranOut' : 'training.mine.until', { date: v.say.date(credential.validUntil) })}</p>
      )}
      {credential.renewalOfferedAt === null ? null : <p>{v.t('training.mine.renewWords')}</p>}
      <ButtonRow>
        {credential.state === 'refused' || credential.renewalOfferedAt !== null || over ? (
          <Button
            kind="secondary"
            href={`/me/competences?renew=${credential.id}#claim`}
            label={`${v.t('training.mine.renew')}: ${name}`}
          >
            {v.t('training.mine.renew')}
          </Button>
        ) : null}
        {credential.state === 'refused' ? null : (
          <Form v={v} action="/me/competences/withdraw" hidden={{ id: credential.id }} inline>
            <Button kind="quiet" label={`${v.t('training.mine.withdraw')}: ${name}`}>
              {v.t('training.mine.withdraw')}
            </Button>
          </Form>
        )}
      </ButtonRow>
    </Card>
  )
}

const StateOf = ({ v, credential, over }: { v: View; credential: Credential; over: boolean }) => {
  if (over) return <Status tone="needs-you">{v.t('training.state.over')}</Status>
  if (credential.state === 'confirmed') return <Status tone="confirmed">{v.t('training.state.confirmed')}</Status>
  if (credential.state === 'refused') return <Status tone="needs-you">{v.t('training.state.refused')}</Status>
  const needsProof = findCompetence(credential.competence)?.credentialRequired === true
  return <Status tone="progress">{v.t(needsProof ? 'training.state.waiting' : 'training.state.ownWord')}</Status>
}
