import type { Browser, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { chromiumPath, openChromium } from '../../src/sandbox/chromium.ts'
import type { Tend } from './tend.ts'

const path = chromiumPath()
if (!path && process.env['REQUIRE_BROWSER'] === '1')
  throw new Error('REQUIRE_BROWSER is set, but there is no Chromium; CHROMIUM_PATH may say where it is')

let opened: Promise<Browser> | undefined
afterAll(async () => (await opened)?.close())

interface How {
  width?: number
  dark?: boolean
}

/** Opens the page as somebody, at `#name` or `#name/place`, in a window of its own; it may not break. */
export async function openPage({ slack }: Pick<Tend, 'slack'>, where: string, how: How = {}): Promise<Page> {
  opened ??= openChromium(path ?? '')
  const browser = await opened
  const context = await browser.newContext({
    viewport: { width: how.width ?? 1280, height: 800 },
    colorScheme: how.dark ? 'dark' : 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(5_000)
  const page = await context.newPage()
  const broken: unknown[] = []
  page.on('pageerror', (error) => broken.push(error))
  onTestFinished(() => expect(broken).toEqual([]))
  await page.goto(`${slack.page}#${where}`)
  return page
}

/** A test that needs a browser; without one it is said by name that it did not run. */
export function browserTest(name: string, run: () => Promise<void>): void {
  if (!path) process.stderr.write(`Not run, as there is no Chromium (CHROMIUM_PATH): ${name}\n`)
  test.skipIf(!path)(name, run)
}
