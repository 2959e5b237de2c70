export const csv = {
  workbook: 'This is an Excel workbook, not a CSV. In Excel choose Save As, “CSV UTF-8 (comma delimited)”.',
  packed: 'This file is compressed. Unpack it and use the CSV inside.',
  utf16: 'This file is saved as UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).',
  notUtf8: 'This text is not UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”).',
  empty: 'The file is empty. Its first line must name the columns.',
  separator: 'The columns are separated by “{{mark}}”. Save the file with commas between them.',
  columnMissing: 'The column {{column}} is missing.',
  columnTwice: 'The column {{column}} appears twice.',
  quoteOpen: 'A quotation mark opens here and is never closed.',
  quoteStray:
    'A quotation mark stands in the middle of a cell. Put the whole cell in quotation marks and write it twice: "5"" pipe".',
  tooFew_one: 'This row has {{count}} cell, the header has {{columns}}.',
  tooFew_other: 'This row has {{count}} cells, the header has {{columns}}.',
  tooMany:
    'This row has {{count}} cells, the header only {{columns}}. Put cells with commas in quotation marks.',
  cellEmpty: 'This cell must not be empty.',
  nul: 'This cell holds a NUL character. Export the file anew.',
  control: 'This cell holds a line break or a control character.',
  tooLong: 'This is too long: {{most}} characters at the most.',
  choice: '“{{text}}” is none of these: {{choices}}.',
  day: '“{{text}}” is not a date. Write it like 2026-03-02.',
  instant:
    '“{{text}}” is neither a date nor a point in time. Write it like 2026-03-02 or 2026-03-02T14:30:00+08:00.',
  offset: '“{{text}}” does not say in which zone. Add the offset: 2026-03-02T14:30:00+08:00, or Z for UTC.',
  future: '“{{text}}” is in the future.',
  zone: '“{{text}}” is not a time zone. Write it like Europe/London or Asia/Shanghai.',
  phone: '“{{text}}” is not a phone number.',
  email: '“{{text}}” is not an e-mail address.',
  birthday: '“{{text}}” is not a birthday. Write it like 1980-05-17, or --05-17 without the year.',
  tooManyTags: 'At most {{most}} tags, with ; between them.',
  repeated: '“{{text}}” is on line {{first}} already.',
  repeatedRow: 'This row says the same as line {{first}}. Leave one of them out.',
}

export const imports = {
  at: 'Line {{line}}: {{message}}',
  atColumn: 'Line {{line}}, {{column}}: {{message}}',
  more_one: '… and {{count}} more problem.',
  more_other: '… and {{count}} more problems.',
  counts_one: '{{count}} row: {{created}} created, {{updated}} updated, {{unchanged}} unchanged.',
  counts_other: '{{count}} rows: {{created}} created, {{updated}} updated, {{unchanged}} unchanged.',
  wouldBe_one:
    '{{count}} row: {{created}} would be created, {{updated}} updated, {{unchanged}} unchanged. Nothing was written.',
  wouldBe_other:
    '{{count}} rows: {{created}} would be created, {{updated}} updated, {{unchanged}} unchanged. Nothing was written.',
  refused_one: '{{count}} of {{rows}} rows is bad; nothing was written. --skip-bad brings the others in.',
  refused_other: '{{count}} of {{rows}} rows are bad; nothing was written. --skip-bad brings the others in.',
  unreadable: 'Nothing was written: {{why}}',
  leftOut_one: '{{count}} bad row was left out.',
  leftOut_other: '{{count}} bad rows were left out.',
  notPlanned: 'The rows are in, but the duties could not be planned yet; Tend plans them when it runs next.',
  stranger: 'No customer has the key “{{text}}”. Import the customers first.',
  nobodyDid_one:
    'No active member is known by {{emails}}. One interaction is kept without saying who it was.',
  nobodyDid_other:
    'No active member is known by {{emails}}. {{count}} interactions are kept without saying who it was.',
  unknownColumns: 'These columns are unknown and were left out: {{columns}}.',
  nobodyOwns_one:
    'No active member is known by {{emails}}. One customer has no new owner for it; managers see customers without one.',
  nobodyOwns_other:
    'No active member is known by {{emails}}. {{count}} customers have no new owner for it; managers see customers without one.',
}
