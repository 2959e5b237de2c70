import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Builds the sandbox's page when it is older than what it is made of. */
export function buildPage(): void {
  const sources = globSync('src/sandbox/page/*').map(changedAt)
  if (changedAt('dist/page/index.html') > Math.max(...sources)) return
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'src/sandbox/page'], { env })
}
