import {
  Button,
  ButtonRow,
  Choice,
  Field,
  type FieldErrors,
  Form,
  languageNames,
  languages,
  Page,
  type View,
} from '../../web'
import type { Item } from '../catalogue/item'
import type { ItemMatch } from '../catalogue/match-item'

/** Asks which item a wording means. Without script the button searches again in other words. */
export const TeachWordsPage = ({
  v,
  said,
  words,
  sought,
  matches,
  errors = {},
}: {
  v: View
  said: string
  words: string
  sought: string
  matches: readonly ItemMatch[]
  errors?: FieldErrors
}) => (
  <Page v={v} title={v.t('needs.words.teach', { words: said })} stage="desk">
    <form class="form form--inline" action="/catalogue/words/teach" method="get">
      <input type="hidden" name="said" value={said} />
      <Field v={v} name="sought" label={v.t('needs.words.sought')} value={sought} maxlength={200} />
      <Button kind="secondary" icon="search">
        {v.t('web.search')}
      </Button>
    </form>
    <Form v={v} action="/catalogue/words" errors={errors} hidden={{ said, sought }}>
      <Choice
        v={v}
        name="item"
        legend={v.t('needs.words.which')}
        hint={matches.length === 0 ? v.t('needs.words.seekOther') : undefined}
        error={errors.item}
        options={matches.map(({ item }) => ({
          value: item.id,
          label: item.names[v.lang],
          hint: v.t(`needs.items.group.${item.group}`),
        }))}
      />
      <Field
        v={v}
        name="words"
        label={v.t('needs.words.remember')}
        hint={v.t('needs.words.remember.hint')}
        error={errors.words}
        value={words}
        maxlength={100}
      />
      <ButtonRow>
        <Button>{v.t('needs.words.teach.send')}</Button>
      </ButtonRow>
    </Form>
  </Page>
)

/** Asks for the names of an item that was brought in. */
export const ItemNamesPage = ({ v, item }: { v: View; item: Item }) => (
  <Page v={v} title={v.t('needs.words.names')} lead={item.names.en} stage="desk">
    <Form v={v} action={`/catalogue/items/${item.id}/names`}>
      {languages.map((lang) => (
        <Field
          v={v}
          name={lang}
          label={languageNames[lang]}
          value={item.untranslated?.includes(lang) ? '' : item.names[lang]}
          optional
          maxlength={200}
        />
      ))}
      <ButtonRow>
        <Button>{v.t('needs.words.names.send')}</Button>
      </ButtonRow>
    </Form>
  </Page>
)
