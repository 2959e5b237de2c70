// Runs before everything else, under whichever Node there is: one below 24 would only say that it does not know `.ts`.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major] = process.versions.node.split('.')

if (Number(major) < 24) {
  process.stderr.write(`Tend needs Node 24; this is Node ${process.versions.node}.
npm install brings Node 24 along, as the package "node", but npm was told to run no install scripts.
Run it again as  npm ci --ignore-scripts=false  and, where npm asks for consent, let the packages under
"allowScripts" in package.json run theirs. Or put a Node 24 of your own first in PATH.
`)
  process.exit(1)
}

// What was compiled is kept beside the packages, where nobody else can write: the next start takes a third of the time.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/tend', import.meta.url)))
