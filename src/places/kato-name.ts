/** Abbreviations the register puts before a Russian name: city, village, settlement, station, siding, rural district … */
const BEFORE = /^(?:с\.\s?о|п\.\s?а|с\.\s?а|г\.\s?а|г|с|п|ст|рзд|уч|отг|а|қ|к)\.\s*(?=\S)/iu
/** … and after a Russian or Kazakh one. */
const AFTER = /\s+(?:атын\.\s?)?(?:с\.о|п\.а|с\.а|г\.а|а\.о|а\.ә|к\.ә|қ\.ә|қ|а|к|ст|рзд|уч|ж)\.?\s*$/iu

/**
 * Name of the register without the abbreviation of its kind, for display and search: «с.Жамбыл» and «Жамбыл а.» are
 * Жамбыл. Whole words (район, ауданы, зимовка) stay: they tell places apart.
 */
export function plainKatoName(name: string): string {
  const squeezed = name.replace(/\s+/g, ' ').trim()
  const plain = squeezed.replace(BEFORE, '').replace(AFTER, '').trim()
  return plain === '' ? squeezed : plain
}
