export const calendar = {
  allClosed: 'No day is a working day on this calendar. Mark at least one weekday as worked.',
  hour: '“{{text}}” is not an hour of the day. Write it like 08:30.',
  edit: 'Working hours…',
  title: 'Working hours',
  about: 'The clocks of complaints run by these hours, for everybody.',
  place:
    'Hours are those of {{zone}}; public holidays are those of {{region}}. To change either, choose “For the whole workspace…”.',
  placeAlone:
    'Hours are those of {{zone}}; no public holidays are known there. To change either, choose “For the whole workspace…”.',
  changed: 'Last changed by {{who}} on {{day}}.',
  hours: 'When do the clocks run?',
  always: 'Around the clock, every day',
  working: 'In working hours only, as below',
  example: '09:00-12:00, 13:30-18:00',
  dayHint: 'From and until, several stretches with commas. Empty: closed that day.',
  holidays: 'Public holidays',
  keep: 'Closed',
  ignore: 'Open as on other days',
  closed: 'Also closed on',
  closedHint: 'One date per line, such as 2026-12-24.',
  open: 'Open after all on',
  openHint:
    'Holidays or weekends that you work, one date per line. Where that weekday has no hours, the first day’s hold.',
  noHours: 'Give at least one day its hours, or choose “Around the clock”.',
  stretch:
    '“{{text}}” is no stretch of a day. Write 09:00-17:00, or several with commas: 09:00-12:00, 13:30-18:00.',
  reversed:
    '{{text}} ends before it has begun. What goes over midnight stands on two days: until 24:00 on the first, from 00:00 on the next.',
  overlap: '{{one}} and {{two}} overlap. Write them as one, or let the second begin when the first ends.',
  day: '“{{text}}” is not a date. Write one per line, such as 2026-10-01.',
  manyDays: 'There is room for {{most}} dates. Take out those that are over.',
  bothWays: '{{text}} is named both as closed and as worked. Take it out of one of the two.',
  unreadable: 'The stored calendar cannot be read: its {{part}} is {{value}}.',
  overtaken:
    '{{who}} changed the working hours meanwhile ({{when}}). Close this and open it again to see them.',
}
