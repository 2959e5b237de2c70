import { type ReactNode, useEffect } from 'react'
import type { Offer } from './scene.ts'
import { usePlaced } from './use-placed.ts'

interface Props {
  id: string
  labelledBy: string | undefined
  offers: readonly Offer[]
  active: number
  /** Enter would take the offer at this place. */
  walk: (place: number) => void
  take: (offer: Offer) => void
  /** That letters are missing, that the app is asked, that there is nothing; or nothing. */
  note: string
}

/** The list under a combobox. */
export function ComboboxList({ id, labelledBy, offers, active, walk, take, note }: Props): ReactNode {
  const box = usePlaced<HTMLDivElement>(true)
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={box} className="popup list">
      {note && (
        <p role="status" className="note">
          {note}
        </p>
      )}
      <ul id={`${id}list`} role="listbox" aria-labelledby={labelledBy}>
        {offers.map((offer, place) => [
          offer.group && offer.group !== offers[place - 1]?.group && (
            <li key={offer.group} role="presentation" className="group">
              {offer.group}
            </li>
          ),
          <li
            key={offer.value}
            id={`${id}${place}`}
            role="option"
            aria-selected={place === active}
            onPointerMove={() => walk(place)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
          >
            {offer.text.text}
          </li>,
        ])}
      </ul>
    </div>
  )
}
