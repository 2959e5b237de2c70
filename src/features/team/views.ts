import type { KnownBlock, ModalView } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import {
  actions,
  button,
  context,
  divider,
  field,
  option,
  plain,
  section,
  stack,
} from '../../slack/blocks.ts'
import { mention, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { memberCard, TeamMember } from './queries.ts'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
/** A modal shows at most this many members by name; the fields below reach all. */
const SHOWN = 90

/** Who works here, by team, and the fields that place people. */
export function teamModal(words: Words, members: readonly TeamMember[]): ModalView {
  const teams = [...new Set(members.map((member) => member.team).filter((team) => team !== null))]
  const { t } = words
  const keep = option(t('team.asItIs'), 'keep')
  return {
    type: 'modal',
    callback_id: 'team.place',
    title: plain(t('team.title'), 24),
    submit: plain(t('team.save'), 24),
    close: plain(t('team.close'), 24),
    blocks: stack(
      context(t('team.about')),
      ...[...teams, null].map((team) => teamLine(words, team, members)),
      divider(),
      field('people', t('team.who'), { type: 'multi_users_select' }),
      field('role', t('team.role'), {
        type: 'static_select',
        initial_option: keep,
        options: [keep, option(t('team.roles.rep'), 'rep'), option(t('team.roles.manager'), 'manager')],
      }),
      field('team', t('team.team'), {
        type: 'static_select',
        initial_option: keep,
        options: [
          keep,
          option(t('team.none'), 'none'),
          ...teams.slice(0, 97).map((team) => option(team, `in ${team}`)),
        ],
      }),
      field('newTeam', t('team.newTeam'), { type: 'plain_text_input', max_length: 60 }, { optional: true }),
      actions(undefined, button('complaint-channels.open', t('complaintChannels.open'), 'open')),
    ),
  }
}

function teamLine(words: Words, team: string | null, members: readonly TeamMember[]): KnownBlock | false {
  const here = members.filter((member) => member.team === team)
  if (here.length === 0) return false
  const name = team === null ? words.t('team.none') : verbatim(team)
  const lines = here.slice(0, SHOWN).map((member) => {
    const who = mention(member.id)
    if (member.role === 'rep') return who
    return words.t('team.member', { who, role: words.t(`team.roles.${member.role}`) })
  })
  return section(`*${name}* · ${words.t('team.count', { count: here.length })}\n${lines.join(' · ')}`)
}

type Card = NonNullable<Awaited<ReturnType<typeof memberCard>>>

/** One's own mornings: when, on which days, and who stands in. */
export function habitsModal(words: Words, me: Card, mayChangeAll: boolean): ModalView {
  const { t } = words
  const days = WEEKDAYS.map((weekday) => option(weekdayName(words, weekday), String(weekday)))
  const quiet = option(t('team.quiet'), 'quiet')
  return {
    type: 'modal',
    callback_id: 'team.habits',
    title: plain(t('team.habitsTitle'), 24),
    submit: plain(t('team.save'), 24),
    close: plain(t('team.close'), 24),
    blocks: stack(
      context(t('team.zone', { zone: me.zone })),
      field('hour', t('team.hour'), { type: 'timepicker', initial_time: me.hour }),
      field('workingDays', t('team.workingDays'), {
        type: 'checkboxes',
        options: days,
        initial_options: days.filter((one) => me.workingDays.includes(Number(one.value))),
      }),
      field('region', t('team.region'), textOf(me.region), { optional: true, hint: t('team.regionHint') }),
      field(
        'quiet',
        t('team.empty'),
        { type: 'checkboxes', options: [quiet], ...(me.quietWhenEmpty && { initial_options: [quiet] }) },
        { optional: true },
      ),
      field('leaveFrom', t('team.leaveFrom'), date(me.leaveFrom), { optional: true }),
      field('leaveTo', t('team.leaveTo'), date(me.leaveTo), { optional: true }),
      field(
        'standIn',
        t('team.standIn'),
        { type: 'users_select', ...(me.standInId && { initial_user: me.standInId }) },
        { optional: true, hint: t('team.standInHint') },
      ),
      mayChangeAll && divider(),
      mayChangeAll &&
        actions(
          undefined,
          button('team.basics', t('team.basics'), 'open'),
          button('settings.open', t('settings.open'), 'open'),
          button('calendar.open', t('calendar.edit'), 'open'),
          button('complaint-channels.open', t('complaintChannels.open'), 'open'),
        ),
    ),
  }
}

/** What an admin chooses for the whole workspace. */
export function basicsModal(
  words: Words,
  basics: { zone: string; currency: string; region: string | null },
): ModalView {
  const { t } = words
  return {
    type: 'modal',
    callback_id: 'team.keep-basics',
    title: plain(t('team.basicsTitle'), 24),
    submit: plain(t('team.save'), 24),
    close: plain(t('team.close'), 24),
    blocks: [
      field('zone', t('team.workspaceZone'), textOf(basics.zone), { hint: t('team.zoneHint') }),
      field('currency', t('team.currency'), textOf(basics.currency), { hint: t('team.currencyHint') }),
      field('holidays', t('team.region'), textOf(basics.region), {
        optional: true,
        hint: t('team.regionHint'),
      }),
    ],
  }
}

const date = (day: Day | null): { type: 'datepicker'; initial_date?: string } => ({
  type: 'datepicker',
  ...(day && { initial_date: day }),
})

const textOf = (value: string | null): { type: 'plain_text_input'; initial_value?: string } => ({
  type: 'plain_text_input',
  ...(value && { initial_value: value }),
})

// 1 January 2024 was a Monday.
const weekdayName = (words: Words, weekday: number): string => words.weekday(`2024-01-0${weekday}` as Day)
