import { Button, DefinitionList, Field, Form, Notice, Page, type View } from '../../web'
import type { Checked } from '../check-badge'

/** What a checked credential says of itself, where it is signed by us and not changed. */
export type Stated = { readonly name: string; readonly text: string; readonly holder: string | undefined }

/** Anyone pastes or uploads a credential and learns how it stands. */
export const CheckPage = ({
  v,
  typed,
  checked,
  stated,
}: {
  v: View
  typed: string
  checked?: Checked | undefined
  stated?: Stated | undefined
}) => (
  <Page v={v} title={v.t('badges.check.title')} lead={v.t('badges.check.lead')}>
    {checked === undefined ? null : (
      <Notice tone={checked.verdict === 'valid' ? 'success' : 'error'} title={v.t(`badges.verdict.${checked.verdict}`)}>
        <p>{v.t(`badges.means.${checked.verdict}`)}</p>
        {checked.differs.length === 0 ? null : (
          <>
            <p>{v.t('badges.check.differs')}</p>
            <ul>
              {checked.differs.map((path) => (
                <li>
                  <code class="code breaks-anywhere">{path}</code>
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    )}
    {stated === undefined ? null : (
      <DefinitionList
        v={v}
        items={[
          { term: v.t('badges.check.about'), value: stated.name },
          { term: v.t('badges.check.says'), value: stated.text },
          { term: v.t('badges.check.holder'), value: stated.holder },
        ]}
      />
    )}
    <Form v={v} action="/credentials/check" multipart>
      <Field
        v={v}
        name="file"
        type="file"
        label={v.t('badges.check.file')}
        hint={v.t('badges.check.fileHint')}
        accept=".json,.png,.svg,application/json,image/png,image/svg+xml"
        optional
      />
      <Field v={v} name="text" rows={8} label={v.t('badges.check.text')} value={typed} optional />
      <Button icon="check">{v.t('badges.check.press')}</Button>
    </Form>
    <p>{v.t('badges.check.paper')}</p>
    <section class="section">
      <h2>{v.t('badges.check.elsewhere')}</h2>
      <p>{v.t('badges.check.elsewhereText')}</p>
      <p>
        <a href="/.well-known/did.json">{v.t('badges.check.keys')}</a>
      </p>
    </section>
  </Page>
)
