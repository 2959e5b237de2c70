import { type ReactNode, useId } from 'react'
import { ComboboxList } from './combobox-list.tsx'
import type { Marks } from './controls.ts'
import { type Offer, useScene } from './scene.ts'
import { type Choosing, useCombobox } from './use-combobox.ts'

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
  const notes = {
    short: words.typeMore(least),
    searching: words.searching,
    empty: words.nothingFound,
    found: '',
  }
  return (
    <div
      className="combobox"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && box.close()}
    >
      <div className="combobox-field">
        {isMany &&
          chosen.map((one) => (
            <Chip key={one.value} offer={one} drop={() => choose(chosen.filter((other) => other !== one))} />
          ))}
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
          placeholder={single?.text.text ?? placeholder}
          value={box.isOpen ? box.query : (single?.text.text ?? '')}
          onClick={() => !box.isOpen && box.open()}
          onKeyDown={box.onKeyDown}
          onChange={(event) => box.type(event.target.value)}
        />
        {isOptional && single && (
          <button type="button" className="clear" aria-label={words.clear} onClick={() => choose([])}>
            ×
          </button>
        )}
      </div>
      {box.isOpen && (
        <ComboboxList
          id={id}
          labelledBy={marks['aria-labelledby']}
          offers={box.shown}
          active={box.active}
          walk={box.walk}
          take={box.take}
          note={notes[box.state]}
        />
      )}
    </div>
  )
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
