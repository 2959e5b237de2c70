import { filterWords as english } from './en/filter.ts'
import { filterWords as chinese } from './zh-cn/filter.ts'

/** Every word that may be typed behind `/segment`, in either language, and what it stands for. */
export const vocabulary: ReadonlyMap<string, string> = new Map(
  [english, chinese].flatMap((words) =>
    Object.entries(words).flatMap(([name, text]) =>
      text.split(/[,、]/).map((word): [string, string] => [word.toLowerCase(), name]),
    ),
  ),
)
