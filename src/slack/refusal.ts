import { CareError } from '../care/errors.ts'

/** What came of work, or why it was refused in a way that a person can put right; anything else is thrown on. */
export async function refusalOf<T>(work: Promise<T>): Promise<{ done: T } | { refused: CareError }> {
  try {
    return { done: await work }
  } catch (error) {
    if (!(error instanceof CareError)) throw error
    return { refused: error }
  }
}
