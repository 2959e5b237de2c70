import type { RefObject } from 'react'
import type { Somebody } from '../screen.ts'
import type { Place } from './places.ts'
import type { Scene } from './scene.ts'

interface Matter {
  scene: Scene
  field: RefObject<HTMLTextAreaElement | null>
  visit: (person: Somebody, place: Place) => void
  before: () => void
}

/** What the three buttons beside the conversation do: point at the first row, type a command, be a manager. */
export function toursOf({ scene, field, visit, before }: Matter): (() => void)[] {
  const { me, setDraft } = scene
  const soon = (then: () => void): void => {
    before()
    visit(me, 'dm')
    setTimeout(then, 50)
  }
  const manager = managerFor(scene)
  return [
    () => soon(pointAtRow),
    () => {
      setDraft('/today')
      soon(() => field.current?.focus())
    },
    () => {
      before()
      if (manager) visit(manager, 'dm')
    },
  ]
}

/** Whoever manages, by their Slack title; first one who reads the same language. */
function managerFor({ screen, me }: Scene): Somebody | undefined {
  const managers = screen.people.filter(({ title }) => /manager|主管/i.test(title))
  return managers.find(({ locale }) => locale.slice(0, 2) === me.locale.slice(0, 2)) ?? managers[0]
}

function pointAtRow(): void {
  const messages = [...document.querySelectorAll('.message')].filter((one) =>
    one.querySelector('.block-actions'),
  )
  const button = messages.at(-1)?.querySelector<HTMLElement>('.block-actions button')
  button?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  button?.focus({ preventScroll: true })
  const rings = [0, 6].map((width) => ({ outline: '3px solid #e8912d', outlineOffset: `${width}px` }))
  button?.animate(rings, { duration: 700, iterations: 4, direction: 'alternate' })
}
