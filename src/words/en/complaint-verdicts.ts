/** What customers say of a complaint’s solution, and what follows. */
export const complaintVerdicts = {
  title: 'Customer’s verdict',
  save: 'Save',
  solved: 'Is it solved?',
  yes: 'Yes',
  no: 'No',
  notReached: 'Not reached',
  without: 'Not reached: close without a verdict',
  solvedMissing: 'Choose whether it is solved.',
  satisfaction: 'How satisfied are they?',
  satisfactionHint: '1: not at all satisfied, 5: very satisfied. Leave it empty if they were not reached.',
  satisfactionMissing: 'Choose 1 to 5: how satisfied are they?',
  words: 'In their words',
  saidAt: 'When',
  saidAtMissing: 'Say when it was.',
  future: 'This is in the future. Choose now or an earlier time.',
  beforeSolution: 'The solution was given later ({{when}}). A verdict on it cannot come before.',
  attemptBefore:
    'An attempt at this minute is written down already. Choose another time if it was another one.',
  attemptsMissing_one:
    '{{count}} more attempt with its date is missing before this can be closed without a verdict.',
  attemptsMissing_other:
    '{{count}} more attempts with their dates are missing before this can be closed without a verdict.',
  missing_one: 'After {{count}} more attempt it can be closed without a verdict.',
  missing_other: 'After {{count}} more attempts it can be closed without a verdict.',
  enough: 'It can be closed without a verdict.',
  stale:
    '{{who}} opened this complaint again ({{when}}), and this form is about the time before. Nothing was saved: open it anew on the card.',
  said: '{{solved}}, satisfaction {{score}} of 5',
  attempted: 'Written down for *{{account}}*: an attempt to hear the verdict. The clock runs on.',
  again:
    'The complaint of *{{account}}* is open again, with a new clock for the solution. The managers are told.',
  closed_one: 'The complaint of *{{account}}* is closed. Its review is due within {{count}} day.',
  closed_other: 'The complaint of *{{account}}* is closed. Its review is due within {{count}} days.',
  touches: 'Be in touch again: {{days}}.',
  againAfter: 'The complaint of *{{account}}* is open again. The customer says: {{said}}.',
  againBy: 'The complaint of *{{account}}* is open again: {{who}} opened it.',
  solutionBy: 'A solution is due by {{due}}.',
  closings: {
    satisfied: '*Closed:* {{day}}, {{who}}, the customer is satisfied',
    attempts: '*Closed:* {{day}}, {{who}}, without a verdict',
    withdrawn: '*Closed:* {{day}}, {{who}}, opened by mistake',
  },
  closedWithout: '{{who}} closed this complaint without a verdict.',
}
