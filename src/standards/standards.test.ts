import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { activityDay, ageBands, bandOf, fullYears, yearsAtLeast } from './age'
import { type ConsentState, decideLaw, decideOrganization, lawMask } from './decide-law'
import { defaultFlags, flagsMask, type LegalFlag, legalFlags } from './flags'
import { genericLaw } from './law/generic'
import { kzLaw } from './law/kz'
import { organizationForms } from './law/law-pack'
import { getLawPack, lawPacks } from './law/law-packs'
import { touchesNight } from './night'
import { obligationIds } from './obligation-ids'
import { obligations, riskContexts, riskTier } from './risk'

const date = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(text)
const day = date('2026-10-01')
const flags = (...list: LegalFlag[]): ReadonlySet<LegalFlag> => new Set(list)
const adult = { birthDate: date('1990-05-05'), day, consent: 'none', representativePresent: false } as const
const anyFlags = fc.subarray([...legalFlags]).map((list) => new Set(list))
const anyConsent = fc.constantFrom<ConsentState>('none', 'given', 'withdrawn', 'expired')
const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => date('1920-01-01').add({ days }))

test('a year is complete on the birthday, and for 29 February on 1 March', () => {
  expect(fullYears(date('2008-10-01'), day)).toBe(18)
  expect(fullYears(date('2008-10-02'), day)).toBe(17)
  expect(fullYears(date('2008-02-29'), date('2026-02-28'))).toBe(17)
  expect(fullYears(date('2008-02-29'), date('2026-03-01'))).toBe(18)
  expect(fullYears(date('2008-02-29'), date('2028-02-29'))).toBe(20)
})

test('full years agree with counting birthdays one by one', () => {
  fc.assert(
    fc.property(anyDate, anyDate, (birthDate, on) => {
      fc.pre(Temporal.PlainDate.compare(birthDate, on) <= 0)
      let birthdays = 0
      for (let year = birthDate.year + 1; year <= on.year; year++) {
        const leap = birthDate.month === 2 && birthDate.day === 29 && !date(`${year}-01-01`).inLeapYear
        const birthday = leap ? date(`${year}-03-01`) : birthDate.with({ year })
        if (Temporal.PlainDate.compare(birthday, on) <= 0) birthdays++
      }
      expect(fullYears(birthDate, on)).toBe(birthdays)
    }),
  )
})

test('bands respect their edges and unknown counts as under 14', () => {
  expect([13, 14, 15, 16, 17, 18, 64, 65].map(bandOf)).toEqual([
    'under-14',
    '14-15',
    '14-15',
    '16-17',
    '16-17',
    '18-64',
    '18-64',
    '65-plus',
  ])
  expect(bandOf(-1)).toBe('under-14')
  expect(yearsAtLeast({}, day)).toBe(0)
  expect(yearsAtLeast({ ageBand: '16-17' }, day)).toBe(16)
  expect(yearsAtLeast({ ageBand: '16-17', birthDate: date('2001-01-01') }, day)).toBe(25)
})

test('the day is the day of the place', () => {
  const start = at('2026-09-30T20:30Z')
  expect(activityDay(start, 'Asia/Almaty').toString()).toBe('2026-10-01')
  expect(activityDay(start, 'Europe/Madrid').toString()).toBe('2026-09-30')
})

test('a birthday between two zones decides: 18 in Almaty, still 17 in Madrid', () => {
  const start = at('2026-09-30T20:30Z')
  const person = {
    birthDate: date('2008-10-01'),
    consent: 'given',
    representativePresent: true,
    flags: flags('heavy'),
  } as const
  expect(decideLaw(kzLaw, { ...person, day: activityDay(start, 'Asia/Almaty') }).ok).toBe(true)
  expect(decideLaw(kzLaw, { ...person, day: activityDay(start, 'Europe/Madrid') }).ok).toBe(false)
})

test('no consent lets anyone under 18 help at a disaster; the refusal names rule and article', () => {
  const answer = decideLaw(kzLaw, {
    ageBand: '16-17',
    day,
    flags: flags('disaster'),
    consent: 'given',
    representativePresent: true,
  })
  expect(answer).toEqual({
    ok: false,
    error: {
      kind: 'law-refused',
      pack: 'kz',
      rule: 'minor-disaster',
      article: { act: '42-VI', article: '12(2-1)(1)' },
      messageKey: 'standards.law.minor-disaster',
      openBy: [],
    },
  })
})

test('under 14 a written consent or a parent on the spot is needed, and a withdrawn one does not count', () => {
  const child = { birthDate: date('2013-01-01'), day, flags: flags(), representativePresent: false } as const
  const refused = decideLaw(kzLaw, { ...child, consent: 'withdrawn' })
  expect(refused.ok ? undefined : refused.error.rule).toBe('under-14-consent')
  expect(decideLaw(kzLaw, { ...child, consent: 'given' }).ok).toBe(true)
  expect(decideLaw(kzLaw, { ...child, consent: 'none', representativePresent: true }).ok).toBe(true)
  expect(decideLaw(kzLaw, { day, flags: flags(), consent: 'none', representativePresent: false }).ok).toBe(false)
})

test('adults may do everything, and the permit names the rules looked at', () => {
  const answer = decideLaw(kzLaw, { ...adult, flags: new Set(legalFlags) })
  expect(answer).toMatchObject({ ok: true, value: { ageBand: '18-64' } })
  expect(answer.ok && answer.value.rulesApplied).toContain('minor-heavy')
})

test('growing older, more consent or fewer flags never closes a door', () => {
  fc.assert(
    fc.property(
      anyDate,
      anyFlags,
      anyConsent,
      fc.boolean(),
      fc.nat(8000),
      fc.constantFrom(...lawPacks),
      (birthDate, set, consent, representativePresent, later, pack) => {
        const asked = { birthDate, day, flags: set, consent, representativePresent }
        if (!decideLaw(pack, asked).ok) return
        expect(decideLaw(pack, { ...asked, day: day.add({ days: later }) }).ok).toBe(true)
        expect(decideLaw(pack, { ...asked, consent: 'given' }).ok).toBe(true)
        expect(decideLaw(pack, { ...asked, representativePresent: true }).ok).toBe(true)
        for (const flag of set)
          expect(decideLaw(pack, { ...asked, flags: new Set([...set].filter((one) => one !== flag)) }).ok).toBe(true)
      },
    ),
  )
})

test('a band is never laxer than any birth date inside it', () => {
  fc.assert(
    fc.property(anyDate, anyFlags, anyConsent, fc.boolean(), (birthDate, set, consent, representativePresent) => {
      fc.pre(Temporal.PlainDate.compare(birthDate, day) <= 0)
      const rest = { day, flags: set, consent, representativePresent }
      const ageBand = bandOf(fullYears(birthDate, day))
      if (decideLaw(kzLaw, { ...rest, ageBand }).ok) expect(decideLaw(kzLaw, { ...rest, birthDate }).ok).toBe(true)
    }),
  )
})

test('the mask says the same as the decision, for every set of flags', () => {
  fc.assert(
    fc.property(
      fc.option(anyDate, { nil: undefined }),
      anyFlags,
      anyConsent,
      fc.boolean(),
      fc.constantFrom(...lawPacks),
      (birthDate, set, consent, representativePresent, pack) => {
        const person = { birthDate, day, consent, representativePresent }
        expect((lawMask(pack, person) & flagsMask(set)) === 0).toBe(decideLaw(pack, { ...person, flags: set }).ok)
      },
    ),
  )
})

test('party, religious association, trade union and consumer cooperative are refused with the article', () => {
  const refused = organizationForms.filter((form) => !decideOrganization(kzLaw, form).ok)
  expect(refused).toEqual(['political-party', 'religious-association', 'trade-union', 'consumer-cooperative'])
  expect(decideOrganization(kzLaw, 'trade-union')).toMatchObject({
    error: { article: { act: '42-VI', article: '1(9)' } },
  })
})

test('every country has a pack', () => {
  expect(getLawPack('kz').id).toBe('kz')
  expect(getLawPack('LK')).toBe(genericLaw)
  expect(kzLaw.activityKinds).toHaveLength(13)
})

test('night is from 22 to 6 by the clock of the place', () => {
  const almaty = (from: string, to: string) => touchesNight(at(`${from}+05:00`), at(`${to}+05:00`), 'Asia/Almaty')
  expect(almaty('2026-10-01T06:00', '2026-10-01T22:00')).toBe(false)
  expect(almaty('2026-10-01T06:00', '2026-10-01T22:01')).toBe(true)
  expect(almaty('2026-10-01T05:59', '2026-10-01T07:00')).toBe(true)
  expect(almaty('2026-10-01T10:00', '2026-10-03T12:00')).toBe(true)
  expect(almaty('2026-10-01T23:00', '2026-10-01T23:00')).toBe(false)
})

test('flags follow from the need', () => {
  expect(defaultFlags({})).toEqual(flags())
  expect(defaultFlags({ inIncident: true, incidentOngoing: true })).toEqual(flags('disaster', 'emergency'))
  expect(defaultFlags({ atHome: true, vulnerabilities: ['older', 'child'], competences: ['loading'] })).toEqual(
    flags('home-visit', 'heavy', 'minors-present'),
  )
})

test('a courtyard clean-up owes three things, and obligations grow with risk only', () => {
  expect(obligations(kzLaw, riskTier(flags()), flags()).map((one) => one.id)).toEqual([
    'coordinator-named',
    'aim-stated',
    'briefing',
  ])
  const anyContext = fc.subarray([...riskContexts]).map((list) => new Set(list))
  fc.assert(
    fc.property(anyFlags, anyContext, fc.constantFrom(...legalFlags), (set, context, extra) => {
      const more = new Set([...set, extra])
      const before = riskTier(set, context)
      const after = riskTier(more, context)
      expect(after).toBeGreaterThanOrEqual(before)
      const owed = obligations(kzLaw, after, more, context).map((one) => one.id)
      for (const one of obligations(kzLaw, before, set, context)) expect(owed).toContain(one.id)
    }),
  )
})

test('work minors are kept from says so, and heavy work owes contract and clothing by article', () => {
  const owed = obligations(kzLaw, riskTier(flags('heavy')), flags('heavy'))
  expect(owed.map((one) => one.id)).toContain('adults-only')
  expect(owed.find((one) => one.id === 'written-contract-protective-clothing')?.article).toEqual({
    act: '42-VI',
    article: '12(3)(5)',
  })
})

test('every key has its text in three languages', () => {
  const keys = [
    ...ageBands.map((id) => `age.${id}`),
    ...legalFlags.map((id) => `flag.${id}`),
    ...riskContexts.map((id) => `risk.${id}`),
    ...obligationIds.map((id) => `obligation.${id}`),
    ...organizationForms.map((id) => `form.${id}`),
    ...lawPacks.flatMap((pack) => [
      ...pack.rules.map((rule) => `law.${rule.id}`),
      ...pack.activityKinds.map((kind) => `kind.${kind.id}`),
      ...Object.keys(pack.forbiddenForms).map((form) => `form.refused.${form}`),
    ]),
  ]
  for (const locale of ['kk', 'ru', 'en']) {
    const texts = JSON.parse(readFileSync(`src/web/messages/${locale}/standards.json`, 'utf8'))
    for (const key of keys) expect(texts, locale).toHaveProperty([`standards.${key}`])
  }
})
