import { placeName } from '../../places'
import {
  Button,
  Card,
  Choice,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  type View,
  When,
} from '../../web'
import { patternOutcomes } from './close-pattern'
import type { OpenPattern } from './list-patterns'
import { patternRules } from './pattern-rules'

/** What companions did that is worth a look: the rule and how often. */
export const PatternsPage = ({ v, patterns }: { v: View; patterns: readonly OpenPattern[] }) => (
  <Page v={v} title={v.t('safety.patterns.title')} lead={v.t('safety.patterns.lead')} stage="desk">
    <Notice title={v.t('safety.patterns.nothingFollows')} />
    {patterns.length === 0 ? (
      <EmptyState icon="shield" title={v.t('safety.patterns.none')}>
        {v.t('safety.patterns.noneHint')}
      </EmptyState>
    ) : (
      patterns.map((one) => (
        <Card
          level={2}
          title={titleOf(v, one)}
          meta={`${one.name ?? ''} · ${placeName(one, v.lang)}`}
          href={`/safety/patterns/${one.id}`}
        >
          <When v={v} at={one.seen_at} />
        </Card>
      ))
    )}
    <p>
      <a href="/safety">{v.t('safety.queue.title')}</a>
    </p>
  </Page>
)

const titleOf = (v: View, one: OpenPattern): string => v.t(`safety.pattern.${one.rule}`, { count: one.count })

/** One pattern: why the rule is there, what may well explain it, and what a person found. */
export const PatternPage = ({
  v,
  one,
  draft,
  errors,
}: {
  v: View
  one: OpenPattern
  draft: Readonly<Record<string, string>>
  errors: FieldErrors
}) => (
  <Page v={v} title={titleOf(v, one)} lead={`${one.name ?? ''} · ${placeName(one, v.lang)}`} stage="desk">
    <p>
      {v.t(`safety.pattern.${one.rule}.why`, { days: patternRules.find(({ id }) => id === one.rule)?.days ?? 0 })}{' '}
      <When v={v} at={one.seen_at} />
    </p>
    <p>{v.t(`safety.pattern.${one.rule}.innocent`)}</p>
    <Form v={v} action={`/safety/patterns/${one.id}`} errors={errors}>
      <Choice
        v={v}
        name="outcome"
        legend={v.t('safety.patterns.outcome')}
        value={draft.outcome}
        error={errors.outcome}
        options={patternOutcomes.map((outcome) => ({
          value: outcome,
          label: v.t(`safety.patterns.outcome.${outcome}`),
        }))}
      />
      <Field
        v={v}
        name="words"
        rows={3}
        maxlength={2000}
        label={v.t('safety.patterns.words')}
        value={draft.words}
        error={errors.words}
      />
      <Button>{v.t('safety.patterns.close')}</Button>
    </Form>
    <p>
      <a href="/safety/report">{v.t('safety.patterns.report')}</a>
    </p>
    <p>
      <a href="/safety/patterns">{v.t('safety.patterns.title')}</a>
    </p>
  </Page>
)
