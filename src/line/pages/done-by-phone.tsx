import { Button, ButtonRow, Field, type FieldErrors, Form, Page, Status, type View, When } from '../../web'
import type { DoneByPhone } from '../queries/list-done-by-phone'

const inWords = (v: View, one: DoneByPhone): string =>
  v.t(`line.done.${one.what}`, { operator: one.operator ?? v.t('line.done.somebody'), title: one.title ?? '' })

/**
 * What operators did for somebody in calls: who, what, and that they agreed by phone. The same list for them and for operators.
 * @param path where they say that they did not; undefined for operators
 */
export const DoneList = ({ v, done, path }: { v: View; done: readonly DoneByPhone[]; path?: string }) => (
  <ul class="plain-list">
    {done.map((one) => (
      <li>
        <p>
          {inWords(v, one)} {one.isUndone ? <Status>{v.t('line.done.undone')}</Status> : null}
          {one.isObjected ? <Status tone="needs-you">{v.t('line.done.objected')}</Status> : null}
        </p>
        <p class="muted">
          <When v={v} at={one.at} />
          {one.what === 'talked'
            ? ''
            : ` · ${one.companion === null ? v.t('line.done.agreed') : v.t('line.done.companion', { name: one.companion })}`}
          {path === undefined || one.what === 'talked' || one.isObjected ? null : (
            <>
              {' · '}
              <a href={`${path}/calls/${one.id}`} aria-label={`${v.t('line.object')} ${inWords(v, one)}`}>
                {v.t('line.object')}
              </a>
            </>
          )}
        </p>
      </li>
    ))}
  </ul>
)

/** A person's own page of it. */
export const DoneByPhonePage = ({ v, done }: { v: View; done: readonly DoneByPhone[] }) => (
  <Page v={v} title={v.t('line.done.title')} lead={v.t('line.done.lead')} stage="app">
    {done.length === 0 ? <p>{v.t('line.done.none')}</p> : <DoneList v={v} done={done} path="/me" />}
    <p>
      <a href="/me/account">{v.t('line.done.account')}</a>
    </p>
  </Page>
)

/** The same on the page of whoever follows a request without an account. */
export const DonePart = ({ v, done, path }: { v: View; done: readonly DoneByPhone[]; path: string }) => (
  <section class="section" aria-labelledby="done-by-phone">
    <h2 id="done-by-phone">{v.t('line.done.title')}</h2>
    <DoneList v={v} done={done} path={path} />
  </section>
)

/** "I did not agree": what it is about, what happens with it, and room for own words. */
export const ObjectPage = ({
  v,
  one,
  path,
  back,
  typed,
  errors,
}: {
  v: View
  one: DoneByPhone
  path: string
  back: string
  typed: string | undefined
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('line.object')} lead={v.t('line.object.lead')} stage="app" secret>
    <p>
      <b>{inWords(v, one)}</b> · <When v={v} at={one.at} full />
    </p>
    <Form v={v} action={path} errors={errors}>
      <Field
        v={v}
        name="words"
        rows={4}
        maxlength={1000}
        optional
        label={v.t('line.object.words')}
        value={typed}
        error={errors.words}
      />
      <ButtonRow>
        <Button>{v.t('line.object.send')}</Button>
        <Button kind="quiet" href={back}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)

/** What the officer reads of it, in the language it was said in. */
export const objectionInWords = (v: View, one: DoneByPhone, words: string): string =>
  [v.t('line.object.report', { what: inWords(v, one), at: v.say.dateTime(one.at, v.zone) }), words.trim()]
    .filter((text) => text !== '')
    .join('\n')
