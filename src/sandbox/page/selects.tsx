import type { MultiSelect, Option, Select } from '@slack/types'
import type { ReactNode } from 'react'
import { Combobox } from './combobox.tsx'
import type { Screen } from '../screen.ts'
import { type ControlProps, placeholderOf } from './controls.ts'
import { type Given, offersIn } from './held.ts'
import { type Offer, type Scene, useScene } from './scene.ts'

/** A list to choose from: the element's own, the app's answer to what is typed, people, or channels. */
export function SelectControl(props: ControlProps<Select | MultiSelect>): ReactNode {
  const { element, marks, held, isOptional, give, find } = props
  const scene = useScene()
  const isMany = element.type.startsWith('multi_')
  const isExternal = element.type.includes('external')
  const isById = !element.type.includes('static') && !isExternal
  const own = ownOffers(element, scene)
  const choose = (offers: readonly Offer[]): void => {
    const given = isById ? offers.map(({ value }) => value) : offers
    give(isMany ? given : (given[0] ?? null))
  }
  const least = 'min_query_length' in element ? element.min_query_length : undefined
  return (
    <Combobox
      marks={{ ...marks, 'aria-label': marks['aria-labelledby'] ? undefined : placeholderOf(element) }}
      own={own}
      find={isExternal ? find : undefined}
      least={isExternal ? (least ?? 3) : 0}
      chosen={isById ? byId(held, own) : offersIn(held)}
      isMany={isMany}
      isOptional={isOptional}
      placeholder={placeholderOf(element) ?? scene.words.choose}
      choose={choose}
    />
  )
}

const byId = (held: Given, own: readonly Offer[]): Offer[] => {
  const ids = Array.isArray(held) ? held : [held]
  return ids.flatMap((id) => own.filter(({ value }) => value === id))
}

function ownOffers(element: Select | MultiSelect, { screen }: Scene): Offer[] {
  if (element.type.includes('users'))
    return screen.people.map(({ id, real_name, name }) => ({ ...named(id, real_name), also: name }))
  if (/channels|conversations/.test(element.type)) return channelOffers(element, screen)
  const { options = [], option_groups: groups = [] } = element as {
    options?: Option[]
    option_groups?: { label: { text: string }; options: Option[] }[]
  }
  const grouped = groups.flatMap((group) => group.options.map((option) => offer(option, group.label.text)))
  return [...options.map((option) => offer(option)), ...grouped]
}

/** Slack offers each channel of the kinds asked for, whether the app is in it or not. */
function channelOffers(element: Select | MultiSelect, { channels }: Screen): Offer[] {
  const { filter } = element as { filter?: { include?: readonly string[] } }
  const kinds = element.type.includes('channels') ? ['public'] : (filter?.include ?? ['public', 'private'])
  return channels
    .filter(({ isPrivate }) => kinds.includes(isPrivate ? 'private' : 'public'))
    .map(({ id, name }) => named(id, `#${name}`))
}

const named = (value: string, text: string): Offer => ({ value, text: { type: 'plain_text', text } })

const offer = ({ text, value = '' }: Option, group?: string): Offer => ({
  text,
  value,
  ...(group !== undefined && { group }),
})
