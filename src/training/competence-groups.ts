import type { Names } from './competence'

/** The groups of competences, in the order pages show them. Our own division. */
export const competenceGroups = [
  {
    id: 'rescue',
    names: { kk: 'Құтқару және апат кезі', ru: 'Спасение и чрезвычайные ситуации', en: 'Rescue and emergencies' },
  },
  { id: 'health', names: { kk: 'Денсаулық', ru: 'Здоровье', en: 'Health' } },
  { id: 'support', names: { kk: 'Жанға қолдау', ru: 'Душевная поддержка', en: 'Emotional support' } },
  { id: 'care', names: { kk: 'Күтім және серік болу', ru: 'Уход и сопровождение', en: 'Care and accompaniment' } },
  { id: 'driving', names: { kk: 'Көлік және техника', ru: 'Транспорт и техника', en: 'Driving and machinery' } },
  { id: 'logistics', names: { kk: 'Қойма және тарату', ru: 'Склад и раздача', en: 'Storage and distribution' } },
  { id: 'food', names: { kk: 'Тамақ', ru: 'Питание', en: 'Food' } },
  { id: 'building', names: { kk: 'Құрылыс және жөндеу', ru: 'Стройка и ремонт', en: 'Building and repair' } },
  { id: 'language', names: { kk: 'Тіл және байланыс', ru: 'Языки и связь', en: 'Languages and communication' } },
  { id: 'digital', names: { kk: 'Цифрлық жұмыс', ru: 'Цифровая работа', en: 'Digital work' } },
  { id: 'learning', names: { kk: 'Оқыту және бос уақыт', ru: 'Обучение и досуг', en: 'Learning and leisure' } },
  { id: 'advice', names: { kk: 'Құқық және қаржы', ru: 'Право и финансы', en: 'Law and finance' } },
  { id: 'nature', names: { kk: 'Табиғат және жануарлар', ru: 'Природа и животные', en: 'Nature and animals' } },
  { id: 'coordination', names: { kk: 'Үйлестіру', ru: 'Координация', en: 'Coordination' } },
] as const satisfies readonly { readonly id: string; readonly names: Names }[]

/** Id of a group of competences. */
export type CompetenceGroupId = (typeof competenceGroups)[number]['id']
