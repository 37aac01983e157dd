import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagsByCompetence } from '../standards'
import { levels } from './competence'
import { competenceGroups } from './competence-groups'
import { competences, findCompetence } from './competences'
import { expandHeld, type HeldCompetence, holds, listIncluded } from './holds'
import { matchCompetences } from './match-competences'

const at = (text: string) => Temporal.Instant.from(text)
const ids = competences.map((competence) => competence.id)

test('the list is well formed: unique ids, names in three languages, known groups and includes', () => {
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThanOrEqual(60)
  const groups = new Set<string>(competenceGroups.map((group) => group.id))
  for (const competence of competences) {
    expect(groups).toContain(competence.group)
    for (const name of Object.values(competence.names)) expect(name.trim()).not.toBe('')
    for (const included of competence.includes ?? []) expect(findCompetence(included), included).toBeDefined()
    if (competence.esco !== undefined) expect(competence.esco).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    if (competence.isco !== undefined) expect(competence.isco).toMatch(/^[0-9]{2,4}$/)
  }
  for (const group of groups)
    expect(competences.filter((competence) => competence.group === group).length).toBeGreaterThan(1)
})

test('nothing includes itself through others', () => {
  for (const competence of competences) {
    for (const included of competence.includes ?? []) expect(listIncluded(included)).not.toContain(competence.id)
  }
})

test('a doctor gives first aid, a first aider is no doctor', () => {
  const doctor: HeldCompetence[] = [{ competence: 'doctor', level: 3 }]
  expect(holds(doctor, 'first-aid', 3)).toBe(true)
  expect(holds(doctor, 'patient-care', 1)).toBe(true)
  expect(holds([{ competence: 'first-aid', level: 3 }], 'doctor', 1)).toBe(false)
  expect(holds([{ competence: 'water-rescue', level: 2 }], 'first-aid', 3)).toBe(false)
})

test('a credential counts only when it covers the whole interval', () => {
  const during = { start: at('2026-11-01T08:00Z'), end: at('2026-11-01T12:00Z') }
  const until = (validTo: string): HeldCompetence[] => [{ competence: 'nurse', level: 2, validTo: at(validTo) }]
  expect(holds(until('2026-11-01T12:00Z'), 'first-aid', 1, during)).toBe(true)
  expect(holds(until('2026-11-01T11:59Z'), 'first-aid', 1, during)).toBe(false)
  const halves: HeldCompetence[] = [
    { competence: 'nurse', level: 2, validTo: at('2026-11-01T10:00Z') },
    { competence: 'nurse', level: 2, validFrom: at('2026-11-01T10:00Z') },
  ]
  expect(holds(halves, 'nurse', 2, during)).toBe(false)
})

test('a higher level holds every lower one, and expanding changes no answer', () => {
  const held = fc.array(fc.record({ competence: fc.constantFrom(...ids), level: fc.constantFrom(...levels) }), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(held, fc.constantFrom(...ids), fc.constantFrom(...levels), (list, required, level) => {
      const answer = holds(list, required, level)
      if (answer)
        for (const lower of levels.filter((one) => one <= level)) expect(holds(list, required, lower)).toBe(true)
      expect(expandHeld(list).some((one) => one.competence === required && one.level >= level)).toBe(answer)
    }),
  )
})

test.each([
  ['Medical Support', 'doctor'],
  ['boat operators', 'boat-operator'],
  ['rescue', 'search-rescue'],
  ['cleaning up', 'cleaning'],
  ['Translation/Communication', 'interpreting'],
  ['Counseling/Mental Health', 'psychologist'],
  ['Driving', 'car-driver'],
  ['Heavy Lifting', 'loading'],
  ['Construction/Repairs', 'building-repair'],
  ['Technical Advisory', 'structural-engineer'],
  ['General Help', 'general-labour'],
  ['Cooked Food', 'cooking'],
  ['search & rescue', 'search-rescue'],
  ['медсестра, могу делать уколы', 'nurse'],
  ['водителем', 'car-driver'],
  ['психалог', 'psychologist'],
  ['жургизуши', 'car-driver'],
  ['аспаз', 'cooking'],
  ['ayarmashy medbike', 'nurse'],
  ['құтқарушы', 'search-rescue'],
  ['сварщик', 'building-repair'],
  ['firts aid', 'first-aid'],
])('%s means %s', (words, id) => {
  expect(matchCompetences(words)[0]?.competence).toBe(id)
})

test.each(['Other', '', '???', 'xyzzy', '42', 'null'])('%s means nothing', (words) => {
  expect(matchCompetences(words)).toEqual([])
})

test('every name finds its own competence', () => {
  for (const { id, names } of competences) {
    for (const name of Object.values(names))
      expect(
        matchCompetences(name).map((match) => match.competence),
        name,
      ).toContain(id)
  }
})

test('every competence the legal flags speak of is on the list', () => {
  for (const id of Object.keys(flagsByCompetence)) expect(findCompetence(id), id).toBeDefined()
})
