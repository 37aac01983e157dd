import { inGroup } from './item'

/** Items of the group 'aids'. */
export const aids = inGroup('aids', [
  {
    id: 'wheelchair',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Мүгедектер арбасы', ru: 'Инвалидная коляска', en: 'Wheelchair' },
    synonyms: {
      kk: ['кресло-арба', 'арба'],
      ru: ['кресло-коляска'],
      en: ['wheel chair'],
    },
    gramsPerThousand: 17_000_000,
    millilitresPerThousand: 180_000_000,
    healthRelated: true,
    oftenFor: ['disability'],
  },
  {
    id: 'crutches-walker',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Балдақ немесе жүргізгіш', ru: 'Костыли или ходунки', en: 'Crutches or walker' },
    synonyms: {
      kk: ['балдақ', 'таяқ', 'ходунок'],
      ru: ['костыли', 'ходунки', 'трость'],
      en: ['walking frame', 'cane', 'walking stick'],
    },
    gramsPerThousand: 2_000_000,
    millilitresPerThousand: 20_000_000,
    healthRelated: true,
    oftenFor: ['disability'],
  },
])
