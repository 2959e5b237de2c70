import type { Words } from '../../words/words.ts'

/** What a request gets that no listener took: the button of an older version, say. */
export function noAnswer(body: Record<string, unknown>, words: Words): object | undefined {
  if (body['type'] === 'block_suggestion') return { options: [] }
  return 'command' in body
    ? { response_type: 'ephemeral', replace_original: false, text: words.t('errors.outdated') }
    : undefined
}
