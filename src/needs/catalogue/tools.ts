import { inGroup } from './item'

/** Items of the group 'tools'. */
export const tools = inGroup('tools', [
  {
    id: 'shovel',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Күрек', ru: 'Лопата', en: 'Shovel' },
    synonyms: {
      kk: ['қар күрек'],
      ru: ['лопаты', 'снеговая лопата'],
      en: ['shovels', 'spade'],
    },
    gramsPerThousand: 2_000_000,
    millilitresPerThousand: 9_000_000,
  },
  {
    id: 'tool-set',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Құрал-сайман', ru: 'Инструменты', en: 'Tool set' },
    synonyms: {
      kk: ['балға', 'аспап'],
      ru: ['молоток', 'отвёртка', 'набор инструментов'],
      en: ['tools', 'hammer', 'screwdriver'],
    },
    gramsPerThousand: 6_000_000,
    millilitresPerThousand: 15_000_000,
  },
  {
    id: 'work-gloves',
    unit: 'piece',
    typicalQuantity: 2,
    names: { kk: 'Жұмыс қолғабы', ru: 'Рабочие перчатки', en: 'Work gloves' },
    synonyms: {
      kk: ['колғап жұмысқа'],
      ru: ['верхонки', 'строительные перчатки'],
      en: ['working gloves'],
    },
    gramsPerThousand: 80000,
    millilitresPerThousand: 250_000,
    packs: [
      { form: 'pack', quantity: 12 },
      { form: 'bale', quantity: 300 },
    ],
  },
  {
    id: 'sandbags',
    unit: 'piece',
    typicalQuantity: 50,
    names: { kk: 'Құм салатын қап', ru: 'Мешки для песка', en: 'Sandbags' },
    synonyms: {
      kk: ['қап', 'қапшық'],
      ru: ['мешки', 'мешки с песком'],
      en: ['sacks', 'sand bags'],
    },
    gramsPerThousand: 120_000,
    millilitresPerThousand: 300_000,
    packs: [
      { form: 'bale', quantity: 100 },
      { form: 'bale', quantity: 500 },
    ],
  },
  {
    id: 'water-pump',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Су сорғысы', ru: 'Водяной насос', en: 'Water pump' },
    synonyms: {
      kk: ['мотопомпа', 'сорғы'],
      ru: ['мотопомпа', 'насос', 'помпа'],
      en: ['pump', 'motor pump'],
    },
    gramsPerThousand: 30_000_000,
    millilitresPerThousand: 80_000_000,
    heavy: true,
  },
])
