/** Answers a command, button or shortcut after its ack, to the asker alone: at most 5 times within 30 minutes. */
export async function sayTo(responseUrl: string, message: object): Promise<void> {
  await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
    signal: AbortSignal.timeout(10_000),
  })
}
