import { foldValue } from './fold-value'
import { type ItemField, itemFields } from './item-mapping'

// Headers as catalogues write them in Kazakh, Russian and English. Compared without case and alphabet.
const headers: Readonly<Record<ItemField, readonly string[]>> = {
  ref: ['item code', 'code', 'ref', 'артикул', 'код', 'код товара', 'коды'],
  name: ['item description', 'item name', 'name', 'description', 'name en'],
  nameKk: ['атауы', 'name kk', 'қазақша атауы'],
  nameRu: ['наименование', 'название', 'name ru'],
  group: ['group', 'группа', 'тобы'],
  unit: ['unit of measure', 'unit', 'ед изм', 'единица измерения', 'өлшем бірлігі'],
  kilograms: ['weight kg', 'weight', 'вес кг', 'вес', 'салмағы кг', 'салмағы'],
  litres: ['volume litre', 'volume l', 'объём л', 'көлемі л'],
  cubicMetres: ['volume m3', 'volume', 'объём м3', 'объём', 'көлемі'],
  lengthCm: ['length cm', 'длина см', 'ұзындығы см'],
  widthCm: ['width cm', 'ширина см', 'ені см'],
  heightCm: ['height cm', 'высота см', 'биіктігі см'],
}

/** The field a header names by itself. */
export function recognizeItemHeader(header: string): ItemField | undefined {
  const said = foldValue(header)
  return itemFields.find((field) => headers[field].some((name) => foldValue(name) === said))
}

/** The usual header of each field, for messages. */
export const itemHeaders = (): string[] => itemFields.flatMap((field) => headers[field].slice(0, 1))
