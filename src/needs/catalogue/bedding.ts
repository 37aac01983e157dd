import { inGroup } from './item'

/** Items of the group 'bedding'. */
export const bedding = inGroup('bedding', [
  {
    id: 'blanket',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Көрпе', ru: 'Одеяло', en: 'Blanket' },
    synonyms: {
      kk: ['жамылғы', 'көрпелер'],
      ru: ['плед', 'одеяла'],
      en: ['blankets', 'quilt', 'blankets/bedding'],
    },
    gramsPerThousand: 1_500_000,
    millilitresPerThousand: 7_000_000,
    packs: [{ form: 'bale', quantity: 20 }],
    substitutes: [{ item: 'sleeping-bag', costPercent: 20 }],
  },
  {
    id: 'bed-linen',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Төсек-орын', ru: 'Постельное бельё', en: 'Bed linen' },
    synonyms: {
      kk: ['ақжайма', 'жастық тысы'],
      ru: ['простыни', 'наволочки', 'бельё постельное'],
      en: ['sheets', 'bedding', 'bedclothes'],
    },
    gramsPerThousand: 1_500_000,
    millilitresPerThousand: 4_000_000,
  },
  {
    id: 'mattress',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Төсеніш', ru: 'Матрас', en: 'Mattress' },
    synonyms: {
      kk: ['матрас', 'көрпеше'],
      ru: ['матрац', 'раскладушка', 'спальное место'],
      en: ['mattresses', 'camp bed', 'folding bed'],
    },
    gramsPerThousand: 7_000_000,
    millilitresPerThousand: 120_000_000,
  },
  {
    id: 'pillow',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Жастық', ru: 'Подушка', en: 'Pillow' },
    synonyms: {
      kk: [],
      ru: ['подушки'],
      en: ['pillows'],
    },
    gramsPerThousand: 700_000,
    millilitresPerThousand: 20_000_000,
  },
  {
    id: 'sleeping-bag',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Ұйықтайтын қап', ru: 'Спальный мешок', en: 'Sleeping bag' },
    synonyms: {
      kk: ['қап көрпе'],
      ru: ['спальник'],
      en: ['sleeping bags'],
    },
    gramsPerThousand: 1_800_000,
    millilitresPerThousand: 12_000_000,
    substitutes: [{ item: 'blanket', costPercent: 30 }],
  },
])
