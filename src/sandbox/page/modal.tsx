import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { View } from '../types.ts'
import { Blocks } from './blocks.tsx'
import { boardOf } from './board.ts'
import { Dialog } from './dialog.tsx'
import { type Typed, sentValues } from './held.ts'
import { wrongNumbers } from './numbers.ts'
import { useScene } from './scene.ts'
import type { Outcome } from './slack.ts'

const textOf = (text: unknown): string => (text as { text?: string } | null)?.text ?? ''

/** The top window of a person's stack: its fields keep what was typed while the app changes what stands around them. */
export function Modal({ view, isPushed }: { view: View; isPushed: boolean }): ReactNode {
  const scene = useScene()
  const [typed, type] = useState<Typed>({})
  const { errors, isWaiting, step, submit } = useSubmission(view, typed)
  const body = useRef<HTMLDivElement>(null)
  const title = `${view.id}title`
  const close = (all = false): void => void scene.act('dismiss', { view: view.id, all })
  useEffect(() => {
    if (step !== undefined) begin(body.current)
  }, [step])
  useEffect(() => wrongField(body.current)?.focus(), [errors])
  const board = boardOf({ place: view, scene, typed, type, values: view.state.values, errors })
  return (
    <Dialog className="modal" labelledBy={title} onClose={() => close()}>
      <form noValidate onSubmit={submit}>
        <Head id={title} view={view} isPushed={isPushed} close={close} />
        <div ref={body} className="modal-body">
          {scene.problem && (
            <p className="problem" role="alert">
              {scene.problem}
            </p>
          )}
          <Blocks blocks={view.blocks} board={board} />
        </div>
        <Foot view={view} isWaiting={isWaiting} close={close} />
      </form>
    </Dialog>
  )
}

interface Submission {
  errors: Record<string, string>
  isWaiting: boolean
  /** Changes as the app goes on to a next step; nothing while that is on its way. */
  step: string | undefined
  submit: (event: FormEvent) => void
}

/** Sends a window once at a time; what was wrong with it stays until it is sent again. */
function useSubmission(view: View, typed: Typed): Submission {
  const { act, words } = useScene()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isWaiting, setWaiting] = useState(false)
  const [left, leave] = useState('')
  const send = async (): Promise<void> => {
    setWaiting(true)
    const sent = await act('submit', { view: view.id, values: sentValues(typed, view.blocks) })
    if (goesOn(sent)) leave(view.hash)
    setErrors(sent.errors)
    setWaiting(false)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isWaiting) return
    const wrong = wrongNumbers(view.blocks, typed, view.state.values, words)
    if (Object.keys(wrong).length > 0) setErrors(wrong)
    else void send()
  }
  return { errors, isWaiting, step: left === view.hash ? undefined : left, submit }
}

/** Whether the app answered with another content for the same window. */
const goesOn = ({ answer }: Outcome): boolean =>
  (answer?.body as { response_action?: string } | undefined)?.response_action === 'update'

interface EdgeProps {
  view: View
  close: (all?: boolean) => void
}

function Head({ id, view, isPushed, close }: EdgeProps & { id: string; isPushed: boolean }): ReactNode {
  const { words } = useScene()
  return (
    <header className="modal-head">
      {isPushed && (
        <button type="button" className="icon" aria-label={words.back} onClick={() => close()}>
          ←
        </button>
      )}
      <h2 id={id}>{textOf(view.title)}</h2>
      <button type="button" className="icon" aria-label={words.closeAll} onClick={() => close(true)}>
        ×
      </button>
    </header>
  )
}

function Foot({ view, isWaiting, close }: EdgeProps & { isWaiting: boolean }): ReactNode {
  const { words } = useScene()
  return (
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
  )
}

/** Slack puts the cursor into the first field; where there is none, the keyboard stays in the window. */
function begin(body: HTMLElement | null): void {
  if (!body) return
  body.scrollTop = 0
  const field = body.querySelector<HTMLElement>('input, textarea')
  const button = body.parentElement?.querySelector<HTMLElement>('.modal-foot button')
  ;(field ?? button)?.focus()
}

/** The first field with something wrong; of several to choose from, the first of them. */
function wrongField(body: HTMLElement | null): HTMLElement | null | undefined {
  const field = body?.querySelector<HTMLElement>('[aria-invalid=true]')
  return field?.querySelector<HTMLElement>('input') ?? field
}
