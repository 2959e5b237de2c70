interface Readiness {
  status: number
  reasons: Record<string, string>
}

/** What /readyz says, within the 3 seconds that whoever looks after the process waits. */
export async function readiness(port: number): Promise<Readiness> {
  const signal = AbortSignal.timeout(3_000)
  const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal })
  const { reasons = {} } = (await response.json()) as Partial<Readiness>
  return { status: response.status, reasons }
}
