export const home = {
  help: [
    '*What you can type*',
    '`/today` whom to contact today, and why',
    '`/log-call Acme: talked about the renewal` logs a call at once; `/log-call` alone opens the form',
    '`/account Acme` shows a customer; `/account new` adds one',
    '`/complaint Acme` opens a complaint of a customer; `/complaint list` those you work on',
    '`/segment vip` customers by where they stand; `/segment` alone lists all names',
    '`/tend warnings` who may be leaving, by rep and by sign (managers)',
    '`/tend rules` how right your rules were, and what another limit would change (managers)',
    '`/tend settings` your hour, your days, your leave; for admins also the workspace’s numbers',
    '`/tend team` roles and teams (admins)',
  ].join('\n'),
  unknown: 'I don’t know “{{text}}”.',
  helloTitle: 'Tend',
  hello:
    'Good day, {{name}}. Each working morning at {{hour}} ({{zone}}) you get one message: whom to contact, why and how.',
  settings: 'My settings',
  team: 'People and teams',
  morningUnknown:
    ':warning: Slack did not say whether this morning’s message arrived, so it is not sent again. `/today` shows the same list.',
  morningLate:
    ':warning: Tend was away this morning, and by now it is too late for the message. `/today` shows the same list.',
  morningRefused: ':warning: Slack did not take this morning’s message. `/today` shows the same list.',
  first: {
    admin:
      '*Nothing is imported yet.* Drop a CSV of your customers into this conversation, or run `npm run tend -- import accounts FILE.csv` where Tend runs; then the orders. Customers find their rep by `owner_email`. Then say who manages whom with `/tend team`.',
    manager:
      '*Nothing is imported yet.* Drop a CSV of your customers into this conversation (columns `external_id`, `name`, `owner_email`, `tier` …), or add one with `/account new`.',
    rep: '*You have no customers here yet.* A manager or an admin imports them; you can add one yourself with `/account new`.',
  },
}

export const welcome = {
  owner_one:
    'Hello {{name}}, I am Tend. {{count}} customer here is yours. Each working morning at {{hour}} I send you one message: whom to contact, why and how. Log what you did with a button or `/log-call`, and the next date moves by itself. I never write to a customer. `/today` shows the list at any hour, `/tend help` all you can type.',
  owner_other:
    'Hello {{name}}, I am Tend. {{count}} customers here are yours. Each working morning at {{hour}} I send you one message: whom to contact, why and how. Log what you did with a button or `/log-call`, and the next date moves by itself. I never write to a customer. `/today` shows the list at any hour, `/tend help` all you can type.',
  admin: 'Hello {{name}}, I am Tend, and you are an admin here. {{first}}',
}
