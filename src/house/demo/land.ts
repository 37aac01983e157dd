/** Zone of both imagined districts. */
export const ZONE = 'Asia/Oral'

/** The imagined district by the real river Zhaiyq, and its neighbour downstream; on no map. */
export const districts = [
  { region: 'KZ-27', kk: 'Көкжар ауданы', ru: 'Кокжарский район', en: 'Kokzhar District' },
  { region: 'KZ-23', kk: 'Майлықұм ауданы', ru: 'Майлыкумский район', en: 'Maylykum District' },
] as const

/** The town of the first and their villages; `district` is an index into {@link districts}. */
export const villages = [
  { district: 0, kk: 'Көкжар', ru: 'Кокжар', en: 'Kokzhar', latitude: 50.92, longitude: 51.55, population: 12_400 },
  { district: 0, kk: 'Тасөткел', ru: 'Тасоткель', en: 'Tasotkel', latitude: 50.86, longitude: 51.62, population: 1900 },
  { district: 0, kk: 'Үшбұлақ', ru: 'Ушбулак', en: 'Ushbulak', latitude: 50.97, longitude: 51.43, population: 640 },
  { district: 1, kk: 'Майлықұм', ru: 'Майлыкум', en: 'Maylykum', latitude: 48.02, longitude: 51.83, population: 2300 },
] as const

/** Index into {@link villages}. */
export type Village = 0 | 1 | 2 | 3

/** Where something in a village is. */
export function placeOf(village: Village) {
  const { district, latitude, longitude } = villages[village]
  return { district, regionId: districts[district].region, zone: ZONE, point: { latitude, longitude } }
}
