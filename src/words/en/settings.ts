export const calendar = {
  allClosed: 'No day is a working day on this calendar. Mark at least one weekday as worked.',
  hour: '“{{text}}” is not an hour of the day. Write it like 08:30.',
}

export const holidays = {
  region:
    'No public holidays are known for “{{region}}”. Write a country or a part of one, such as US or US-CA.',
}

export const settings = {
  notWhole: 'The setting {{name}} takes a whole number, not “{{value}}”.',
  outOfBounds: 'The setting {{name}} may be from {{min}} to {{max}}, not {{value}}.',
}
