import { expect, test } from 'vitest'
import { ownWords } from './own-words'

const letter =
  'Сәлеметсіз бе.\n\nОрал, 22 қараша 15:00.\nhttps://asar.example.kz/a/1\n\n-- \nПошта арқылы хабарламаны өшіру:'
const quote = letter.replaceAll(/^/gm, '> ')

test.each([
  ['nothing quoted', 'иә, 2 сағаттан кейін', 'иә, 2 сағаттан кейін'],
  ['Gmail in Russian', `да\n\nвс, 22 нояб. 2026 г. в 15:01, Asar <asar@localhost>:\n\n${quote}`, 'да'],
  [
    'Gmail in Russian, broken',
    `да\n\nвоскресенье, 22 ноября 2026 г. в 15:01 пользователь Asar\n<asar@localhost> написал:\n\n${quote}`,
    'да',
  ],
  [
    'Gmail in English, broken',
    `yes, at 5\n\nOn Sun, Nov 22, 2026 at 3:01 PM Asar\n<asar@localhost> wrote:\n${quote}`,
    'yes, at 5',
  ],
  ['Kazakh', `келемін\n\n2026 ж. 22 қар., жс, 15:01, Asar <asar@localhost> жазды:\n${quote}`, 'келемін'],
  ['Mail.ru', `жоқ\n\n--\nЛина\n\n${quote}`, 'жоқ'],
  [
    'Outlook',
    `да\r\n\r\n________________________________\r\nОт: Asar <asar@localhost>\r\nОтправлено: 22 ноября\r\nКому: Лина\r\nТема: шақыру\r\n\r\n${letter}`,
    'да',
  ],
  ['Outlook in English', `yes\n\nFrom: Asar\nSent: Sunday\nTo: Lina\nSubject: ask\n\n${letter}`, 'yes'],
  ['Outlook of long ago', `yes\n\n-----Original Message-----\nFrom: Asar\n\n${letter}`, 'yes'],
  ['HTML without marks of quoting', `да\n\n22 ноября 2026 г., 15:01, Asar <asar@localhost> пишет:\n\n${letter}`, 'да'],
  ['below the quote', `${quote}\n\nиә`, 'иә'],
  ['below an introduced quote', `On Sun, 22 Nov 2026, Asar wrote:\n${quote}\n\nиә`, 'иә'],
  ['a telephone', 'иә\n\nОтправлено с iPhone', 'иә'],
  ['a telephone in Kazakh', 'иә\n\niPhone-нан жіберілді', 'иә'],
  ["two lines of one's own", 'Да, приеду.\nВозьму лопату: две штуки.', 'Да, приеду.\nВозьму лопату: две штуки.'],
  ['a line that begins like a header', 'From: 5 pm I am free.\nSee you', 'From: 5 pm I am free.\nSee you'],
  ['only the quote', quote, ''],
])('the words of an answer: %s', (_, text, own) => {
  expect(ownWords(text)).toBe(own)
})

test('a book is read in part', () => {
  for (const text of [
    '> '.repeat(2_000_000),
    'On 2026\n'.repeat(500_000),
    `From:${' '.repeat(3_000_000)}`,
    '<a@'.repeat(1_000_000),
  ])
    expect(ownWords(text).length).toBeLessThanOrEqual(20_000)
})
