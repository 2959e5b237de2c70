/** What a duty is called where it is named in a list or a sentence: “Closed: the thanks after the purchase.” */
export const rules = {
  thank: 'thanks after the purchase',
  settle: 'check after the purchase',
  care: 'later care after the purchase',
  rhythm: 'regular contact',
  visit: 'regular visit',
  promise: 'promise',
  respond: 'first answer to the complaint',
  contact: 'call about the complaint',
  solution: 'solution of the complaint',
  'follow-up': 'check after the complaint',
  review: 'review of the complaint',
  leaving: 'step of the warning',
  occasion: 'greeting',
  manual: 'planned step',
}

export const tiers = { key: 'key', important: 'important', general: 'general' }

export const channels = {
  call: 'call',
  visit: 'visit',
  video: 'video',
  email: 'e-mail',
  message: 'message',
  letter: 'letter',
  event: 'event',
  note: 'internal note',
}

/** The 7:2:1 mix. */
export const kinds = { value: 'value', feeling: 'feeling', action: 'action' }

export const outcomes = { good: 'good', neutral: 'neutral', bad: 'bad', 'no-answer': 'no answer' }
