import { Button, ButtonRow, Choice, Field, Form, Select, type View } from '../../web'
import { closeReasons } from '../commands/close-need'
import { referralOutcomes } from '../commands/refer-need'
import {
  consentHows,
  mayStep,
  receiptReasons,
  receipts,
  refusalReasons,
  severities,
  urgencies,
  verifyMethods,
} from '../need'
import { typedQuantity } from '../quantity'
import { ChangeFields } from './change-fields'
import { lineName } from './line-words'
import { localMoment } from './local-moment'
import type { NeedPageProps } from './need-page'

/** What was typed into a form that did not go through. */
export type Typed = Readonly<Record<string, string>>

const choices = (v: View, prefix: string, codes: readonly string[]) =>
  codes.map((code) => ({ value: code, label: v.t(`${prefix}.${code}`) }))

/** How the person agreed, wherever someone acts for them. */
export const ConsentChoice = ({
  v,
  value,
  error,
}: {
  v: View
  value?: string | undefined
  error?: string | undefined
}) => (
  <Choice
    v={v}
    name="consentHow"
    legend={v.t('needs.desk.consent')}
    hint={v.t('needs.desk.consent.hint')}
    value={value}
    error={error}
    options={choices(v, 'needs.consent', consentHows)}
  />
)

export const VerifyForms = (props: NeedPageProps) => (
  <section class="section">
    <h2>{props.v.t('needs.desk.verify')}</h2>
    {props.desk.verifications.length === 0 ? (
      <VerifyForm {...props} />
    ) : (
      <details>
        <summary>{props.v.t('needs.desk.verify.again')}</summary>
        <VerifyForm {...props} />
      </details>
    )}
  </section>
)

const VerifyForm = ({ v, desk: { need }, typed = {} }: NeedPageProps) => (
  <Form v={v} action={`/needs/${need.id}/verify`}>
    <Choice
      v={v}
      name="method"
      legend={v.t('needs.desk.method')}
      layout="inline"
      value={typed.method}
      options={choices(v, 'needs.method', verifyMethods)}
    />
    <Field
      v={v}
      name="words"
      label={v.t('needs.desk.note')}
      hint={v.t('needs.desk.note.hint')}
      value={typed.words}
      optional
      maxlength={1000}
    />
    <Button icon="check">{v.t('needs.desk.verify.do')}</Button>
    <details>
      <summary>{v.t('needs.desk.refuse')}</summary>
      <Select
        v={v}
        name="reason"
        label={v.t('needs.desk.refuse.why')}
        empty=""
        value={typed.reason}
        options={choices(v, 'needs.refusalShort', refusalReasons)}
      />
      <Button kind="danger" formaction={`/needs/${need.id}/refuse`}>
        {v.t('needs.desk.refuse.do')}
      </Button>
    </details>
  </Form>
)

export const TriageForm = ({ v, desk: { need } }: NeedPageProps) => (
  <Form v={v} action={`/needs/${need.id}/triage`} label={v.t('needs.desk.triage')}>
    <Select
      v={v}
      name="urgency"
      label={v.t('needs.desk.urgency')}
      value={need.urgency}
      options={choices(v, 'needs.urgency', urgencies)}
    />
    <Select
      v={v}
      name="severity"
      label={v.t('needs.desk.severity')}
      value={need.severity}
      options={choices(v, 'needs.severity', severities)}
    />
    <Button kind="secondary">{v.t('needs.desk.triage.do')}</Button>
  </Form>
)

export const ClaimForm = ({ v, desk: { need, lines }, powers, typed = {} }: NeedPageProps) => {
  const open = lines.filter((line) => line.open > line.claims.reduce((sum, claim) => sum + claim.quantity, 0))
  if (open.length === 0) return <p class="muted">{v.t('needs.desk.allClaimed')}</p>
  const [first] = open
  return (
    <details open={typed.organization !== undefined}>
      <summary>{v.t('needs.desk.claimTitle')}</summary>
      <Form v={v} action={`/needs/${need.id}/claim`}>
        <Select
          v={v}
          name="organization"
          label={v.t('needs.visit.organization')}
          value={typed.organization}
          options={powers.claimFor.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          v={v}
          name="line"
          label={v.t('needs.desk.what')}
          value={typed.line}
          options={open.map((line) => ({ value: line.id, label: lineName(v, line) }))}
        />
        <Field
          v={v}
          name="quantity"
          label={v.t('needs.ask.amount')}
          value={
            typed.quantity ??
            (first === undefined
              ? ''
              : typedQuantity(first.open - first.claims.reduce((sum, claim) => sum + claim.quantity, 0), first.unit))
          }
          width={8}
          maxlength={40}
        />
        <Field
          v={v}
          name="until"
          type="datetime-local"
          label={v.t('needs.desk.until')}
          hint={v.t('needs.desk.until.hint')}
          value={typed.until ?? localMoment(v.now.add({ hours: 24 }), need.zone)}
          width={16}
        />
        <Button>{v.t('needs.desk.claim.do')}</Button>
      </Form>
    </details>
  )
}

export const ChangeForms = ({ v, desk: { need, lines }, powers, typed = {} }: NeedPageProps) => (
  <section class="section">
    <h2>{v.t('needs.desk.change')}</h2>
    <details open={typed.consentHow !== undefined && typed.result === undefined}>
      <summary>{v.t('needs.desk.change.open')}</summary>
      <Form v={v} action={`/needs/${need.id}/correct`}>
        {lines.map((line) => (
          <Field
            v={v}
            name={`line-${line.id}`}
            label={lineName(v, line)}
            value={typed[`line-${line.id}`] ?? typedQuantity(line.requested - line.withdrawn, line.unit)}
            width={8}
            maxlength={40}
          />
        ))}
        <Field v={v} name="added" label={v.t('needs.change.added')} value={typed.added} optional maxlength={200} />
        <Field v={v} name="addedAmount" label={v.t('needs.ask.amount')} value={typed.addedAmount} optional width={8} />
        <ChangeFields v={v} need={need} typed={typed} />
        <ConsentChoice v={v} value={typed.consentHow} />
        <ButtonRow>
          <Button>{v.t('needs.change.do')}</Button>
          <Button kind="danger" formaction={`/needs/${need.id}/cancel`}>
            {v.t('needs.desk.cancel')}
          </Button>
          {powers.receive && powers.verify ? (
            <Button kind="secondary" formaction={`/needs/${need.id}/keys`}>
              {v.t('needs.desk.keys')}
            </Button>
          ) : null}
        </ButtonRow>
      </Form>
    </details>
  </section>
)

export const ReceiptForm = ({ v, desk: { need }, typed = {} }: NeedPageProps) => (
  <section class="section">
    <h2>{v.t('needs.desk.receiptTitle')}</h2>
    <details open={typed.result !== undefined}>
      <summary>{v.t('needs.desk.receipt.open')}</summary>
      <Form v={v} action={`/needs/${need.id}/receipt`}>
        <ReceiptFields v={v} typed={typed} />
        <ConsentChoice v={v} value={typed.consentHow} />
        <Button>{v.t('needs.desk.receipt.do')}</Button>
      </Form>
    </details>
  </section>
)

/** "It was what I needed / partly / no, because": the same questions wherever they are answered. */
export const ReceiptFields = ({
  v,
  typed,
  errors = {},
  heading,
}: {
  v: View
  typed: Typed
  errors?: Readonly<Record<string, string>>
  heading?: boolean
}) => (
  <>
    <Choice
      v={v}
      name="result"
      legend={v.t('needs.receipt.question')}
      heading={heading ?? false}
      value={typed.result}
      error={errors.result}
      options={choices(v, 'needs.receipt', receipts)}
    />
    <Choice
      v={v}
      name="reason"
      legend={v.t('needs.receipt.because')}
      hint={v.t('needs.receipt.because.hint')}
      value={typed.reason}
      error={errors.reason}
      options={choices(v, 'needs.reason', receiptReasons)}
    />
  </>
)

export const ReferForms = ({ v, desk: { need, referrals }, powers, typed = {} }: NeedPageProps) => {
  const mayRefer = powers.verify && mayStep('refer', need.state)
  if (!mayRefer && referrals.length === 0) return null
  return (
    <section class="section">
      <h2>{v.t('needs.desk.refer')}</h2>
      {referrals.map((referral) => (
        <div>
          <p>
            {v.t('needs.desk.referral', {
              receiver: referral.receiver,
              day: v.say.dateTime(referral.follow_up_at, need.zone),
            })}
            {referral.outcome === null ? '' : ` · ${v.t(`needs.referral.${referral.outcome}`)}`}
            {referral.words === '' ? '' : ` · ${referral.words}`}
          </p>
          {referral.closed_at === null && powers.verify ? (
            <Form v={v} action={`/needs/${need.id}/referral`} hidden={{ referral: referral.id }} inline>
              <Select
                v={v}
                name="outcome"
                label={v.t('needs.desk.referral.outcome')}
                options={choices(v, 'needs.referral', referralOutcomes)}
              />
              <Button kind="secondary">{v.t('needs.desk.referral.close')}</Button>
            </Form>
          ) : null}
        </div>
      ))}
      {mayRefer ? (
        <details open={typed.receiver !== undefined}>
          <summary>{v.t('needs.desk.refer.open')}</summary>
          <Form v={v} action={`/needs/${need.id}/refer`}>
            <Field
              v={v}
              name="receiver"
              label={v.t('needs.desk.receiver')}
              hint={v.t('needs.desk.receiver.hint')}
              value={typed.receiver}
              maxlength={200}
            />
            <Field v={v} name="words" label={v.t('needs.desk.note')} value={typed.words} optional maxlength={1000} />
            <Field
              v={v}
              name="followUp"
              type="datetime-local"
              label={v.t('needs.desk.followUp')}
              value={typed.followUp ?? localMoment(v.now.add({ hours: 24 }), need.zone)}
              width={16}
            />
            <Button kind="secondary">{v.t('needs.desk.refer.do')}</Button>
          </Form>
        </details>
      ) : null}
    </section>
  )
}

export const CloseForms = ({ v, desk: { need } }: NeedPageProps) => {
  const canClose = need.closed_at === null && mayStep('close', need.state)
  const canReopen = need.closed_at !== null && mayStep('reopen', need.state) && need.destroyed_at === null
  if (!canClose && !canReopen) return null
  return (
    <section class="section">
      <h2>{v.t('needs.desk.close')}</h2>
      {canClose ? (
        <Form v={v} action={`/needs/${need.id}/close`} inline>
          <Select
            v={v}
            name="reason"
            label={v.t('needs.desk.close.why')}
            options={choices(v, 'needs.close', closeReasons)}
          />
          <Button kind="secondary">{v.t('needs.desk.close.do')}</Button>
        </Form>
      ) : (
        <Form v={v} action={`/needs/${need.id}/reopen`}>
          <Button kind="secondary" icon="undo">
            {v.t('needs.desk.reopen')}
          </Button>
        </Form>
      )}
    </section>
  )
}
