import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'

export const text = (words: string) => ({ type: 'plain_text' as const, text: words })
export const option = (words: string, value = words.toLowerCase()) => ({ text: text(words), value })

/** A field of a modal. */
export const input = (name: string, label: string, element: object, more: object = {}) =>
  ({
    type: 'input',
    block_id: name,
    label: text(label),
    element: { ...element, action_id: name },
    ...more,
  }) as KnownBlock

export const modal = (title: string, blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: title,
  title: text(title),
  submit: text('Save'),
  close: text('Cancel'),
  blocks,
  ...more,
})

export type Submitted = Parameters<Parameters<App['view']>[1]>[0]

/** Keeps what stands in the fields of a modal that is submitted. */
export const note =
  (seen: Record<string, unknown>[]) =>
  async ({ ack, view }: Submitted): Promise<void> => {
    const values = Object.entries(view.state.values).map(([name, held]) => [name, held[name]])
    seen.push(Object.fromEntries(values) as Record<string, unknown>)
    await ack()
  }

/** Opens a modal with `/open`; what is submitted is for `submitted`. */
export function opens(view: () => ModalView, submitted: (sent: Submitted) => Promise<void> = note([])) {
  return (app: App): void => {
    app.command('/open', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: view() })
    })
    app.options('account', async ({ ack, payload }) => {
      const all = ['Acme Laboratories', 'Acorn Foods', 'Birch & Sons']
      const found = all.filter((name) => name.toLowerCase().includes(payload.value.toLowerCase()))
      await ack({ options: found.map((name) => option(name)) })
    })
    app.view(/.*/, submitted)
  }
}

export const form = (): ModalView => modal('Form', [input('topic', 'Topic', { type: 'plain_text_input' })])
