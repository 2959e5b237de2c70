/** What each rule says of a customer who may be leaving, with its number and its limit. */
export const verdicts = {
  title: 'Signs that they may leave: {{count}} of {{of}} hold today',
  holds: '{{rule}} – holds: {{reason}}',
  no: '{{rule}} – does not hold: {{reason}}',
  off: '{{rule}} – off: {{reason}}',
  gap: 'No order for {{days}} days; from {{limit}} on it is a sign.',
  'own-rhythm':
    'Orders expected in the next 90 days: {{expected}}; 90 days ago it was {{was}}. Below {{percent}} % of that is a sign.',
  'fewer-orders':
    'Orders in the last {{days}} days: {{recent}}; in the {{days}} before: {{earlier}}. Less than {{share}} % of at least {{least}} is a sign.',
  'slow-replies': 'Attempts in a row without answer: {{count}}; {{attempts}} are a sign.',
  'opted-out': 'Somebody asked for no more contact on {{on}}. It adds to a warning and opens none.',
  unhappy: 'The last NPS was {{score}}, on {{on}}; {{worst}} or less is a sign for {{lasts}} days.',
  unhappyVerdict:
    'Their last answer was on a complaint: {{said}}, on {{on}}; not solved, or less than {{enough}} of 5, is a sign for {{lasts}} days.',
  untouched: 'Not contacted for {{days}} days; more than {{limit}} is a sign.',
  none: {
    gap: 'There is no order yet.',
    unhappy: 'No NPS is recorded, and no verdict on a complaint.',
    'opted-out': 'Nobody asked for no more contact.',
  },
  offs: {
    'no-model': 'No model of purchases is fitted yet.',
    'no-order': 'There is no order yet.',
    young: 'Customers whose first order is less than {{days}} days old are left out.',
  },
  notices: 'Notices',
  retired: 'The customer is retired: no warning opens.',
  quiet: 'No warning is open.',
  soon: 'A warning opens at the next look: everybody is looked at once a day.',
  open: 'A warning is open since {{day}}: {{way}}, {{amount}} at stake.',
  waiting:
    'It waits: found at the first look, and reps are told of at most {{most}} such warnings a day. Before it: {{ahead}}.',
  backlog: 'Found at the first look: {{days}} days for the first contact, not 24 hours.',
  optedOut: 'Somebody asked for no more contact: {{days}} days for the first contact, not 24 hours.',
  fading: 'No sign holds since {{day}}: it ends on {{next}} if none comes back.',
  snoozed: 'Put off to {{day}} ({{used}} of {{limit}} times).',
  ended: '{{rule}}: a warning of the same ended on {{day}} ({{how}}). The same evidence opens no second one.',
  endedBy:
    '{{rule}}: {{who}} ended a warning of the same on {{day}} ({{how}}). The same evidence opens no second one.',
  nobody: 'Nobody owns the customer: nobody is told.',
  standIn: '{{who}} is on leave until {{day}}; {{other}} stands in and is told.',
  away: '{{who}} is on leave until {{day}}, and nobody stands in: the notice waits.',
}
