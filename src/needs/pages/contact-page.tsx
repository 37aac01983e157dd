import { sayPhone } from '../../people'
import { Button, ButtonRow, DefinitionList, Notice, Page, type View } from '../../web'
import type { NeedContact } from '../commands/read-contact'

/** What a recorded look shows: contact, address, words, vulnerability. Kept by no cache, and not printed. */
export const ContactPage = ({
  v,
  needId,
  reference,
  contact,
}: {
  v: View
  needId: string
  reference: string
  contact: NeedContact
}) => {
  const number =
    contact.contact === null
      ? undefined
      : contact.contact_kind === 'phone'
        ? sayPhone(contact.contact)
        : contact.contact_kind === 'telegram'
          ? v.t('notices.channel.telegram')
          : contact.contact
  return (
    <Page v={v} title={v.t('needs.contact.title', { reference })} stage="desk">
      <Notice title={v.t('needs.contact.recorded')} />
      {contact.call_safe || contact.contact_kind !== 'phone' ? null : (
        <Notice tone="error" title={v.t('needs.contact.noCall')} />
      )}
      {contact.text_safe || contact.contact_kind !== 'phone' ? null : (
        <Notice tone="error" title={v.t('needs.contact.noText')} />
      )}
      <DefinitionList
        v={v}
        items={[
          { term: v.t('needs.ask.name'), value: contact.name ?? undefined },
          {
            term: v.t('needs.summary.reach'),
            value:
              number === undefined ? (
                v.t('needs.reach.none')
              ) : contact.contact_kind === 'phone' && contact.call_safe ? (
                <a href={`tel:${contact.contact ?? ''}`}>{number}</a>
              ) : (
                number
              ),
          },
          { term: v.t('needs.contact.lang'), value: v.t(`needs.lang.${contact.lang}`) },
          { term: v.t('needs.ask.address'), value: contact.address ?? undefined },
          ...(contact.latitude === null || contact.longitude === null
            ? []
            : [{ term: v.t('needs.ask.pinned'), value: `${contact.latitude}, ${contact.longitude}` }]),
          { term: v.t('needs.ask.words'), value: contact.words === '' ? undefined : contact.words },
          {
            term: v.t('needs.ask.who'),
            value:
              contact.vulnerability.length === 0
                ? undefined
                : v.say.list(contact.vulnerability.map((one) => v.t(`needs.who.${one}`))),
          },
        ]}
      />
      <ButtonRow>
        <Button kind="secondary" href={`/needs/${needId}`}>
          {v.t('needs.contact.back')}
        </Button>
      </ButtonRow>
    </Page>
  )
}
