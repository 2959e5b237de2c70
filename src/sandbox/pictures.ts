import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { chromiumPath, openChromium } from './chromium.ts'

/** Rows of the morning message that are done before its picture is taken, and rows with buttons that it shows. */
const DONE = 4
const OPEN = 5
/** Pixels around them. */
const MARGIN = 8

/** The pictures of the README, made from the demo: the page as it opens, and the beginning of a morning message. */
async function takeAll(browser: Browser, url: string): Promise<void> {
  await mkdir('docs', { recursive: true })
  const page = await open(browser, url, { width: 1280, height: 800, scale: 1.25 })
  await page.screenshot({ path: 'docs/page.png' })
  const tall = await open(browser, url, { width: 700, height: 1600, scale: 1.5 })
  const morning = tall.locator('.message', { has: tall.locator('.block-header') }).last()
  const rows = morning.locator('.block-actions')
  for (let done = 0; done < DONE; done += 1) {
    await morning.getByRole('button', { name: 'Done' }).nth(1).click()
    await morning.getByText('done by you').nth(done).waitFor()
  }
  await tall.mouse.move(0, 0)
  await tall.getByRole('combobox').focus()
  const [top, last] = [await morning.boundingBox(), await rows.nth(OPEN - 1).boundingBox()]
  if (!top || !last) throw new Error(`No morning message with ${DONE + OPEN} customers`)
  const height = last.y + last.height - top.y + MARGIN
  await tall.screenshot({ path: 'docs/morning.png', clip: { ...top, height } })
}

interface Window {
  width: number
  height: number
  /** Pixels of the picture for one of the page. */
  scale: number
}

async function open(browser: Browser, url: string, { scale, ...viewport }: Window): Promise<Page> {
  const page = await browser.newPage({
    viewport,
    deviceScaleFactor: scale,
    colorScheme: 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  await page.goto(url)
  await page.locator('.block-actions').first().waitFor()
  return page
}

/** Starts the demo, and says where it is once it can be opened. */
async function startDemo(): Promise<{ url: string; stop: () => Promise<void> }> {
  const demo = spawn('npm', ['run', '--silent', 'demo'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const stop = async (): Promise<void> => {
    if (demo.exitCode !== null || demo.pid === undefined) return
    process.kill(-demo.pid, 'SIGINT')
    await once(demo, 'exit')
  }
  for await (const line of createInterface({ input: demo.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0]
    if (!url) continue
    demo.stdout.resume()
    return { url, stop }
  }
  throw new Error('The demo ended before it could be opened')
}

const path = chromiumPath()
if (!path) throw new Error('No Chromium here; CHROMIUM_PATH may say where one is')
const demo = await startDemo()
const browser = await openChromium(path)
try {
  await takeAll(browser, demo.url)
} finally {
  await browser.close()
  await demo.stop()
}
