import type { ReactNode } from 'react'
import type { Leap } from '../screen.ts'
import { momentText } from './dates.ts'
import { useScene } from './scene.ts'
import type { Tour } from './tours.ts'

interface Props {
  tours: readonly Tour[]
  /** Goes to where the next morning's message comes. */
  meet: () => void
}

/** What can be tried first: three things, and the clock. */
export function Panel({ tours, meet }: Props): ReactNode {
  const { words } = useScene()
  return (
    <aside className="panel" aria-labelledby="try-title">
      <h2 id="try-title">{words.tryTitle}</h2>
      <ol>
        {words.tour.map(({ title, text }, place) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
            <button type="button" className="button" onClick={tours[place]?.start}>
              {tours[place]?.go}
            </button>
          </li>
        ))}
      </ol>
      <Clock meet={meet} />
    </aside>
  )
}

/** The product's clock, and the buttons that move it. */
function Clock({ meet }: Pick<Props, 'meet'>): ReactNode {
  const { screen, me, words, clock, act } = useScene()
  const travel = (to: Leap): void => {
    if (to === 'morning') meet()
    void act('travel', { to })
  }
  return (
    <section className="clock" aria-labelledby="time-title">
      <h2 id="time-title">{words.timeTitle}</h2>
      <p className="now">{words.timeAt(momentText(clock.now, clock), me.real_name)}</p>
      {screen.travel !== 'impossible' && (
        <>
          <p>{words.timeText}</p>
          <div className="actions">
            <Travel className="button primary" name={words.morning} go={() => travel('morning')} />
            <Travel className="button" name={words.hour} go={() => travel('hour')} />
          </div>
        </>
      )}
    </section>
  )
}

function Travel({ className, name, go }: { className: string; name: string; go: () => void }): ReactNode {
  const isAway = useScene().screen.travel === 'under way'
  return (
    <button
      type="button"
      className={className}
      aria-disabled={isAway}
      onClick={() => {
        if (!isAway) go()
      }}
    >
      {name}
    </button>
  )
}
