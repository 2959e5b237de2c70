import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A cable between the app and its database that a test can cut, or make swallow everything. */
export interface Cable {
  url: string
  /** Ends what runs and refuses what comes. */
  cut: () => void
  /** Takes everything and answers nothing. */
  swallow: () => void
  mend: () => void
}

export async function cableTo(url: string): Promise<Cable> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let state: 'whole' | 'cut' | 'mute' = 'whole'
  const server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => {})
    if (state === 'cut') return near.destroy()
    const far = connect(Number(target.port), target.hostname)
    sockets.add(far)
    far.on('error', () => near.destroy())
    far.on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    near.on('data', (data) => state === 'mute' || far.write(data))
    return far.on('data', (data) => state === 'mute' || near.write(data))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const near = new URL(url)
  near.port = String((server.address() as AddressInfo).port)
  return {
    url: near.href,
    cut: () => {
      state = 'cut'
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
    swallow: () => void (state = 'mute'),
    mend: () => void (state = 'whole'),
  }
}
