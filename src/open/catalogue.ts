import { languages, translator } from '../web'
import { LICENCE } from './licence'
import { parseFileName, type Release } from './release'
import { type TableName, tableNames } from './tables'
import type { Form } from './write-part'

// A catalogue names the newest parts of a table; the manifest of the release names all.
const FILES_NAMED = 300

const mediaTypes: Record<Form, string> = {
  csv: 'https://www.iana.org/assignments/media-types/text/csv',
  json: 'https://www.iana.org/assignments/media-types/application/json',
  parquet: 'https://www.iana.org/assignments/media-types/application/vnd.apache.parquet',
}

const said = (key: string) => languages.map((lang) => ({ '@value': translator(lang)(key), '@language': lang }))
const euLanguages = { kk: 'KAZ', ru: 'RUS', en: 'ENG' }
const authority = 'http://publications.europa.eu/resource/authority'

/**
 * What there is, as DCAT-AP 3 in JSON-LD, so that national and international portals can take it in.
 * @param base the address of this house, without a slash at the end
 */
export function catalogueAsJsonLd(base: string, release: Release | undefined): object {
  const publisher = { '@id': `${base}/#publisher`, '@type': 'foaf:Agent', 'foaf:name': said('web.name') }
  const distribution = (name: string, form: Form, bytes: number, sha256: string) => ({
    '@id': `${base}/open/${release?.id}/${name}`,
    '@type': 'dcat:Distribution',
    'dct:title': name,
    'dcat:accessURL': { '@id': `${base}/open` },
    'dcat:downloadURL': { '@id': `${base}/open/${release?.id}/${name}` },
    'dcat:mediaType': { '@id': mediaTypes[form] },
    'dcat:byteSize': { '@type': 'xsd:nonNegativeInteger', '@value': String(bytes) },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256' },
      'spdx:checksumValue': { '@type': 'xsd:hexBinary', '@value': sha256 },
    },
    'dct:license': { '@id': LICENCE },
  })
  const dataset = (table: TableName) => ({
    '@id': `${base}/open#${table}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': `${base}/open#${table}`,
    'dct:title': said(`open.${table}.title`),
    'dct:description': said(`open.${table}.about`),
    'dct:publisher': { '@id': publisher['@id'] },
    'dct:license': { '@id': LICENCE },
    'dct:language': languages.map((lang) => ({ '@id': `${authority}/language/${euLanguages[lang]}` })),
    'dct:accrualPeriodicity': { '@id': `${authority}/frequency/DAILY` },
    ...(release === undefined ? {} : { 'dct:modified': { '@type': 'xsd:date', '@value': release.day } }),
    'dcat:landingPage': { '@id': `${base}/open#${table}` },
    'dcat:distribution': (release?.files ?? [])
      .flatMap(({ name, bytes, sha256 }) => {
        const parsed = parseFileName(name)
        return parsed?.table === table ? [distribution(name, parsed.form, bytes, sha256)] : []
      })
      .slice(-FILES_NAMED),
  })
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      spdx: 'http://spdx.org/rdf/terms#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${base}/open/catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': said('open.title'),
    'dct:description': said('open.lead'),
    'dct:publisher': publisher,
    'dct:license': { '@id': LICENCE },
    'foaf:homepage': { '@id': `${base}/open` },
    'dcat:dataset': tableNames.map(dataset),
  }
}
