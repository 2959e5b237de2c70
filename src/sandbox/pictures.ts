import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { chromiumPath, openChromium } from './chromium.ts'

/** The pictures of the README, made from the demo: the page as it opens, and a morning message. */
async function takeAll(browser: Browser, url: string): Promise<void> {
  await mkdir('docs', { recursive: true })
  const page = await open(browser, url, { width: 1280, height: 800 })
  await page.screenshot({ path: 'docs/page.png' })
  const narrow = await open(browser, url, { width: 760, height: 900 })
  await narrow.locator('.messages').screenshot({ path: 'docs/morning.png' })
}

async function open(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const page = await browser.newPage({
    viewport,
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    locale: 'en-US',
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
