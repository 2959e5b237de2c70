import type { Confirm } from '@slack/types'
import { type ReactNode, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { Rich } from './rich.tsx'

interface Asked {
  confirm: Confirm
  answer: (isSure: boolean) => void
}

/** A question before a button does what it says, and the window in which it is asked. */
export function useConfirm(): { asked: Asked | undefined; ask: (confirm: Confirm) => Promise<boolean> } {
  const [asked, setAsked] = useState<Asked>()
  const ask = (confirm: Confirm): Promise<boolean> =>
    new Promise((resolve) => {
      const answer = (isSure: boolean): void => {
        setAsked(undefined)
        resolve(isSure)
      }
      setAsked({ confirm, answer })
    })
  return { asked, ask }
}

export function ConfirmDialog({ confirm, answer }: Asked): ReactNode {
  return (
    <Dialog className="modal confirm" labelledBy="confirm-title" onClose={() => answer(false)}>
      <header className="modal-head">
        <h2 id="confirm-title">{confirm.title?.text}</h2>
      </header>
      <div className="modal-body">
        <Rich text={confirm.text} />
      </div>
      <footer className="modal-foot">
        <button type="button" className="button" onClick={() => answer(false)}>
          {confirm.deny?.text}
        </button>
        <button
          type="button"
          className={`button ${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => answer(true)}
        >
          {confirm.confirm?.text}
        </button>
      </footer>
    </Dialog>
  )
}
