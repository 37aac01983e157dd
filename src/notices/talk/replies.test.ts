import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { splitText } from '../../kit/split-text'
import { type Lang, languages, translator } from '../../web'
import { readText } from './grammar/read-text'

const messagesOf = (lang: Lang, file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../web/messages/${lang}/${file}.json`), 'utf8')) as Record<
    string,
    string
  >

// Long as they come: the region of a round, an evening in December.
const places = { kk: 'Батыс Қазақстан облысы', ru: 'Усть-Каменогорск', en: 'Ust-Kamenogorsk' } as const
const moments = { kk: '30 желтоқсан, 18:00', ru: '30 декабря, 18:00', en: '30 December, 18:00' } as const
// A letter has room; what several people are told takes as many parts as they are.
const long = new Set(['talk.reply.strangerByMail', 'talk.reply.lines'])

const replies = (lang: Lang): { key: string; text: string }[] => {
  const [place, moment] = [places[lang], moments[lang]]
  const [item, t] = [`${moment}, ${place}`, translator(lang)]
  const whys = ['suspended', 'rest', 'terms-changed', 'begun'].map((why) =>
    t(`activities.refusal.${why}`, { missing: '2', beyond: '2' }),
  )
  const why = whys.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const said = { place, why, when: moment, from: moment, by: moment, reference: 'K7M4-QX9T', time: '2 сағат 30 минут' }
  const more = { people: 120, unknown: 1, url: 'https://asar.example.kz', name: 'Зейнегүл' }
  return Object.keys(messagesOf(lang, 'talk'))
    .filter((key) => key.startsWith('talk.reply.') && !key.startsWith('talk.reply.line.') && !long.has(key))
    .map((key) => {
      const state = t('needs.state.verified')
      const list = key.endsWith('state') ? `K7M4-QX9T: ${state}` : `1) ${item}; 2) ${item}`
      return { key, text: t(key, { ...said, ...more, list, state, options: `1) ${place}; 2) ${place}` }) }
    })
}

test.each(languages)('every reply in %s fits two parts of a text message', (lang) => {
  expect(replies(lang).length).toBeGreaterThan(40)
  const over = replies(lang).flatMap(({ key, text }) => {
    const { parts, units } = splitText(text)
    return parts.length > 2 ? [`${key}: ${units}`] : []
  })
  expect(over).toEqual([])
})

test.each(languages)('every word that the help in %s names is understood', (lang) => {
  const words = {
    kk: ['иә', 'жоқ', 'келдім', 'кеттім', 'өтініш', 'кезек', 'орысша', 'стоп', '0'],
    ru: ['да', 'нет', 'на месте', 'ушёл', 'статус', 'смены', 'қазақша', 'стоп', '0'],
    en: ['yes', 'no', 'here', 'left', 'status', 'shifts', 'Kazakh', 'stop', '0'],
  }[lang]
  const help = translator(lang)('talk.reply.help')
  expect(words.map((word) => [help.toLowerCase().includes(word.toLowerCase()), readText(word).intent.kind])).toEqual(
    ['yes', 'no', 'in', 'out', 'state', 'shifts', 'language', 'stop', 'undo'].map((kind) => [true, kind]),
  )
})
