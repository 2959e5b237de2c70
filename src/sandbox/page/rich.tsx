import type { KnownBlock, TextObject } from '@slack/types'
import type { ReactNode } from 'react'
import { type Block, Message as BlockKit } from 'slack-blocks-to-jsx'
import { richText } from './mrkdwn.ts'
import { useScene } from './scene.ts'

/** Blocks that only show, as `slack-blocks-to-jsx` draws them. */
export function Shown({ blocks }: { blocks: readonly KnownBlock[] }): ReactNode {
  const { screen, theme } = useScene()
  const users = [
    { id: screen.app.userId, name: screen.app.name },
    ...screen.people.map(({ id, real_name: name }) => ({ id, name })),
  ]
  return (
    <BlockKit
      withoutWrapper
      name=""
      logo=""
      theme={theme}
      data={{ users, channels: screen.channels }}
      blocks={blocks as unknown as Block[]}
    />
  )
}

/** mrkdwn goes to the renderer as structure: its own reading of it takes what people typed for formats and pings. */
export function Rich({ text }: { text: TextObject }): ReactNode {
  const { clock } = useScene()
  if (text.type === 'plain_text') return <span className="plain">{text.text}</span>
  return <Shown blocks={[richText(text.text, clock, text.verbatim)]} />
}
