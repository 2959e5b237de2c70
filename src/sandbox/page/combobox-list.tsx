import { type ReactNode, useEffect, useRef } from 'react'
import type { Offer } from './scene.ts'

interface Props {
  id: string
  labelledBy: string | undefined
  offers: readonly Offer[]
  active: number
  take: (offer: Offer) => void
  /** That letters are missing, that the app is asked, that there is nothing; or nothing. */
  note: string
}

/** The list under a combobox. */
export function ComboboxList({ id, labelledBy, offers, active, take, note }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
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
