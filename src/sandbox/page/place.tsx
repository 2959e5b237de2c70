import { type DragEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { base64Of } from './base64.ts'
import { Composer } from './composer.tsx'
import { Home } from './home.tsx'
import { MessageList } from './message-list.tsx'
import { useScene } from './scene.ts'
import { Tabs } from './tabs.tsx'
import { type Place, isDirect, messagesIn, placeName } from './places.ts'

interface Props {
  place: Place
  go: (place: Place) => void
  field: RefObject<HTMLTextAreaElement | null>
}

/** A channel, or the app with its conversation and its Home. */
export function PlaceView({ place, go, field }: Props): ReactNode {
  const { screen, me, act, words } = useScene()
  const [isOver, setOver] = useState(false)
  const follows = useRef(true)
  const direct = isDirect(place)
  const name = placeName(place, screen)
  const give = (files: FileList | null | undefined): void => {
    const file = files?.[0]
    follows.current = true
    if (file) void base64Of(file).then((base64) => act('drop', { filename: file.name, base64 }))
  }
  const drag = (event: DragEvent, isHere: boolean): void => {
    if (!direct || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(isHere)
    if (event.type === 'drop') give(event.dataTransfer.files)
  }
  return (
    <main
      className="place"
      aria-labelledby="place-name"
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => drag(event, false)}
    >
      <header className="place-head">
        <h1 id="place-name">{name}</h1>
        {direct && <Tabs place={place} go={go} />}
      </header>
      {place === 'home' ? (
        <Home />
      ) : (
        <>
          <MessageList key={`${me.id} ${place}`} messages={messagesIn(place, screen, me)} follows={follows} />
          <Composer
            channel={direct ? undefined : place}
            name={name}
            field={field}
            sent={() => void (follows.current = true)}
            attach={direct ? give : undefined}
          />
        </>
      )}
      {isOver && <div className="drop">{words.drop}</div>}
    </main>
  )
}
