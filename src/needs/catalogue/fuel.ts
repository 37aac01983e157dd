import { inGroup } from './item'

/** Items of the group 'fuel'. */
export const fuel = inGroup('fuel', [
  {
    id: 'firewood',
    unit: 'gram',
    typicalQuantity: 100_000,
    names: { kk: 'Отын', ru: 'Дрова', en: 'Firewood' },
    synonyms: {
      kk: ['ағаш отын'],
      ru: ['дрова колотые'],
      en: ['fire wood', 'logs'],
    },
    gramsPerThousand: 1000,
    millilitresPerThousand: 2300,
    packs: [{ form: 'bag', quantity: 25000 }],
    heavy: true,
    substitutes: [{ item: 'coal', costPercent: 10 }],
  },
  {
    id: 'coal',
    unit: 'gram',
    typicalQuantity: 500_000,
    names: { kk: 'Көмір', ru: 'Уголь', en: 'Coal' },
    synonyms: {
      kk: [],
      ru: ['уголёк'],
      en: [],
    },
    gramsPerThousand: 1000,
    millilitresPerThousand: 1250,
    packs: [
      { form: 'bag', quantity: 25000 },
      { form: 'bag', quantity: 50000 },
    ],
    heavy: true,
    substitutes: [{ item: 'firewood', costPercent: 20 }],
  },
  {
    id: 'vehicle-fuel',
    unit: 'millilitre',
    typicalQuantity: 20000,
    names: { kk: 'Жанармай', ru: 'Бензин или дизель', en: 'Vehicle fuel' },
    synonyms: {
      kk: ['бензин', 'солярка', 'дизель'],
      ru: ['бензин', 'солярка', 'горючее', 'топливо'],
      en: ['petrol', 'diesel', 'gasoline', 'fuel'],
    },
    gramsPerThousand: 780,
    millilitresPerThousand: 1150,
    packs: [
      { form: 'canister', quantity: 10000 },
      { form: 'canister', quantity: 20000 },
    ],
  },
  {
    id: 'cooking-gas',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Газ баллоны', ru: 'Газовый баллон', en: 'Gas cylinder' },
    synonyms: {
      kk: ['газ'],
      ru: ['баллон с газом', 'газ'],
      en: ['cooking gas', 'gas bottle'],
    },
    gramsPerThousand: 35_000_000,
    millilitresPerThousand: 70_000_000,
    heavy: true,
  },
])
