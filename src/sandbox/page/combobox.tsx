import { type FocusEvent, type ReactNode, useId } from 'react'
import { ComboboxList } from './combobox-list.tsx'
import type { Marks } from './controls.ts'
import { type Offer, useScene } from './scene.ts'
import { type Choosing, type Combobox as Box, useCombobox } from './use-combobox.ts'
import type { PageWords } from './words.ts'

interface Props extends Choosing {
  marks: Marks
  /** Whether nothing may be chosen. */
  isOptional: boolean
  placeholder: string
}

/** A field that offers a list for what is typed. */
export function Combobox({ marks, isOptional, placeholder, ...choosing }: Props): ReactNode {
  const { words } = useScene()
  const id = useId()
  const box = useCombobox(choosing)
  const { chosen, isMany, choose, least = 0 } = choosing
  const single = isMany ? undefined : chosen[0]
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) box.close()
  }
  const { shown: offers, active, walk, take, state } = box
  const list = { id, offers, active, walk, take, note: noteOf(state, least, words) }
  return (
    <div className="combobox" onBlur={leave}>
      <div className="combobox-field">
        {isMany && <Chips chosen={chosen} choose={choose} />}
        <Written id={id} box={box} marks={marks} chosen={single?.text.text} placeholder={placeholder} />
        {isOptional && single && (
          <button type="button" className="clear" aria-label={words.clear} onClick={() => choose([])}>
            ×
          </button>
        )}
      </div>
      {box.isOpen && <ComboboxList {...list} labelledBy={marks['aria-labelledby']} />}
    </div>
  )
}

function noteOf(state: Box['state'], least: number, words: PageWords): string {
  const { searching, nothingFound: empty } = words
  return { short: words.typeMore(least), searching, empty, found: '' }[state]
}

interface WrittenProps extends Pick<Props, 'marks' | 'placeholder'> {
  id: string
  box: Box
  chosen: string | undefined
}

/** What is typed while the list is open, else what was chosen. */
function Written({ id, box, marks, chosen, placeholder }: WrittenProps): ReactNode {
  return (
    <input
      {...marks}
      ref={box.input}
      type="text"
      role="combobox"
      autoComplete="off"
      aria-autocomplete="list"
      aria-expanded={box.isOpen}
      aria-controls={`${id}list`}
      aria-activedescendant={box.isOpen && box.active >= 0 ? `${id}${box.active}` : undefined}
      placeholder={chosen ?? placeholder}
      value={box.isOpen ? box.query : (chosen ?? '')}
      onClick={() => !box.isOpen && box.open()}
      onKeyDown={box.onKeyDown}
      onChange={(event) => box.type(event.target.value)}
    />
  )
}

function Chips({ chosen, choose }: Pick<Choosing, 'chosen' | 'choose'>): ReactNode {
  const drop = (one: Offer) => (): void => choose(chosen.filter((other) => other !== one))
  return chosen.map((one) => <Chip key={one.value} offer={one} drop={drop(one)} />)
}

function Chip({ offer, drop }: { offer: Offer; drop: () => void }): ReactNode {
  const { words } = useScene()
  return (
    <span className="chip">
      {offer.text.text}
      <button type="button" aria-label={words.remove(offer.text.text)} onClick={drop}>
        ×
      </button>
    </span>
  )
}
