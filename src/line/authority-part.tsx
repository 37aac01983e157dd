import { registerAuthorityPart } from '../organizations'

registerAuthorityPart('line', async (_, v) => (
  <p>
    <a href="/authority/line">{v.t('line.figures.forAuthority')}</a>
  </p>
))
