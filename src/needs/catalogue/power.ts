import { inGroup } from './item'

/** Items of the group 'power'. */
export const power = inGroup('power', [
  {
    id: 'generator',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Электр генераторы', ru: 'Генератор', en: 'Power generator' },
    synonyms: {
      kk: ['генератор', 'қозғалтқыш'],
      ru: ['электрогенератор', 'бензогенератор'],
      en: ['generator', 'genset'],
    },
    gramsPerThousand: 45_000_000,
    millilitresPerThousand: 110_000_000,
    heavy: true,
  },
  {
    id: 'flashlight',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Қол шам', ru: 'Фонарик', en: 'Torch' },
    synonyms: {
      kk: ['шам', 'фонарь'],
      ru: ['фонарь', 'фонари', 'свечи'],
      en: ['flashlight', 'lamp', 'candles', 'headlamp'],
    },
    gramsPerThousand: 200_000,
    millilitresPerThousand: 600_000,
  },
  {
    id: 'batteries',
    unit: 'piece',
    typicalQuantity: 4,
    names: { kk: 'Батарейка', ru: 'Батарейки', en: 'Batteries' },
    synonyms: {
      kk: ['аккумулятор'],
      ru: ['аккумулятор'],
      en: ['cells'],
    },
    gramsPerThousand: 24000,
    millilitresPerThousand: 20000,
    packs: [
      { form: 'pack', quantity: 4 },
      { form: 'box', quantity: 48 },
    ],
    expires: true,
  },
  {
    id: 'power-bank',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Қуат жинағыш', ru: 'Внешний аккумулятор', en: 'Power bank' },
    synonyms: {
      kk: ['зарядтағыш', 'павербанк'],
      ru: ['павербанк', 'зарядка', 'зарядное устройство'],
      en: ['charger', 'portable charger'],
    },
    gramsPerThousand: 350_000,
    millilitresPerThousand: 500_000,
  },
  {
    id: 'mobile-phone',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Ұялы телефон', ru: 'Мобильный телефон', en: 'Mobile phone' },
    synonyms: {
      kk: ['телефон', 'сим-карта'],
      ru: ['телефон', 'симка', 'связь'],
      en: ['phone', 'sim card', 'cell phone'],
    },
    gramsPerThousand: 300_000,
    millilitresPerThousand: 800_000,
  },
  {
    id: 'heater',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Жылытқыш', ru: 'Обогреватель', en: 'Heater' },
    synonyms: {
      kk: ['пеш', 'жылыту құралы'],
      ru: ['печка', 'буржуйка', 'калорифер'],
      en: ['stove', 'electric heater'],
    },
    gramsPerThousand: 6_000_000,
    millilitresPerThousand: 30_000_000,
  },
])
