export const calendar = {
  allClosed: 'No day is a working day on this calendar. Mark at least one weekday as worked.',
  hour: '“{{text}}” is not an hour of the day. Write it like 08:30.',
  stretch:
    '“{{text}}” is no stretch of a day. Write 09:00-17:00, or several with commas: 09:00-12:00, 13:30-18:00.',
  reversed:
    '{{text}} ends before it has begun. What goes over midnight stands on two days: until 24:00 on the first, from 00:00 on the next.',
  overlap: '{{one}} and {{two}} overlap. Write them as one, or let the second begin when the first ends.',
  day: '“{{text}}” is not a date. Write one per line, such as 2026-10-01.',
  manyDays: 'There is room for {{most}} dates. Take out those that are over.',
  bothWays: '{{text}} is named both as closed and as worked. Take it out of one of the two.',
  unreadable: 'The stored calendar cannot be read: its {{part}} is {{value}}.',
}

export const holidays = {
  region:
    'No public holidays are known for “{{region}}”. Write a country or a part of one, such as US or US-CA.',
}

export const settings = {
  open: 'The workspace’s numbers…',
  title: 'The workspace’s numbers',
  save: 'Save',
  close: 'Close',
  about: 'They hold for everybody. An empty field means the usual. Save before you choose another group.',
  bounds: 'From {{min}} to {{max}}, usually {{usual}}.',
  changed: 'Last changed by {{who}} on {{day}}, from {{was}}.',
  range: 'Write a whole number from {{min}} to {{max}}.',
  hourRange: 'Write an hour from {{min}} to {{max}}, such as 09:30.',
  overtaken:
    '{{who}} changed this meanwhile ({{when}}), from {{was}} to {{value}}. Write {{value}} to keep that; to change it, close this and open it again.',
  notWhole: 'The setting {{name}} takes a whole number, not “{{value}}”.',
  outOfBounds: 'The setting {{name}} may be from {{min}} to {{max}}, not {{value}}.',
}
