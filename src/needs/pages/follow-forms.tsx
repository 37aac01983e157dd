import { Button, ButtonRow, Choice, Field, type FieldErrors, Form, Notice, Page, type View } from '../../web'
import { receiptReasons, receipts } from '../need'
import { typedQuantity } from '../quantity'
import type { FollowView } from '../queries/follow'
import { ChangeFields } from './change-fields'
import { lineNameWithoutHealth } from './line-words'
import { ReceiptFields, type Typed } from './need-forms'

type FormPageProps = { v: View; follow: FollowView; path: string; typed: Typed; errors: FieldErrors }

const CodeField = ({ v, error }: { v: View; error: string | undefined }) => (
  <Field
    v={v}
    name="code"
    type="code"
    label={v.t('needs.change.code')}
    hint={v.t('needs.change.code.hint')}
    error={error}
    width={8}
    maxlength={12}
    autocomplete="off"
  />
)

/** Correct or cancel, by the code. What was told of address and telephone is never shown, only replaced. */
export const ChangePage = ({ v, follow, path, typed, errors }: FormPageProps) => (
  <Page v={v} title={v.t('needs.follow.change')} secret emergency>
    <Form v={v} action={`${path}/change`} errors={errors}>
      <CodeField v={v} error={errors.code} />
      {follow.lines.map((line) => (
        <Field
          v={v}
          name={`line-${line.id}`}
          label={lineNameWithoutHealth(v, line)}
          hint={v.t('needs.change.line.hint')}
          value={typed[`line-${line.id}`] ?? typedQuantity(line.requested - line.withdrawn, line.unit)}
          error={errors[`line-${line.id}`]}
          width={8}
          maxlength={40}
        />
      ))}
      <ChangeFields v={v} need={follow.need} typed={typed} errors={errors} />
      <ButtonRow>
        <Button>{v.t('needs.change.do')}</Button>
        <Button kind="danger" formaction={`${path}/cancel`}>
          {v.t('needs.change.cancel')}
        </Button>
        <Button kind="quiet" href={path}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)

/** "It was what I needed / partly / no, because"; in simple mode the answer is a press, and why is asked after it. */
export const ReceiptPage = (props: FormPageProps) =>
  props.v.simple ? <SimpleReceiptPage {...props} /> : <WholeReceiptPage {...props} />

const receiptIcons = { yes: 'check', partly: 'minus', no: 'close' } as const

const SimpleReceiptPage = ({ v, path, typed, errors }: FormPageProps) => {
  const isWhy = typed.result === 'partly' || typed.result === 'no'
  return (
    <Page
      v={v}
      title={v.t(isWhy ? 'needs.receipt.why' : 'needs.receipt.question')}
      headingless={isWhy}
      secret
      emergency
    >
      <Form
        v={v}
        action={`${path}/receipt`}
        errors={errors}
        hidden={isWhy ? { result: typed.result ?? '', asked: 'why' } : {}}
      >
        {isWhy ? (
          <>
            <Choice
              v={v}
              name="reason"
              legend={v.t('needs.receipt.why')}
              heading
              value={typed.reason}
              error={errors.reason}
              options={receiptReasons.map((reason) => ({ value: reason, label: v.t(`needs.reason.${reason}`) }))}
            />
            <Button size="large">{v.t('needs.receipt.do')}</Button>
          </>
        ) : (
          receipts.map((result) => (
            <Button
              size="large"
              kind={result === 'yes' ? 'primary' : 'secondary'}
              icon={receiptIcons[result]}
              name="result"
              value={result}
            >
              {v.t(`needs.receipt.${result}`)}
            </Button>
          ))
        )}
      </Form>
      <Notice title={v.t('needs.receipt.money')} />
      <ButtonRow>
        <Button kind="quiet" href={isWhy ? `${path}/receipt` : path}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Page>
  )
}

const WholeReceiptPage = ({ v, path, typed, errors }: FormPageProps) => (
  <Page v={v} title={v.t('needs.receipt.question')} headingless secret emergency>
    <Form v={v} action={`${path}/receipt`} errors={errors}>
      <ReceiptFields v={v} typed={typed} errors={errors} heading />
      <Notice title={v.t('needs.receipt.money')} />
      <ButtonRow>
        <Button size="large">{v.t('needs.receipt.do')}</Button>
        <Button kind="quiet" href={path}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)

/** A new link in place of this one, by the code. */
export const RotatePage = ({ v, path, errors }: Omit<FormPageProps, 'follow' | 'typed'>) => (
  <Page v={v} title={v.t('needs.rotate.title')} lead={v.t('needs.rotate.lead')} secret>
    <Form v={v} action={`${path}/link`} errors={errors}>
      <CodeField v={v} error={errors.code} />
      <ButtonRow>
        <Button>{v.t('needs.rotate.do')}</Button>
        <Button kind="quiet" href={path}>
          {v.t('web.confirm.back')}
        </Button>
      </ButtonRow>
    </Form>
  </Page>
)
