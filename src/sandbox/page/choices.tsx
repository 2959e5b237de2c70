import type { Checkboxes, Option, RadioButtons } from '@slack/types'
import { type ReactNode, useId } from 'react'
import type { ControlProps } from './controls.ts'
import { offersIn } from './held.ts'
import { Rich } from './rich.tsx'
import type { Offer } from './scene.ts'

const offered = (option: Option): Offer => ({ text: option.text, value: option.value ?? '' })

/** Some, any or none of a few. */
export function CheckboxesControl({ element, marks, held, give }: ControlProps<Checkboxes>): ReactNode {
  const chosen = new Set(offersIn(held).map(({ value }) => value))
  const turn = (value: string, isOn: boolean): void => {
    const next = element.options
      .map(offered)
      .filter((one) => (one.value === value ? isOn : chosen.has(one.value)))
    give(next)
  }
  return (
    <div role="group" {...marks} className="choices">
      {element.options.map((option) => (
        <Choice
          key={option.value}
          option={option}
          type="checkbox"
          isChosen={chosen.has(option.value ?? '')}
          turn={(isOn) => turn(option.value ?? '', isOn)}
        />
      ))}
    </div>
  )
}

/** One of a few. */
export function RadioControl({ element, marks, held, give }: ControlProps<RadioButtons>): ReactNode {
  const name = useId()
  const chosen = offersIn(held)[0]?.value
  return (
    <div role="radiogroup" {...marks} className="choices">
      {element.options.map((option) => (
        <Choice
          key={option.value}
          option={option}
          type="radio"
          name={name}
          isChosen={chosen === option.value}
          turn={() => give(offered(option))}
        />
      ))}
    </div>
  )
}

interface ChoiceProps {
  option: Option
  type: 'checkbox' | 'radio'
  name?: string
  isChosen: boolean
  turn: (isOn: boolean) => void
}

function Choice({ option, type, name, isChosen, turn }: ChoiceProps): ReactNode {
  return (
    <label className="choice">
      <input type={type} name={name} checked={isChosen} onChange={(event) => turn(event.target.checked)} />
      <span>
        <Rich text={option.text} />
        {option.description && (
          <small>
            <Rich text={option.description} />
          </small>
        )}
      </span>
    </label>
  )
}
