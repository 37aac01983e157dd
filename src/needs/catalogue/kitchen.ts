import { inGroup } from './item'

/** Items of the group 'kitchen'. */
export const kitchen = inGroup('kitchen', [
  {
    id: 'kitchenware',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Ыдыс-аяқ', ru: 'Посуда', en: 'Kitchenware' },
    synonyms: {
      kk: ['қазан', 'кесе', 'қасық'],
      ru: ['кастрюля', 'тарелки', 'ложки', 'чайник'],
      en: ['pots', 'dishes', 'plates', 'cups'],
    },
    gramsPerThousand: 6_000_000,
    millilitresPerThousand: 20_000_000,
  },
])
