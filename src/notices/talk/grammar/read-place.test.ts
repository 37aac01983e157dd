import { expect, test } from 'vitest'
import { buildGazetteer, findWrittenPack, type NamedPlace, nameKey } from '../../../places'
import { KZ_OLD_NAMES } from '../../../places/packs/kz-old-names'
import { readPlaces } from './read-place'

const pack = findWrittenPack('KZ')
if (pack === undefined) throw new Error('the pack of Kazakhstan was expected')
const regions = new Map(pack.regions.map(({ id, names }) => [id, names]))
const districts = new Map(pack.districts.map(({ kato, names }) => [kato, names]))
const places: NamedPlace[] = (await pack.loadLocalities()).map(
  ({ kato, names, regionId, districtKato, population }, at) => ({
    id: kato ?? `without a code ${at}`,
    kato: kato ?? null,
    names: Object.values(names),
    above: [regions.get(regionId), districts.get(districtKato ?? '')].flatMap((unit) =>
      unit === undefined ? [] : [nameKey(unit.kk), nameKey(unit.ru)],
    ),
    population,
  }),
)
const gazetteer = buildGazetteer(places, KZ_OLD_NAMES)
const named = new Map(places.map(({ id, names }) => [id, names[0]]))
const ask = (text: string) => readPlaces(text, gazetteer, 'sentence')
const answer = (text: string) => readPlaces(text, gazetteer, 'answer')

test.each([
  ['нужно 20 литров воды в Уральск', 'Орал'],
  ['Оралға бүгін 5 нан керек', 'Орал'],
  ['oralga 5 nan kerek', 'Орал'],
  ['nan kerek Oral qalasyna', 'Орал'],
  ['нужны одеяла в г.Уральске', 'Орал'],
  ['г. Уральск, нужен хлеб', 'Орал'],
  ['Атыраудан көмек сұраймын, су керек', 'Атырау'],
  ['Атырауда су жоқ, көмек керек', 'Атырау'],
  ['в Атырау нужна вода', 'Атырау'],
  ['v Atyrau nuzhna voda', 'Атырау'],
  ['Целиноградқа нан керек', 'Астана'],
  ['живу в Целинограде, нужны лекарства', 'Астана'],
  ['Алма-Атаға дәрі керек', 'Алматы'],
  ['нужна помощь в Алма-Ате', 'Алматы'],
  ['из Алма Аты нужна вода', 'Алматы'],
  ['бабушке в Семипалатинске нужны дрова', 'Семей'],
  ['нужен уголь в Усть-Каменогорске', 'Өскемен'],
  ['Ust-Kamenogorsk qalasyna nan kerek', 'Өскемен'],
  ['в Актюбинске нужны одеяла', 'Ақтөбе'],
  ['aktobede su kerek', 'Ақтөбе'],
  ['Гурьевке су керек', 'Атырау'],
  ['в Гурьеве нужна вода', 'Атырау'],
  ['в городе Шевченко нужен хлеб', 'Ақтау'],
  ['нужна вода в Чимкенте', 'Шымкент'],
  ['қостанайға көмір керек', 'Қостанай'],
  ['в Кустанае нужен уголь', 'Қостанай'],
  ['с.Переметное нужны памперсы', 'Переметное'],
  ['нужна вода 3 фляги в Переметное', 'Переметное'],
  ['нужна вода в Перемётном', 'Переметное'],
  ['помогите с уборкой снега, село Чапаево', 'Чапаев'],
  ['Жәнібек ауылына 20 литр су керек бүгін', 'Жәнібек'],
  ['Жаныбек ауылына су керек', 'Жәнібек'],
  ['Ақтау, Маңғыстау облысы, су керек', 'Ақтау'],
])('«%s» names %s', (text, expected) => {
  const { sure } = ask(text)
  expect(named.get(sure ?? '')).toBe(expected)
})

test.each([
  // Three settlements bear the name.
  ['Ақтауға су керек', ['Ақтау']],
  // Жамбыл and Ақмола are villages too, and what Taraz and Astana were called.
  ['Джамбулға нан керек', ['Тараз']],
  ['нужен хлеб в Уральсе', ['Орал']],
  ['нужен хлеб в уральсе', ['Орал']],
  ['Актюбинкс қаласына су керек', ['Ақтөбе']],
  ['Переметное нужен хлеб', ['Переметное']],
])('«%s» is asked about, with what it may mean to choose from', (text, expected) => {
  const { sure, options } = ask(text)
  if (sure !== undefined) expect(named.get(sure)).toBe(expected[0])
  else expect(options.map((id) => named.get(id))).toEqual(expect.arrayContaining(expected))
})

test.each([
  'Привезите лекарства на улицу Абая',
  'Абай көшесіне дәрі керек',
  'менің атым Абай, нан керек',
  'малға жемге көмек керек',
  'есікке құлып керек',
  'для пяти семей нужны продукты',
  'балаларға жылы киім керек',
  'нан керек',
  'в среду нужна вода',
  'үйге су керек',
  'бізге шар керек',
  'нужно в школу 20 стульев',
  'алға жылжуға көмек керек',
])('«%s» names no settlement', (text) => {
  expect(ask(text)).toMatchObject({ sure: undefined, options: [] })
})

test.each([
  ['Орал', 'Орал'],
  ['uralsk', 'Орал'],
  ['в уральске', 'Орал'],
  ['Алма ата', 'Алматы'],
  ['кзыл орда', 'Қызылорда'],
  ['Павлодар қаласы', 'Павлодар'],
  ['мен Шымкентте тұрамын', 'Шымкент'],
  ['г. Семей', 'Семей'],
])('«%s» as an answer to "where?" is %s', (text, expected) => {
  expect(named.get(answer(text).sure ?? '')).toBe(expected)
})

test('a village that nobody knows is not the home of whoever writes', () => {
  expect(ask('Қызылтуған ауылына су керек')).toEqual({ sure: undefined, options: [], isNamed: true })
  expect(ask('нан керек').isNamed).toBe(false)
})
