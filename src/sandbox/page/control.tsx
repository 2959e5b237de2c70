import type {
  Checkboxes,
  Datepicker,
  DateTimepicker,
  PlainTextInput,
  RadioButtons,
  StaticSelect,
} from '@slack/types'
import type { ReactNode } from 'react'
import { CheckboxesControl, RadioControl } from './choices.tsx'
import type { ControlProps, Element } from './controls.ts'
import { SelectControl } from './selects.tsx'
import { DateControl, DateTimeControl, TextControl } from './text-fields.tsx'

type Props = ControlProps<Element>

const TEXTS: readonly string[] = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']
const isText = ({ element }: Props): boolean => TEXTS.includes(element.type)
const isDate = ({ element }: Props): boolean => ['datepicker', 'timepicker'].includes(element.type)
const isSelect = ({ element }: Props): boolean => element.type.endsWith('_select')

/** Draws whatever takes something from somebody; buttons and menus are drawn where they stand. */
export function Control(props: Props): ReactNode {
  if (props.element.type === 'checkboxes')
    return <CheckboxesControl {...(props as ControlProps<Checkboxes>)} />
  if (props.element.type === 'radio_buttons')
    return <RadioControl {...(props as ControlProps<RadioButtons>)} />
  if (isText(props)) return <TextControl {...(props as ControlProps<PlainTextInput>)} />
  if (isDate(props)) return <DateControl {...(props as ControlProps<Datepicker>)} />
  if (props.element.type === 'datetimepicker')
    return <DateTimeControl {...(props as ControlProps<DateTimepicker>)} />
  if (isSelect(props)) return <SelectControl {...(props as ControlProps<StaticSelect>)} />
  return <em>({props.element.type})</em>
}
