/** How many calls of a method fit into a window; the time stamps of the latest calls by method and channel. */
export interface Rates {
  /** Calls per window, by method; a method that is absent has no limit. Slack's own: `callsPerMinute` of slack/limits. */
  limits: Record<string, number>
  /** One `chat.postMessage` a second and channel, as Slack says; 0: no limit. Milliseconds. */
  perChannelMs: number
  /** Milliseconds; Slack's is a minute. */
  windowMs: number
  /** Seconds to wait, or 0 when the call may pass. */
  wait: (method: string, channel: string) => number
}

export function makeRates(limits: Readonly<Record<string, number>> = {}): Rates {
  const made = new Map<string, number[]>()
  const posted = new Map<string, number>()
  const rates: Rates = {
    limits: { ...limits },
    perChannelMs: 0,
    windowMs: 60_000,
    wait: (method, channel) => {
      const now = Date.now()
      const ms = Math.max(
        methodWait(rates, made, method, now),
        channelWait(rates, posted, method, channel, now),
      )
      if (ms > 0) return Math.max(1, Math.ceil(ms / 1000))
      made.get(method)?.push(now)
      if (method === 'chat.postMessage' && rates.perChannelMs > 0) posted.set(channel, now)
      return 0
    },
  }
  return rates
}

function methodWait(rates: Rates, made: Map<string, number[]>, method: string, now: number): number {
  const most = rates.limits[method]
  if (most === undefined) return 0
  const recent = (made.get(method) ?? []).filter((at) => at > now - rates.windowMs)
  made.set(method, recent)
  const oldest = recent[recent.length - most]
  return oldest === undefined ? 0 : oldest + rates.windowMs - now
}

function channelWait(
  rates: Rates,
  posted: Map<string, number>,
  method: string,
  channel: string,
  now: number,
): number {
  if (method !== 'chat.postMessage' || rates.perChannelMs === 0) return 0
  return (posted.get(channel) ?? 0) + rates.perChannelMs - now
}
