/** How right the rules were (care-rules §4.5). */
export const honestRules = {
  title: 'How right your rules were',
  about:
    'Warnings of the last {{days}} days, by the signs they began with. Contacted: a touch was logged while the warning was open, no later than the next order. Came back: an order within {{back}} days after it opened, counted where those days are over.',
  asOf: 'Counted on {{day}}.',
  gapRule: 'Your {{days}}-day rule',
  rule: 'Your rule “{{name}}”',
  opened: 'Flagged {{opened}}; {{share}} of them contacted (n = {{opened}}).',
  alone: '{{share}} of those flagged and left alone came back unaided (n = {{n}}).',
  helped: '{{share}} of those contacted came back (n = {{n}}).',
  young: 'Too young to know: {{young}}; ordered already: {{back}}.',
  percent: '{{percent}} %',
  none: '–',
  causes: 'Win-back by cause',
  causesAbout:
    'Won back: of the warnings that ended won back or lost in the last {{days}} days. Lost again: another warning within {{back}} days of being won back, counted where those days are over.',
  cause: '{{name}}: {{share}} won back (n = {{n}}), {{again}} of those won back lost again (n = {{before}})',
  noCause: 'no cause told',
  ask: 'What if…',
  askTitle: 'What if',
  askDays: 'Flag customers after how many days without an order?',
  askHint: 'From {{min}} to {{max}}. Now: general {{general}}, important {{important}}, key {{key}}.',
  work: 'Work it out',
  close: 'Close',
  working: 'Working out {{days}} days. It stands here in a moment.',
  same: 'At {{days}} days nothing would have been otherwise: {{both}} flagged.',
  fewer: '*{{days}} days would have flagged {{count}} fewer, of whom {{left}} left* (n = {{present}}).',
  more: '*{{days}} days would have flagged {{count}} more, of whom {{left}} left* (n = {{other}}).',
  both: 'Flagged at both limits: {{both}}, of whom {{left}} left.',
  whatIfAbout:
    'Counted are customers whose days without an order reached the shorter limit in the last {{days}} days, by their tier of today. Left: no order since, up to today, or for twice the longer limit.',
  managersOnly: 'Only managers and admins see how right the rules were.',
}
