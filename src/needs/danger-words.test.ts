import fc from 'fast-check'
import { expect, test } from 'vitest'
import { items } from './catalogue/own-items'
import { saidInDanger, saidInPeace } from './danger-said.fixture'
import { findDanger, soundsLikeDanger } from './danger-words'

test.each([
  ['тонем', 'drowning'],
  ['Помогите, мы ТОНЕМ!!!', 'drowning'],
  ['вода уже по пояс, дети на втором этаже', 'drowning'],
  ['сидим на крыше с утра', 'drowning'],
  ['tonem pomogite', 'drowning'],
  ['суға батып бара жатырмыз', 'drowning'],
  ['suga batyp baramyz', 'drowning'],
  ['өртеніп жатырмыз', 'fire'],
  ['ортенип жатыр уй', 'fire'],
  ['ört shyqty', 'fire'],
  ['дом горит', 'fire'],
  ['pozhar v podezde', 'fire'],
  ['our house is on fire', 'fire'],
  ['he is not breathing', 'breathing'],
  ["she can't breathe", 'breathing'],
  ['бабушка не дышит', 'breathing'],
  ['дем алмай жатыр', 'breathing'],
  ['у деда инсульт', 'heart'],
  ['әкемнің жүрегі тоқтап қалды', 'heart'],
  ['қан тоқтамайды', 'bleeding'],
  ['мама без сознания', 'unconscious'],
  ['есінен танып қалды', 'unconscious'],
  ['people trapped under the rubble', 'trapped'],
  ['сильно пахнет газом', 'gas'],
  ['всей семьёй угорели', 'gas'],
  ['застряли в степи в буран, замерзаем', 'freezing'],
  ['үсіп барамыз', 'freezing'],
  ['ребёнок наглотался таблеток', 'poisoning'],
  ['муж избивает меня', 'violence'],
  ['пышақпен қорқытып тұр', 'violence'],
  ['не хочу больше жить', 'suicide'],
  ['өмір сүргім келмейді', 'suicide'],
  ['I want to die', 'suicide'],
  ['жена рожает, дорогу замело', 'childbirth'],
  ['ребёнка ударило током', 'electric'],
  ['спасите, умираем', 'dying'],
  ['құтқарыңыздар', 'dying'],
])('%s: %s', (text, kind) => {
  expect(findDanger(text)?.kind).toBe(kind)
})

test.each([
  'нужны дрова для печи',
  'после пожара нужна одежда, размер 46',
  'өрттен кейін киім керек',
  'need firewood and blankets',
  'clothes after the fire',
  'бабушка после инсульта, нужна коляска',
  'установить пожарную сигнализацию',
  'лампочка в подъезде не горит',
  'питьевая вода 20 литров',
  'су керек, 10 литр',
  'нужно сопровождение в больницу',
  'подгузники, размер 4',
  'пожалуйста, помогите с уборкой',
  'тонна угля',
  'тонкое одеяло',
  'тонер для принтера',
  'горячее питание на 30 человек',
  'городская поликлиника',
  'қан қысымын өлшейтін аппарат',
  'от тағам жылытатын пеш',
  'өріс, ауыл көшесі',
  'my grandmother needs a ride to the clinic',
  'dry food and drinking water',
  'fire extinguisher for the school',
  'photo shooting at the event',
  'жарты қап ұн',
  'дом на горе, улица Горького 5',
  'батыр ауылы, Батыс көшесі',
  'stroller for a baby',
  'умывальник и мыло',
  'ас үйге пышақ пен қасық керек',
  '',
])('%s: no alarm', (text) => {
  expect(soundsLikeDanger(text)).toBe(false)
})

test('a danger is heard inside any talk, whatever the case and punctuation', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 12 }), fc.lorem({ maxCount: 12 }), (before, after) => {
      expect(soundsLikeDanger(`${before} ТОНЕМ, ${after}`)).toBe(true)
    }),
  )
})

test('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => typeof soundsLikeDanger(text) === 'boolean'),
  )
})

test('what people in danger wrote raises an alarm, what others wrote does not, nor does the name of any thing one may ask for', () => {
  expect(saidInDanger.filter((said) => !soundsLikeDanger(said))).toEqual([])
  expect(saidInPeace.filter(soundsLikeDanger)).toEqual([])
  expect(items.flatMap((item) => Object.values(item.names)).filter(soundsLikeDanger)).toEqual([])
})

test.each(['пожааар', 'unconcious', 'drownig', 'задыхюсь', 'hlep we are drowning', 'болит сильно сердце'])(
  'misspelt, drawn out or in another order, %s is heard',
  (said) => expect(soundsLikeDanger(said)).toBe(true),
)
