import { foldWords } from '../../kit/fold-words'
import type { Lang } from '../../web'

const english = new Set(
  'yes no ok the i can cannot cant come help need water food my status stop here left shifts received please in after'.split(
    ' ',
  ),
)
const russian = new Set(
  'да нет приду придем не могу буду может быть что как где когда если но меня мне вас мы нас без нужен только есть еще уже помогите привезите хлеб вода дрова просьба знаю смогу смогли хорошо простите извините кто здравствуйте помощь нужна нужно нужен нужны на месте пришел ушел спасибо статус заявка смены получил сегодня завтра после через'
    .split(' ')
    .flatMap(foldWords),
)
const kazakh = new Set(
  'иә жоқ келемін келем барамын барам бармаймын келмеймін мүмкін қайда қалай қашан кім емес болады болмайды сіз біз балам рақмет керек көмек рахмет бүгін ертең кейін келдім кеттім алдым бара алмаймын маған бізге жоқпын сағат'
    .split(' ')
    .flatMap(foldWords),
)

/** The language a message is written in, where its letters or words tell; undefined where they do not. */
export function langOfText(text: string): Lang | undefined {
  if (/[әғқңөұүһі]/iu.test(text)) return 'kk'
  const words = foldWords(text)
  const count = (set: ReadonlySet<string>) => words.filter((word) => set.has(word)).length
  const scores: readonly (readonly [Lang, number])[] = [
    ['kk', count(kazakh)],
    ['ru', /\p{Script=Cyrillic}/u.test(text) ? count(russian) + 0.1 : 0],
    ['en', /[a-z]/i.test(text) ? count(english) : 0],
  ]
  const best = scores.reduce((most, one) => (one[1] > most[1] ? one : most))
  return best[1] >= 1 ? best[0] : undefined
}
