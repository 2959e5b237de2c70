/** What people are told of the clocks of complaints. */
export const nudges = {
  warn: {
    respond: '*{{account}}* waits for an answer: due {{due}}.',
    contact: '*{{account}}* waits for somebody to speak with: due {{due}}.',
    solution: '*{{account}}* waits for a solution: due {{due}}.',
    'follow-up': 'Ask *{{account}}* whether it is solved: due {{due}}.',
    review: 'Write the review of the complaint of *{{account}}*, and tell the customer: due {{due}}.',
  },
  breach: {
    respond: '*{{account}}* was not answered in time: it was due {{due}}.',
    contact: 'Nobody spoke with *{{account}}* in time: it was due {{due}}.',
    solution: '*{{account}}* was given no solution in time: it was due {{due}}.',
    'follow-up': '*{{account}}* was not asked for a verdict in time: it was due {{due}}.',
    review: 'The review of the complaint of *{{account}}* was not written in time: it was due {{due}}.',
  },
  wait: '*{{account}}* has been waited for since {{since}}. Speak with them again; once they are back, press “Customer is back”.',
  back: '*{{account}}* · {{clock}}: the customer is back, and the clock runs on.',
  owner: 'Works on it: {{who}}',
  met: '✓ *{{account}}* · {{clock}}: done, {{met}}',
  stands:
    '*{{account}}* · {{clock}}: stands still until the customer is back. Then press “Customer is back” on the card.',
  over: '*{{account}}* · {{clock}}: nothing is asked for any more.',
}
