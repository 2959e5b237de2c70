import type { InputBlock, ModalView } from '@slack/types'
import { context, field, plain, section, stack } from '../../slack/blocks.ts'
import type { Words } from '../../words/words.ts'
import type { ChannelSettings } from './queries.ts'

/** A modal shows at most so many teams. */
const SHOWN = 90

/** Where complaints are shown besides the direct message of whoever works on them. */
export function channelsModal(words: Words, { workspace, teams }: ChannelSettings): ModalView {
  const { t } = words
  return {
    type: 'modal',
    callback_id: 'complaint-channels.keep',
    title: plain(t('complaintChannels.title'), 24),
    submit: plain(t('team.save'), 24),
    close: plain(t('team.close'), 24),
    blocks: stack(
      section(t('complaintChannels.about')),
      channelField('workspace', t('complaintChannels.workspace'), workspace),
      teams.length > 0 && context(t('complaintChannels.teams')),
      ...teams.slice(0, SHOWN).map(({ id, name, channel }) => channelField(`team-${id}`, name, channel)),
    ),
  }
}

const channelField = (name: string, label: string, channel: string | null): InputBlock =>
  field(
    name,
    label,
    {
      type: 'conversations_select',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(channel && { initial_conversation: channel }),
    },
    { optional: true },
  )
