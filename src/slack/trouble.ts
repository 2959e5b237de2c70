interface SlackSays {
  message?: string
  code?: string
  data?: { error?: string }
  cause?: { message?: string; cause?: { code?: string; message?: string } }
}

/** What Slack says to a token that it does not take, or takes no longer. */
const REFUSALS = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']

/** Why Slack did not do as asked, for whoever looks after the process; `token` is the variable that holds the token. */
export function slackTrouble(error: unknown, token: string): string {
  const { code, data, cause, message } = error as SlackSays
  if (code === 'slack_webapi_rate_limited_error') return 'asks us to wait'
  const said = data?.error
  if (said && REFUSALS.includes(said)) return `refuses the token (${said}): look at ${token}`
  if (said) return `says ${said}`
  const why = cause?.cause?.code ?? cause?.cause?.message ?? cause?.message ?? message ?? String(error)
  return `does not answer (${why})`
}

/** The same of what is done with the bot's token. */
export const botTrouble = (error: unknown): string => slackTrouble(error, 'SLACK_BOT_TOKEN')
