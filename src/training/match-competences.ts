import { type KeyedPhrase, nearestPhrases } from '../kit/nearest-phrase'
import { type CompetenceId, competences } from './competences'

const phrases: KeyedPhrase[] = competences.flatMap(({ id, names, synonyms }) =>
  [names.kk, names.ru, names.en, ...synonyms.kk, ...synonyms.ru, ...synonyms.en].map((phrase) => ({ key: id, phrase })),
)

const near = nearestPhrases(phrases, [
  'нужен',
  'могу',
  'умею',
  'керек',
  'істей аламын',
  'can do',
  'support',
  'и',
  'және',
  'and',
  'other',
])

const ids = new Map<string, CompetenceId>(competences.map(({ id }) => [id, id]))

/** A competence that free words may mean; `score` in (0, 1], 1 when a name or synonym was said exactly. */
export type CompetenceMatch = { readonly competence: CompetenceId; readonly score: number }

/**
 * Competences that free words may mean ("boat operators", «жүргізуші», «медсестра»), best first, at most five; empty when none is near.
 * A proposal for a person to accept, never a credential.
 */
export const matchCompetences = (words: string): CompetenceMatch[] =>
  near(words)
    .flatMap(({ key, score }) => {
      const competence = ids.get(key)
      return competence === undefined ? [] : [{ competence, score }]
    })
    .slice(0, 5)
