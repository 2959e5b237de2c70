/** Logging: the modal, the one-line form and what is answered. */
export const log = {
  title: 'Log a contact',
  editTitle: 'Edit the log',
  save: 'Log',
  saveEdit: 'Save',
  cancel: 'Cancel',
  account: 'Account',
  contact: 'With whom?',
  contactOther: 'This is somebody at another customer. Choose again, or leave it empty.',
  channel: 'Channel',
  when: 'When',
  time: 'Time',
  timeHint: 'Left empty: now, or noon of an earlier day.',
  summary: 'What was it about?',
  kind: 'Kind of touch',
  kindHint: 'Value: knowledge, reports, advice. Feeling: greetings, care. Action: an offer, a request.',
  outcome: 'How did it go?',
  outcomeHint: '“No answer” closes nothing and moves no date; a reminder for tomorrow is offered.',
  nextStep: 'Next step',
  nextStepHint: 'Leave both empty if nothing was agreed: the rhythm goes on by itself.',
  nextDate: 'Next date',
  nextDateHint:
    'Left empty with a next step: the day that the customer’s rhythm says, after “no answer” tomorrow.',
  choose: 'Choose',
  accountMissing: 'Choose the customer.',
  channelMissing: 'Choose how you were in touch.',
  whenMissing: 'Choose the day on which it happened.',
  future:
    'This is in the future. Choose today or an earlier day; what is still to come belongs in the next step.',
  futureTime: 'This hour is still to come. Choose an earlier one, or leave it empty.',
  tooOld: 'This is more than two years ago. Choose a later day.',
  noWords: 'Write down what the note says.',
  tooLong: 'Keep it to {{most}} characters.',
  nextPast: 'Choose a day after today.',
  nextFar: 'Choose a day within {{days}} days.',
  logged: 'Logged: {{channel}}, *{{account}}*.',
  loggedOn: 'Logged: {{channel}} on {{day}}, *{{account}}*.',
  done: 'Done: *{{account}}*.',
  attempt: 'Logged: {{channel}} without answer, *{{account}}*. It closes nothing and moves no date.',
  noted: 'Noted for *{{account}}*. A note is no contact: it closes nothing and moves no date.',
  again: 'You logged the same for *{{account}}* a moment ago; it is kept once.',
  retired: 'This customer is retired: nothing is planned.',
  closed: 'Closed: {{duties}}.',
  reopened: 'Open again: {{duties}}.',
  due: 'Still to do: {{duties}}.',
  dueVisit: '{{duty}} (only a visit counts)',
  next: 'Next: {{day}}, {{why}}',
  after: 'Then: {{day}}, {{why}}',
  nothingNext: 'Nothing is planned next.',
  quiet: 'Regular contacts rest until the complaint is closed.',
  everyDay: '{{tier}}, every day',
  every: '{{tier}}, every {{days}} days',
  everyVisit: '{{tier}}, a visit every {{days}} days',
  edit: 'Edit',
  remove: 'Delete',
  removeTitle: 'Delete this log?',
  removeText: 'What it closed opens again, and the next date goes back to what it was without it.',
  remind: 'Remind me tomorrow',
  reminded: 'You will be reminded of *{{account}}* on {{day}}.',
  remindedBefore: 'A reminder is planned for this already.',
  unknown: 'I found no customer called “{{name}}”. Did you mean one of these?',
  nobody: 'I found no customer called “{{name}}”. Search for it in the form, or add it with /account new.',
  ambiguous: 'Several customers fit “{{name}}”. Which one is it?',
  kept: 'Your words are kept: {{note}}',
  keptPart: 'Only the beginning of your words fits on a button. Here is all of it:',
  openForm: 'Search in the form',
  usage: `*/log-call* writes down a contact with a customer.
• \`/log-call\` opens the form.
• \`/log-call Acme\` opens it with the customer chosen.
• \`/log-call Acme: talked about the renewal\` logs a call at once; \`/log-call Acme: no answer\` an attempt.
The next date moves by itself, and whatever the contact answers is closed.`,
  /** Words that alone mean that nobody answered, `|` between. */
  noAnswerWords: 'no answer|no reply|not reached|no pick-up|voicemail',
}

export const corrections = {
  changed: 'Changed: the log of *{{account}}*.',
  removed: 'Deleted: the log of *{{account}}*.',
  gone: 'This log is gone already.',
  notYours: 'Only whoever wrote a log can change it; managers can delete the logs of their team.',
}

export const undo = {
  button: 'Undo',
  undone: 'Undone for *{{account}}*.',
  notYours: 'Only whoever did it can undo it.',
  undoneBefore: 'This was undone already.',
  tooLate_one: 'It is too late to undo this: that is possible for {{count}} minute.',
  tooLate_other: 'It is too late to undo this: that is possible for {{count}} minutes.',
  tooLateLog_one:
    'It is too late to undo this: that is possible for {{count}} minute. You can still edit or delete the log.',
  tooLateLog_other:
    'It is too late to undo this: that is possible for {{count}} minutes. You can still edit or delete the log.',
  newer: 'This cannot be undone any more: {{who}} has changed it since.',
  newerLog:
    'This cannot be undone any more: {{who}} has done something with this customer since. You can still edit or delete the log.',
  goneBefore: 'This log is gone already.',
}
