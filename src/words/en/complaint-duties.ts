/** The modal of the four duties (care-rules §5.1). */
export const complaintDuties = {
  progress: '*{{duty}}* · {{nth}} of {{count}}',
  next: 'Next',
  finish: 'Done',
  close: 'Close',
  done: '✓ {{duty}} ({{who}}, {{when}}): {{words}}',
  rejected: '✗ {{duty}}: {{words}}. {{who}} did not approve it ({{when}}): {{why}}',
  lines: {
    done: '✓ {{duty}}: {{words}}',
    waiting: '◔ {{duty}}: {{words}} (waits for approval)',
    approved: '✓ {{duty}}: {{words}} (approved by {{who}})',
    rejected: '✗ {{duty}}: {{words}} (not approved by {{who}}: {{why}})',
  },
  both: '{{words}} – {{choices}}',
  acting: '{{who}}, by {{day}}',
  asked: '{{who}} counts on you for the complaint of *{{account}}*, by {{day}}: {{words}}',
  offer: '{{remedy}}, {{money}}',
  remedies: {
    refund: 'refund',
    replacement: 'replacement',
    repair: 'repair',
    discount: 'discount',
    gift: 'gift',
    service: 'free service',
    other: 'something else',
    none: 'no compensation',
  },
  fields: {
    apologise: 'What did you say to the customer?',
    explain: 'What was the cause?',
    act: 'What do we do about it?',
    who: 'Who does it?',
    byOn: 'By when?',
    remedy: 'What does the customer choose?',
    compensate: 'What exactly do they get?',
    amount: 'What is it worth in {{currency}}?',
  },
  hints: {
    apologise: 'For what happened and for what it cost them, without a “but”.',
    explain: 'As the customer was told it: plainly, blaming nobody.',
    act: 'What is done so that it is put right and does not happen again.',
    compensate: 'Offer a choice where there is one. Nothing is needed where there is no compensation.',
    amount: 'A number such as 1234.50. Above {{money}} a manager approves it.',
  },
  missing: {
    apologise: 'Say in your own words how you apologised.',
    explain: 'Say in a sentence what the cause was.',
    act: 'Say in a sentence what is done.',
    who: 'Choose who does it.',
    byOn: 'Say by when it is done.',
    remedy: 'Choose what the customer gets; “no compensation” is a choice too.',
    compensate: 'Say in a sentence what they get.',
  },
  notPositive: 'The amount must be more than 0. Leave it empty where there is none.',
  amountOfNothing:
    'There is no compensation, yet an amount. Choose what the customer gets, or empty this field.',
  notHere: 'This person does not work here with us (any more). Choose somebody else.',
  otherRound:
    'The complaint went into another round since you opened this window. Nothing was saved: copy your words, then press “Four duties” on the card again.',
  early: {
    apologise:
      'The apology comes first. Nothing was saved: copy your words, then press “Four duties” on the card again.',
    explain:
      'The cause comes first. Nothing was saved: copy your words, then press “Four duties” on the card again.',
    act: 'What we do comes first. Nothing was saved: copy your words, then press “Four duties” on the card again.',
    compensate:
      'The compensation comes first. Nothing was saved: copy your words, then press “Four duties” on the card again.',
  },
  faster: '*{{duty}}:* {{who}} was faster ({{when}}). This was not saved, so that you can still copy it:',
  allDone: 'All four duties are done.',
}

/** A compensation above the limit, and what a manager decides (care-rules §5.1). */
export const complaintApprovals = {
  waitsFor: ' – waits for approval by {{who}}',
  waitsForManager: ' – waits for a manager’s approval',
  question:
    'Complaint of *{{account}}*: {{who}} would compensate with *{{offer}}*. That is above the limit; do you approve it?',
  facts: '*What happened:* {{words}}',
  offered: '*What they get:* {{words}}',
  approve: 'Approve',
  reject: 'Reject',
  yesWords: 'Words for your colleague',
  noWords: 'Why not, and what instead?',
  whyMissing: 'Say in a sentence why not: your colleague has to offer something else.',
  approved: 'Complaint of *{{account}}*: {{who}} approved *{{offer}}* ({{date}}).',
  rejected: 'Complaint of *{{account}}*: {{who}} did not approve *{{offer}}* ({{date}}).',
  over: 'Complaint of *{{account}}*: *{{offer}}*, offered by {{who}}, needs no decision any more.',
  words: '“{{words}}”',
  again: '{{who}}: press “Four duties” on the card to offer something else.',
  againClosed:
    '{{who}}: tell the customer, and agree on something else with them. The complaint is closed: re-open it on its card first.',
  alone: 'Nobody else could have approved it.',
  unknown: 'There is no such compensation any more.',
  changed: 'This offer was changed meanwhile: it needs no decision any more.',
  before: {
    approved: '{{who}} has approved it already ({{when}}). Nothing was changed.',
    rejected: '{{who}} decided against it ({{when}}). Nothing was changed.',
  },
  otherRound:
    'The complaint went into another round meanwhile: this compensation needs no decision any more.',
  own: 'You offered this compensation, so somebody else decides about it.',
  notManager: 'Only a manager of the team that works on this complaint, or an admin, decides about it.',
}

/** What was done of the four duties is put right. */
export const complaintChanges = {
  title: 'Change what was done',
  change: 'Change',
  save: 'Save',
  theirs: 'Whoever did it, whoever works on the complaint and their manager may change it.',
  solved:
    '{{who}} gave the customer a solution ({{when}}): what was done before it stays as it is. Nothing was changed.',
  gone: 'This was changed or decided about meanwhile. Nothing was saved: copy your words and open it again.',
  notYours: '{{who}} did this. Only they, whoever works on the complaint and their manager may change it.',
}
