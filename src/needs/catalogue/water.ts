import { inGroup } from './item'

/** Items of the group 'water'. */
export const water = inGroup('water', [
  {
    id: 'drinking-water',
    unit: 'millilitre',
    typicalQuantity: 10000,
    names: { kk: 'Ауыз су', ru: 'Питьевая вода', en: 'Drinking water' },
    synonyms: {
      kk: ['су', 'ішетін су', 'бөтелкедегі су'],
      ru: ['вода', 'бутилированная вода', 'вода для питья'],
      en: ['water', 'bottled water'],
    },
    gramsPerThousand: 1000,
    millilitresPerThousand: 1100,
    packs: [
      { form: 'bottle', quantity: 500 },
      { form: 'bottle', quantity: 1500 },
      { form: 'bottle', quantity: 5000 },
      { form: 'tank', quantity: 19000 },
    ],
  },
  {
    id: 'household-water',
    unit: 'millilitre',
    typicalQuantity: 50000,
    names: { kk: 'Тұрмыстық су', ru: 'Техническая вода', en: 'Water for washing' },
    synonyms: {
      kk: ['шаруашылық суы'],
      ru: ['вода для хозяйства', 'вода для стирки'],
      en: ['utility water', 'washing water'],
    },
    gramsPerThousand: 1000,
    millilitresPerThousand: 1050,
    packs: [{ form: 'canister', quantity: 20000 }],
    heavy: true,
    substitutes: [{ item: 'drinking-water', costPercent: 60 }],
  },
  {
    id: 'water-container',
    unit: 'piece',
    typicalQuantity: 1,
    names: { kk: 'Су құятын ыдыс', ru: 'Канистра для воды', en: 'Water container' },
    synonyms: {
      kk: ['канистра', 'бидон', 'фляга'],
      ru: ['канистра', 'фляга', 'бидон', 'ведро'],
      en: ['jerrycan', 'bucket', 'water can'],
    },
    gramsPerThousand: 600_000,
    millilitresPerThousand: 12_000_000,
  },
  {
    id: 'water-purification',
    unit: 'set',
    typicalQuantity: 1,
    names: { kk: 'Су тазарту құралы', ru: 'Средство для очистки воды', en: 'Water purification' },
    synonyms: {
      kk: ['су сүзгісі', 'су тазартқыш'],
      ru: ['фильтр для воды', 'таблетки для воды'],
      en: ['water filter', 'purification tablets'],
    },
    gramsPerThousand: 80000,
    millilitresPerThousand: 200_000,
    packs: [{ form: 'box', quantity: 50 }],
    expires: true,
  },
])
