import { inGroup } from './item'

/** Items of the group 'animals'. */
export const animals = inGroup('animals', [
  {
    id: 'animal-feed',
    unit: 'gram',
    typicalQuantity: 50000,
    names: { kk: 'Мал азығы', ru: 'Корм для животных', en: 'Animal feed' },
    synonyms: {
      kk: ['шөп', 'жем', 'сабан'],
      ru: ['сено', 'комбикорм', 'солома', 'корм'],
      en: ['hay', 'fodder', 'pet food'],
    },
    gramsPerThousand: 1000,
    millilitresPerThousand: 3500,
    packs: [
      { form: 'bale', quantity: 20000 },
      { form: 'bag', quantity: 25000 },
    ],
    heavy: true,
  },
])
