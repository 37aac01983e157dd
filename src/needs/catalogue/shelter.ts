import { inGroup } from './item'

/** Items of the group 'shelter'. */
export const shelter = inGroup('shelter', [
  {
    id: 'tent',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Шатыр', ru: 'Палатка', en: 'Tent' },
    synonyms: {
      kk: ['киіз үй'],
      ru: ['палатки', 'тент', 'навес'],
      en: ['tents', 'tarp', 'tarpaulin'],
    },
    gramsPerThousand: 30_000_000,
    millilitresPerThousand: 110_000_000,
    heavy: true,
  },
  {
    id: 'plastic-sheet',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Полиэтилен үлдір', ru: 'Полиэтиленовая плёнка', en: 'Plastic sheeting' },
    synonyms: {
      kk: ['клеёнка', 'үлдір'],
      ru: ['плёнка', 'клеёнка'],
      en: ['tarp sheet', 'polythene'],
    },
    gramsPerThousand: 4_500_000,
    millilitresPerThousand: 12_000_000,
  },
])
