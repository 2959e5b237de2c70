export const snooze = {
  clock: 'A complaint’s clock cannot be put off.',
  limit:
    'This has been put off as often as it can be ({{limit}} ×). Do it, hand it over, or log what happened.',
  past: '{{date}} is not after today. Choose a later day.',
  tooFar: '{{date}} is too far away. Choose a day up to {{last}}.',
}

export const nextStep = {
  past: '{{date}} is past. Choose today or a later day.',
  tooFar: '{{date}} is too far away. Choose a day up to {{last}}.',
}

/** Putting a duty off and handing it over. */
export const followUps = {
  snoozeTitle: 'Put off',
  snooze: 'Put off',
  cancel: 'Cancel',
  what: '*{{account}}*: {{duty}}',
  left: 'Put off: {{left}} of {{limit}} left.',
  until: 'Until when?',
  'later-today': 'Later today, {{when}}',
  tomorrow: 'Tomorrow, {{when}}',
  'next-monday': 'Next Monday, {{when}}',
  nextDay: 'The next working day, {{when}}',
  date: 'Or a date',
  untilMissing: 'Choose until when, or a date below.',
  oneOf: 'Choose either one above or a date here, not both.',
  snoozed: 'Put off until {{when}}: *{{account}}*, {{duty}}.',
  handOverTitle: 'Hand over',
  handOver: 'Hand over',
  to: 'To whom?',
  toHint: 'They get a message, and the duty stands in their list from now on. The customer keeps its owner.',
  toMissing: 'Choose a colleague.',
  toUnknown: 'This person does not work with Tend. Choose another colleague.',
  toSame: 'It is theirs already.',
  handedOver: 'Handed over to {{who}}: *{{account}}*, {{duty}}.',
  putOffForGood:
    'This cannot be put off any more ({{times}} ×, last by {{who}}): *{{account}}*, {{duty}}. It comes back on {{day}}.',
  told: '{{who}} handed over to you: *{{account}}*, {{duty}}, due {{day}}.',
  notYours: 'Only the rep whose duty this is, their stand-in or a manager can do that.',
  gone: 'This is no longer to be done.',
  doneBefore: '{{who}} did this before you, {{when}}.',
  changedBefore: 'This was changed before you, by {{who}}, {{when}}. Look at it again and decide anew.',
  replaced: 'This is no longer to be done: something newer took its place, {{when}}.',
}
