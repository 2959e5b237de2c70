import type { ActionsBlock, PlainTextOption, SectionBlock } from '@slack/types'
import { actions, button, option, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { fit, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { FoundAccount } from '../accounts/queries.ts'

/** What tells accounts apart where one of `among` has the same name, and whose it is where it is not the reader's. */
function mark(account: FoundAccount, among: readonly FoundAccount[], readerId: string): string {
  const twin = among.some((other) => other.id !== account.id && other.nameKey === account.nameKey)
  const number = twin && (account.externalId ?? `#${account.id}`)
  const owner = account.ownerId !== readerId && account.owner
  return [number, owner].flatMap((part) => (part ? [` · ${part}`] : [])).join('')
}

/** An account's name with what tells it apart, in at most `units` of Slack's; the name is cut, the mark stays. */
export function choiceText(
  account: FoundAccount,
  among: readonly FoundAccount[],
  readerId: string,
  units = 75,
): string {
  const behind = fit(mark(account, among, readerId), 40)
  return `${fit(account.name, units - behind.length)}${behind}`
}

/** The choices of the field `account`; their value is the id. */
export const accountOptions = (accounts: readonly FoundAccount[], readerId: string): PlainTextOption[] =>
  accounts.map((account) => option(choiceText(account, accounts, readerId), String(account.id)))

/** A sentence with the accounts that may have been meant, each a button of `action` whose value is the id. */
export function nearAccounts(
  sentence: string,
  near: readonly FoundAccount[],
  readerId: string,
  action: string,
): (SectionBlock | ActionsBlock)[] {
  const buttons = near.map((account) =>
    actions(`near-${account.id}`, button(action, choiceText(account, near, readerId), String(account.id))),
  )
  return [section(sentence), ...buttons]
}

/** Where it is not certain who was meant: the nearest, as buttons. */
export function nearAnswer(
  words: Words,
  text: string,
  near: readonly FoundAccount[],
  readerId: string,
): Said {
  const key = near.length === 0 ? 'card.nobodyFound' : 'card.unknown'
  const sentence = words.t(key, { name: verbatim(text, 80) })
  return { text: sentence, blocks: nearAccounts(sentence, near, readerId, 'account-card.open') }
}

/** What `/account` takes, and the customers that nobody owns. */
export function accountUsage({ t }: Words, free: readonly FoundAccount[], readerId: string): Said {
  const list = free.length > 0 ? nearAccounts(t('card.unowned'), free, readerId, 'account-card.open') : []
  return { text: t('card.usage'), blocks: [section(t('card.usage')), ...list] }
}
