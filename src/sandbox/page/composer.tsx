import { type FormEvent, type ReactNode, type RefObject, useId } from 'react'
import { CommandList } from './command-list.tsx'
import { useScene } from './scene.ts'
import { useComposer } from './use-composer.ts'

interface Props {
  /** The channel; nothing for the direct conversation with the app. */
  channel: string | undefined
  name: string
  /** Something was sent from here. */
  sent: () => void
  field: RefObject<HTMLTextAreaElement | null>
  attach: ((files: FileList | null) => void) | undefined
}

/** Where one writes: a message, or a command with the list of them as `/` is typed. */
export function Composer({ channel, name, field, attach, sent }: Props): ReactNode {
  const { words } = useScene()
  const id = useId()
  const composer = useComposer(channel, sent)
  const { text, offered, active, walk, take } = composer
  const isListed = offered.length > 0
  const submit = (event: FormEvent): void => {
    composer.onSubmit(event)
    field.current?.focus()
  }
  return (
    <form className="composer" onSubmit={submit}>
      {isListed && <CommandList id={id} commands={offered} active={active} walk={walk} take={take} />}
      <textarea
        ref={field}
        rows={Math.min(8, text.split('\n').length)}
        role="combobox"
        aria-label={words.writeTo(name)}
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={`${id}list`}
        aria-activedescendant={isListed ? `${id}${active}` : undefined}
        placeholder={words.writeTo(name)}
        value={text}
        onChange={(event) => composer.write(event.target.value)}
        onKeyDown={composer.onKeyDown}
      />
      <div className="composer-tools">
        {attach && <Attach attach={attach} />}
        <button type="submit" className="button primary send" aria-disabled={text.trim() === ''}>
          {words.send}
        </button>
      </div>
    </form>
  )
}

function Attach({ attach }: { attach: (files: FileList | null) => void }): ReactNode {
  const { words } = useScene()
  return (
    <label className="icon attach">
      <input
        type="file"
        accept=".csv,text/csv"
        aria-label={words.attach}
        onChange={({ target }) => {
          attach(target.files)
          target.value = ''
        }}
      />
      <span aria-hidden="true">+</span>
    </label>
  )
}
