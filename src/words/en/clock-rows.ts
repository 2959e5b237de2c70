/** Complaints’ clocks as rows of the morning message, and what an open complaint keeps quiet. */
export const clockRows = {
  by: '{{clock}} by {{due}}',
  late: '{{clock}}: overdue since {{due}}',
  severity: 'severity {{severity}}',
  approval: 'waits for a manager’s approval',
  complaint: 'Complaint',
  met: {
    respond: '*{{account}}* – customer answered by {{who}}, {{when}}.',
    contact: '*{{account}}* – customer called by {{who}}, {{when}}.',
    solution: '*{{account}}* – solution given by {{who}}, {{when}}.',
    'follow-up': '*{{account}}* – verdict heard by {{who}}, {{when}}.',
    review: '*{{account}}* – reviewed by {{who}}, {{when}}.',
  },
  stands: '*{{account}}* – we wait for the customer: the clock stands still.',
  muted: '*{{account}}* – quiet while the complaint of {{day}} is open.',
  mutedDuty: '{{line}} · quiet while the complaint of {{day}} is open',
  mutedNotice:
    'The complaint of {{day}} is open: until it is closed nobody is told of the warning, nor asked for care or sales. It opens and counts all the same.',
  why: {
    respond: 'A complaint is answered within {{minutes}} min after it was received.',
    contact: 'In a complex case somebody speaks with the customer within {{minutes}} min.',
    solution: 'The customer has a solution with a date within {{withinHours}} h.',
    'follow-up': '{{days}} days after the solution the customer says whether it is one.',
    review: '{{days}} days after the verdict the cause is written down, and the customer told.',
  },
  started: 'The clock started {{started}} and runs out {{due}}.',
  around: 'It runs around the clock.',
  severe: 'It runs around the clock: the severity is high.',
  open: 'It runs when the workspace is open ({{zone}}).',
  days: 'Days count in the workspace’s calendar ({{zone}}).',
  stood: 'It stood still from {{from}} to {{to}}: the customer was waited for.',
  noSnooze: 'Clocks cannot be put off.',
}
