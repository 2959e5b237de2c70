import type { KnownBlock, ModalView, SectionBlock } from '@slack/types'
import { type Filter, type Leaf, type Name, NAMES, type Question, written } from '../../care/filter.ts'
import { SEGMENTS } from '../../care/segment.ts'
import {
  actions,
  button,
  context,
  field,
  option,
  overflow,
  plain,
  section,
  stack,
} from '../../slack/blocks.ts'
import { chart, type Picture, pictureStack } from '../../slack/charts.ts'
import type { Pictured } from '../../slack/pictures.ts'
import type { Said } from '../../slack/say.ts'
import { mention, verbatim, verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { SavedSegment } from '../saved-segments/queries.ts'
import type { Page } from '../segment-lists/queries.ts'
import { leafText, questionText, type Reading, rowBlocks, totalText } from '../segment-lists/views.ts'
import { carry, savedAct } from './forms.ts'

/** A page of a list, seen by the asker alone. */
export function listAnswer(question: Question, page: Page, place: number, by: Reading): Said {
  const { words } = by
  const what = questionText(question, by)
  const q = written(question)
  if (page.total === 0) {
    const none = words.t('segments.none', { what })
    return { text: none, blocks: stack(section(none), context(`\`${verbatim(q)}\``)) }
  }
  const heading = words.t('segments.heading', { what, total: totalText(words, page) })
  const turned = place > 0 && words.t('segments.page', { page: place + 1 })
  const care = careText(question.filter, words)
  const about = [care || `\`${verbatim(q)}\``, turned].filter((part) => part !== false).join(' · ')
  return {
    text: turned === false ? heading : `${heading} · ${turned}`,
    blocks: stack(
      section(heading),
      context(about),
      ...rowBlocks(page.accounts, by),
      listButtons(q, page, place, words),
    ),
  }
}

/** What a segment or a stage alone asks of us (care-rules §3.2, §3.3). */
function careText(filter: Filter, { t }: Words): string | false {
  if (!('is' in filter)) return false
  if (filter.is === 'segment') return t(`segmentCare.${filter.value}`)
  return filter.is === 'stage' && t(`stageAdvice.${filter.value}`)
}

function listButtons(q: string, { more, accounts }: Page, place: number, { t }: Words): KnownBlock {
  const buttons = [
    more &&
      button('segments.next', t('segments.next', { count: accounts.length }), carry({ q, page: place + 1 })),
    place > 0 && button('segments.back', t('segments.back'), carry({ q, page: place - 1 })),
    button('segments.share', t('segments.share'), carry({ q, page: place })),
    button('segments.file', t('segments.file'), carry({ q, page: 0 })),
    button('segments.save', t('segments.save'), carry({ q, page: 0 })),
  ]
  return actions('segments', ...buttons.filter((element) => !!element))
}

/** The list as everybody in a channel sees it. */
export function sharedList(
  question: Question,
  page: Page,
  { who, own }: { who: string; own: boolean },
  by: Reading,
): Said {
  const { words } = by
  const values = { who: mention(who), what: questionText(question, by), total: totalText(words, page) }
  const text = words.t(own ? 'segments.sharedOwn' : 'segments.shared', values)
  const first = page.more && words.t('segments.first', { count: page.accounts.length })
  return {
    text,
    blocks: stack(section(text), ...rowBlocks(page.accounts, by), first !== false && context(first)),
  }
}

export function saveModal({ t }: Words, q: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'segments.keep',
    private_metadata: q,
    title: plain(t('segments.saveTitle'), 24),
    submit: plain(t('segments.save'), 24),
    close: plain(t('accounts.cancel'), 24),
    blocks: [
      field(
        'name',
        t('segments.saveName'),
        { type: 'plain_text_input', max_length: 60 },
        { hint: t('segments.saveHint') },
      ),
    ],
  }
}

/** What `/segment help` says. */
export function usage({ t }: Words): Said {
  const text = t('segments.usage')
  return { text, blocks: [section(text)] }
}

/** Names as the list of all of them groups them. */
const GROUPS: readonly ['segment' | 'tier' | 'stage' | 'other', readonly Name[]][] = [
  ['segment', ['vip', 'dormant', 'new', 'promising', 'at-risk', 'stable', 'prospect']],
  ['tier', ['key', 'important', 'general']],
  ['stage', ['acquaintance', 'established', 'advocate', 'lapsing']],
  ['other', ['overdue', 'unowned']],
]

/** All names with how many there are, a picture of the segments, and what was saved. */
export function overview(
  counts: (leaf: Leaf) => number | undefined,
  saved: readonly SavedSegment[],
  by: Pick<Reading, 'words' | 'names'>,
): Pictured {
  const { t } = by.words
  const text = t('segments.title')
  const named = GROUPS.flatMap(([group, names]) => [
    context(`*${t(`segments.groups.${group}`)}*`),
    ...names.flatMap((name) => nameRow(name, counts(NAMES[name]), by)),
  ])
  return {
    text,
    blocks: pictureStack(
      section(text),
      ...segmentPicture(counts, by.words),
      ...named,
      saved.length > 0 && context(`*${t('segments.groups.saved')}*`),
      ...saved.map((one) => savedRow(one, by.words)),
    ),
  }
}

/** How large each segment is; nothing where there is nobody. */
function segmentPicture(counts: (leaf: Leaf) => number | undefined, { t, number }: Words): Picture[] {
  const sizes = SEGMENTS.map((name) => counts(NAMES[name]) ?? 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total === 0) return []
  const axes = { x: t('segments.segmentAxis'), y: t('segments.customerAxis') }
  const labels = SEGMENTS.map((name) => t(`segmentNames.${name}`))
  const series = [{ name: axes.y, values: sizes }]
  return [
    chart({ title: t('segments.sizes'), kind: 'bar', axes, labels, series }),
    context(t('segments.sizesAbout', { total: number(total) })),
  ]
}

function nameRow(
  name: Name,
  count: number | undefined,
  by: Pick<Reading, 'words' | 'names'>,
): SectionBlock[] {
  if (count === undefined) return []
  const total = totalText(by.words, { total: count, over: false })
  const text = by.words.t('segments.named', { name: leafText(NAMES[name], by), word: name, total })
  const show = button('segments.show', by.words.t('segments.show'), carry({ q: name, page: 0 }))
  return [{ ...section(text), block_id: `name-${name}`, accessory: show }]
}

/** Of a saved one, in characters of JSON. */
const SAVED_UNITS = { name: 80, filter: 50 }

function savedRow({ id, name, filter }: SavedSegment, { t }: Words): SectionBlock {
  const text = t('segments.savedAs', {
    name: verbatimWithin(name, SAVED_UNITS.name),
    filter: verbatimWithin(filter, SAVED_UNITS.filter),
  })
  const acts = [
    option(t('segments.show'), savedAct('show', id)),
    option(t('segments.remove'), savedAct('remove', id)),
  ]
  return { ...section(text), accessory: overflow('segments.saved', acts) }
}
