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
  kinds: { accounts: 'customers', orders: 'orders', interactions: 'contacts with customers' },
  told_one: '{{rows}} row: {{created}} new, {{updated}} changed, {{unchanged}} as it is.',
  told_other: '{{rows}} rows: {{created}} new, {{updated}} changed, {{unchanged}} as they are.',
  nothingNew: 'Nothing to do: all of it is here already.',
  cannot: 'This file can’t be brought in; nothing was written. Put it right and drop it here again.',
  bad_one: '{{count}} of {{rows}} rows is bad:',
  bad_other: '{{count}} of {{rows}} rows are bad:',
  import: 'Import',
  importRest_one: 'Import the {{count}} good row',
  importRest_other: 'Import the {{count}} good rows',
  cancel: 'Cancel',
  cancelled: 'Cancelled: nothing was written.',
  again: 'Try again',
  done: 'Imported. {{counts}}',
  busy: 'Importing …',
  reading: 'Importing … {{rows}} rows read.',
  takenBy: '{{who}} pressed Import already, {{when}}.',
  cancelledBy: '{{who}} cancelled this import, {{when}}. Drop the file here again to import it.',
  notAllowed:
    'Managers and admins bring lists in: {{names}}. Send them the file, or add single customers with /account new.',
  notCsv:
    'I read CSV files. In Excel or Numbers choose Save As or Export, “CSV UTF-8”, and drop that file here.',
  unknownKind:
    'The columns show neither customers (external_id, name) nor orders (order_id, account_external_id, ordered_at, amount) nor contacts (account_external_id, at, channel).',
}

export const files = {
  tooLarge:
    'This file is too large: {{most}} MB at the most. Split it, or ask whoever runs Tend to import it there.',
  elsewhere: 'This file is not kept in Slack. Download it and drop it here.',
  gone: 'This file is no longer there. Drop it here again.',
  noAccess: 'Slack does not let me read files. An admin has to add the permission files:read to the app.',
  stopped: 'Slack did not hand the file over. Please drop it here again in a moment.',
}
