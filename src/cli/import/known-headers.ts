import { foldValue } from './fold-value'
import type { Field } from './mapping'

// Headers as people write them in Kazakh, Russian and English. Compared without case and alphabet.
const headers: Readonly<Record<Field, readonly string[]>> = {
  ref: ['ref', 'id', 'number', '№', 'no', 'code', 'номер', 'код', 'нөмір', 'нөмірі', 'р/с'],
  name: ['name', 'full name', 'имя', 'фио', 'ф и о', 'фамилия имя', 'аты', 'аты-жөні', 'есімі', 'тегі аты'],
  phone: [
    'phone',
    'telephone',
    'mobile',
    'телефон',
    'номер телефона',
    'моб телефон',
    'телефоны',
    'телефон нөмірі',
    'ұялы телефон',
  ],
  email: [
    'email',
    'e-mail',
    'mail',
    'эл почта',
    'электронная почта',
    'почта',
    'электрондық пошта',
    'эл пошта',
    'пошта',
  ],
  lang: ['language', 'lang', 'язык', 'тілі', 'тіл'],
  latitude: ['latitude', 'lat', 'широта', 'ендік'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'долгота', 'бойлық'],
  kato: ['kato', 'като', 'код като', 'әаож', 'place code'],
  address: ['address', 'адрес', 'мекенжай', 'мекенжайы'],
  offers: [
    'skills',
    'competences',
    'offers',
    'can do',
    'assistance',
    'навыки',
    'умения',
    'чем могу помочь',
    'помощь',
    'дағдылар',
    'не істей аламын',
    'көмек түрі',
  ],
  lines: [
    'needs',
    'need',
    'what',
    'items',
    'assistance',
    'что нужно',
    'потребность',
    'нужно',
    'не керек',
    'қажеттілік',
    'керегі',
  ],
  quantity: ['quantity', 'amount', 'how many', 'количество', 'сколько', 'саны', 'мөлшері', 'қанша'],
  urgency: ['urgency', 'priority', 'срочность', 'приоритет', 'шұғылдығы', 'маңыздылығы'],
  neededBy: ['needed by', 'by when', 'due', 'deadline', 'срок', 'к какому сроку', 'мерзімі', 'қашанға дейін'],
  home: ['at home', 'на дому', 'үйде', 'үйінде'],
  kind: ['kind', 'type', 'category', 'вид', 'тип', 'категория', 'түрі', 'санаты'],
  words: [
    'words',
    'comment',
    'comments',
    'note',
    'notes',
    'description',
    'комментарий',
    'примечание',
    'описание',
    'түсініктеме',
    'ескерту',
    'сипаттама',
  ],
}

const usable: Readonly<Record<'volunteers' | 'needs', readonly Field[]>> = {
  volunteers: ['ref', 'name', 'phone', 'email', 'lang', 'latitude', 'longitude', 'kato', 'offers', 'words'],
  needs: [
    'ref',
    'name',
    'phone',
    'email',
    'lang',
    'latitude',
    'longitude',
    'kato',
    'address',
    'lines',
    'quantity',
    'urgency',
    'neededBy',
    'home',
    'kind',
    'words',
  ],
}

/** The field a header names by itself, for this kind of table. */
export function recognizeHeader(kind: 'volunteers' | 'needs', header: string): Field | undefined {
  const said = foldValue(header)
  return usable[kind].find((field) => headers[field].some((name) => foldValue(name) === said))
}

/** The usual header of each field of this kind of table, for messages. */
export const usualHeaders = (kind: 'volunteers' | 'needs'): string[] =>
  usable[kind].flatMap((field) => headers[field].slice(0, 1))
