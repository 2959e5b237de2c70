import type {
  Datepicker,
  DateTimepicker,
  EmailInput,
  NumberInput,
  PlainTextInput,
  Timepicker,
  URLInput,
} from '@slack/types'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { type ControlProps, placeholderOf } from './controls.ts'
import { secondsAt, wallOf } from './dates.ts'
import { textIn } from './held.ts'
import { useScene } from './scene.ts'

type Typed = PlainTextInput | NumberInput | EmailInput | URLInput

const MODES = { number_input: 'decimal', email_text_input: 'email', url_text_input: 'url' } as const

/** Something to write. Enter on a single line sends the window, as it does in Slack. */
export function TextControl({ element, marks, held, give, enter }: ControlProps<Typed>): ReactNode {
  const most = element.type === 'plain_text_input' ? (element.max_length ?? 3000) : undefined
  const props = {
    ...marks,
    value: textIn(held),
    placeholder: placeholderOf(element),
    maxLength: most,
    onChange: (event: { target: { value: string } }) => give(event.target.value || null),
  }
  if (element.type === 'plain_text_input' && element.multiline) return <textarea {...props} rows={4} />
  const mode = element.type === 'plain_text_input' ? undefined : MODES[element.type]
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!enter || event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    enter()
  }
  return <input {...props} type="text" inputMode={mode} autoComplete="off" onKeyDown={onKeyDown} />
}

/** A day or an hour. While somebody types, what they typed stands there: half a year is no year yet. */
export function DateControl({
  element,
  marks,
  held,
  give,
}: ControlProps<Datepicker | Timepicker>): ReactNode {
  const [draft, setDraft] = useState<string>()
  const type = element.type === 'datepicker' ? 'date' : 'time'
  const write = (text: string): void => {
    setDraft(text)
    if (text === '' || type === 'time' || text >= '1000') give(text || null)
  }
  return (
    <input
      {...marks}
      aria-label={marks['aria-labelledby'] ? undefined : placeholderOf(element)}
      type={type}
      max={type === 'date' ? '9999-12-31' : undefined}
      value={draft ?? textIn(held)}
      onChange={(event) => write(event.target.value)}
      onBlur={() => setDraft(undefined)}
    />
  )
}

/** A day and an hour in the reader's zone; Slack holds the instant, in seconds. */
export function DateTimeControl({ element, marks, held, give }: ControlProps<DateTimepicker>): ReactNode {
  const { clock } = useScene()
  const [draft, setDraft] = useState<string>()
  const write = (wall: string): void => {
    setDraft(wall)
    if (wall === '' || wall >= '1000') give(wall ? String(secondsAt(wall, clock)) : null)
  }
  const seconds = textIn(held)
  return (
    <input
      {...marks}
      aria-label={marks['aria-labelledby'] ? undefined : placeholderOf(element)}
      type="datetime-local"
      max="9999-12-31T23:59"
      value={draft ?? (seconds && wallOf(Number(seconds), clock))}
      onChange={(event) => write(event.target.value)}
      onBlur={() => setDraft(undefined)}
    />
  )
}
