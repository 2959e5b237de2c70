import { type ReactNode, useEffect, useState } from 'react'
import { Blocks } from './blocks.tsx'
import { boardOf } from './board.ts'
import type { Typed } from './held.ts'
import { useScene } from './scene.ts'

/** The app's Home; the app hears that it was opened. */
export function Home(): ReactNode {
  const scene = useScene()
  const { me, act, words } = scene
  const [typed, type] = useState<Typed>({})
  useEffect(() => void act('home'), [me.id])
  if (!me.home) return <p className="empty">{words.noHome}</p>
  const board = boardOf({ place: me.home, scene, typed, type, values: me.home.state.values })
  return (
    <div className="home" role="tabpanel" aria-label={words.home}>
      <Blocks blocks={me.home.blocks} board={board} />
    </div>
  )
}
