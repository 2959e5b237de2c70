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
