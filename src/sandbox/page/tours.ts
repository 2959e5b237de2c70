import type { RefObject } from 'react'
import type { Somebody } from '../screen.ts'
import { base64Of } from './base64.ts'
import { type Place, messagesIn } from './places.ts'
import type { Scene } from './scene.ts'

interface Matter {
  scene: Scene
  field: RefObject<HTMLTextAreaElement | null>
  visit: (person: Somebody, place: Place) => void
  before: () => void
}

/** What one of the three buttons beside the conversation says and does. */
export interface Tour {
  go: string
  start: () => void
}

/** Milliseconds after which a place that was gone to is drawn. */
const DRAWN = 100

/** Points at the first row, types a command, makes one a manager; a manager gets a list to try. */
export function toursOf({ scene, field, visit, before }: Matter): Tour[] {
  const { me, words, setDraft } = scene
  const soon = (person: Somebody, then: () => void): void => {
    before()
    visit(person, 'dm')
    setTimeout(then, DRAWN)
  }
  const manager = isManager(me) ? undefined : alike(scene, isManager)
  const [log, type, become] = words.tour.map(({ go }) => go)
  return [
    { go: log ?? '', start: () => soon(rowOwner(scene), pointAtRow) },
    {
      go: type ?? '',
      start: () => {
        setDraft('/today')
        soon(me, () => field.current?.focus())
      },
    },
    manager
      ? { go: become ?? '', start: () => soon(manager, () => {}) }
      : { go: words.giveExample, start: () => soon(me, () => void giveExample(scene)) },
  ]
}

/** By their Slack title. */
const isManager = ({ title }: Somebody): boolean => /manager|主管/i.test(title)

/** Such a person, first one who reads the same language. */
function alike({ screen, me }: Scene, isSuch: (person: Somebody) => boolean): Somebody | undefined {
  const such = screen.people.filter(isSuch)
  return such.find(({ locale }) => locale.slice(0, 2) === me.locale.slice(0, 2)) ?? such[0]
}

/** Who has a row to press: oneself, or else somebody. */
function rowOwner(scene: Scene): Somebody {
  const hasRow = (person: Somebody): boolean =>
    messagesIn('dm', scene.screen, person).some(({ blocks }) => blocks.some(({ type }) => type === 'actions'))
  return hasRow(scene.me) ? scene.me : (alike(scene, hasRow) ?? scene.me)
}

async function giveExample({ me, words, act }: Scene): Promise<void> {
  const text = `external_id,name,owner_email,tier\n${words.exampleRows(me.email)}\n`
  const base64 = await base64Of(new Blob([text]))
  await act('drop', { filename: words.exampleName, base64 })
}

/** A complaint’s row has fewer than others, and stays until it is answered. */
const buttonsOf = (row: Element): number => row.querySelectorAll('button').length

function pointAtRow(): void {
  const messages = [...document.querySelectorAll('.place .message')].filter((one) =>
    one.querySelector('.block-actions'),
  )
  const rows = [...(messages.at(-1)?.querySelectorAll('.block-actions') ?? [])]
  const usual = rows.find((row) => buttonsOf(row) === Math.max(...rows.map(buttonsOf)))
  const button = usual?.querySelector<HTMLElement>('button')
  button?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  button?.focus({ preventScroll: true })
  const rings = [0, 6].map((width) => ({ outline: '3px solid #e8912d', outlineOffset: `${width}px` }))
  button?.animate(rings, { duration: 700, iterations: 4, direction: 'alternate' })
}
