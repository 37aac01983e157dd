import { inGroup } from './item'

/** Items of the group 'children'. */
export const children = inGroup('children', [
  {
    id: 'toys',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Ойыншық', ru: 'Игрушки', en: 'Toys' },
    synonyms: {
      kk: ['ойыншықтар', 'кітапшалар'],
      ru: ['детские книжки', 'настольные игры'],
      en: ['games', 'children books'],
    },
    gramsPerThousand: 800_000,
    millilitresPerThousand: 6_000_000,
    unwanted: true,
    attributes: ['age'],
    oftenFor: ['child'],
  },
  {
    id: 'school-supplies',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Мектеп құралдары', ru: 'Школьные принадлежности', en: 'School supplies' },
    synonyms: {
      kk: ['дәптер', 'қалам', 'мектеп сөмкесі'],
      ru: ['тетради', 'ручки', 'рюкзак', 'портфель', 'канцтовары'],
      en: ['notebooks', 'pens', 'school bag', 'stationery'],
    },
    gramsPerThousand: 3_000_000,
    millilitresPerThousand: 15_000_000,
    attributes: ['age'],
    oftenFor: ['child'],
  },
])
