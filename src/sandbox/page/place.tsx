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
  const { screen, words } = useScene()
  const follows = useRef(true)
  const direct = isDirect(place)
  const { isOver, give, drag } = useFiles(direct, follows)
  return (
    <main
      className="place"
      aria-labelledby="place-name"
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => drag(event, false)}
    >
      <header className="place-head">
        <h1 id="place-name">{placeName(place, screen)}</h1>
        {direct && <Tabs place={place} go={go} />}
      </header>
      {place === 'home' ? (
        <Home />
      ) : (
        <Conversation place={place} field={field} follows={follows} give={give} />
      )}
      {isOver && <div className="drop">{words.drop}</div>}
    </main>
  )
}

interface ConversationProps extends Pick<Props, 'place' | 'field'> {
  follows: RefObject<boolean>
  give: (files: FileList | null) => void
}

function Conversation({ place, field, follows, give }: ConversationProps): ReactNode {
  const { screen, me } = useScene()
  const direct = isDirect(place)
  return (
    <>
      <MessageList key={`${me.id} ${place}`} messages={messagesIn(place, screen, me)} follows={follows} />
      <Composer
        channel={direct ? undefined : place}
        name={placeName(place, screen)}
        field={field}
        sent={() => void (follows.current = true)}
        attach={direct ? give : undefined}
      />
    </>
  )
}

interface Files {
  /** Whether one is held over the place. */
  isOver: boolean
  give: (files: FileList | null) => void
  drag: (event: DragEvent, isHere: boolean) => void
}

/** Files that are chosen, or dropped where they may be; what comes of them is to be shown. */
function useFiles(isTaken: boolean, follows: RefObject<boolean>): Files {
  const { act } = useScene()
  const [isOver, setOver] = useState(false)
  const give = (files: FileList | null): void => {
    const file = files?.[0]
    if (!file) return
    follows.current = true
    void base64Of(file).then((base64) => act('drop', { filename: file.name, base64 }))
  }
  const drag = (event: DragEvent, isHere: boolean): void => {
    if (!isTaken || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(isHere)
    if (event.type === 'drop') give(event.dataTransfer.files)
  }
  return { isOver, give, drag }
}
