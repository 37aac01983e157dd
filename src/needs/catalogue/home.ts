import { inGroup } from './item'

/** Items of the group 'home'. */
export const home = inGroup('home', [
  {
    id: 'building-materials',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Құрылыс материалдары', ru: 'Стройматериалы', en: 'Building materials' },
    synonyms: {
      kk: ['тақтай', 'шифер', 'цемент'],
      ru: ['доски', 'шифер', 'цемент', 'кирпич', 'рубероид'],
      en: ['planks', 'cement', 'bricks', 'roofing'],
    },
    gramsPerThousand: 500_000_000,
    millilitresPerThousand: 900_000_000,
    heavy: true,
  },
  {
    id: 'furniture',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Жиһаз', ru: 'Мебель', en: 'Furniture' },
    synonyms: {
      kk: ['үстел', 'орындық', 'шкаф'],
      ru: ['стол', 'стулья', 'шкаф', 'кровать'],
      en: ['table', 'chairs', 'bed'],
    },
    gramsPerThousand: 30_000_000,
    millilitresPerThousand: 250_000_000,
    heavy: true,
  },
  {
    id: 'household-appliance',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Тұрмыстық техника', ru: 'Бытовая техника', en: 'Household appliance' },
    synonyms: {
      kk: ['тоңазытқыш', 'кір жуғыш машина', 'газ плитасы'],
      ru: ['холодильник', 'стиральная машина', 'плита'],
      en: ['fridge', 'washing machine', 'cooker'],
    },
    gramsPerThousand: 50_000_000,
    millilitresPerThousand: 350_000_000,
    heavy: true,
  },
])
