import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { View } from '../types.ts'
import { Blocks } from './blocks.tsx'
import { boardOf } from './board.ts'
import { Dialog } from './dialog.tsx'
import { type Typed, sentValues } from './held.ts'
import { useScene } from './scene.ts'

const textOf = (text: unknown): string => (text as { text?: string } | null)?.text ?? ''

/** The top window of a person's stack: its fields keep what was typed while the app changes what stands around them. */
export function Modal({ view, isPushed }: { view: View; isPushed: boolean }): ReactNode {
  const scene = useScene()
  const { words, act } = scene
  const [typed, type] = useState<Typed>({})
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isWaiting, setWaiting] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const title = `${view.id}title`
  const close = (all = false): void => void act('dismiss', { view: view.id, all })
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isWaiting) return
    setWaiting(true)
    const sent = await act('submit', { view: view.id, values: sentValues(typed, view.blocks) })
    setErrors(sent.errors)
    setWaiting(false)
  }
  useEffect(() => firstField(body.current)?.focus(), [])
  useEffect(() => body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [errors])
  const board = boardOf({ place: view, scene, typed, type, values: view.state.values, errors })
  return (
    <Dialog className="modal" labelledBy={title} onClose={() => close()}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <header className="modal-head">
          {isPushed && (
            <button type="button" className="icon" aria-label={words.back} onClick={() => close()}>
              ←
            </button>
          )}
          <h2 id={title}>{textOf(view.title)}</h2>
          <button type="button" className="icon" aria-label={words.closeAll} onClick={() => close(true)}>
            ×
          </button>
        </header>
        <div ref={body} className="modal-body">
          {scene.problem && (
            <p className="problem" role="alert">
              {scene.problem}
            </p>
          )}
          <Blocks blocks={view.blocks} board={board} />
        </div>
        <footer className="modal-foot">
          <button type="button" className="button" onClick={() => close()}>
            {textOf(view.close) || words.close}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" aria-disabled={isWaiting} aria-busy={isWaiting}>
              {textOf(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}

/** Slack puts the cursor into the first field. */
const firstField = (body: HTMLElement | null): HTMLElement | null | undefined =>
  body?.querySelector<HTMLElement>('input, textarea')
