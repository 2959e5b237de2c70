import { type ReactNode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { useNow, useSlack } from './use-slack.ts'
import { go, personOf, placeOf, useWhere } from './use-where.ts'

function Page(): ReactNode {
  const { screen, isLost, ahead } = useSlack()
  const { name, place } = useWhere()
  const now = useNow(ahead)
  const me = screen && personOf(name, screen)
  useEffect(() => {
    if (screen && me && me.name !== name) go(me, 'dm', screen)
  }, [me?.name, name])
  if (!screen || !me) return null
  return <App screen={screen} me={me} place={placeOf(place, screen)} now={now} isLost={isLost} />
}

const root = document.getElementById('page')
if (root) createRoot(root).render(<Page />)
