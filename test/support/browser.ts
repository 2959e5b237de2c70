import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { chromiumPath, openChromium } from '../../src/sandbox/chromium.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Tend } from './tend.ts'

const path = chromiumPath()
if (!path && process.env['REQUIRE_BROWSER'] === '1')
  throw new Error('REQUIRE_BROWSER is set, but there is no Chromium; CHROMIUM_PATH may say where it is')

/** Milliseconds that a test may take: a browser and an app start in it, maybe beside many others. */
const PATIENCE = 60_000

let opened: Promise<Browser> | undefined
afterAll(async () => (await opened)?.close())

interface How {
  width?: number
  dark?: boolean
}

/** Opens the page as somebody, at `#name` or `#name/place`, in a window of its own; it may not break. */
export async function openPage(
  { slack }: { slack: Pick<Sandbox, 'page'> },
  where: string,
  how: How = {},
): Promise<Page> {
  opened ??= openChromium(path ?? '')
  const browser = await opened
  const context = await browser.newContext({
    viewport: { width: how.width ?? 1280, height: 800 },
    colorScheme: how.dark ? 'dark' : 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const broken: unknown[] = []
  page.on('pageerror', (error) => broken.push(error))
  onTestFinished(() => expect(broken).toEqual([]))
  await page.goto(`${slack.page}#${where}`)
  return page
}

/** Writes into the conversation, as one types. */
export async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: /^(Message|发消息)/ }).fill(words)
  await page.keyboard.press('Enter')
}

/** Waits until one such thing is on the page, while the app does the jobs that wait. */
export async function shown({ slack, settle }: Tend, what: Locator): Promise<void> {
  await slack.until(async () => {
    await settle()
    return (await what.count()) === 1
  }, 10_000)
}

/** What is said to be wrong with a field of a window. */
export const wrongWith = (form: Locator, label: string): Promise<string[]> =>
  form
    .locator('.field')
    .filter({ has: form.page().getByLabel(new RegExp(`^${label}( |（|$)`)) })
    .getByRole('alert')
    .allTextContents()

/** A test that needs a browser; without one it is said by name that it did not run. */
export function browserTest(name: string, run: () => Promise<void>): void {
  if (!path) process.stderr.write(`Not run, as there is no Chromium (CHROMIUM_PATH): ${name}\n`)
  test.skipIf(!path)(name, run, PATIENCE)
}
