import { dayIn } from '../care/calendar.ts'
import { LEAST_SPENDERS } from '../care/gamma-gamma.ts'
import { LEAST_BUYERS } from '../care/mbg-nbd.ts'
import { fitted } from '../features/model/jobs.ts'
import type { ModelFit } from '../features/model/queries.ts'
import { wordsFor } from '../words/words.ts'
import type { Command } from './command.ts'
import { parseInstant } from './instant.ts'

const words = wordsFor('en')

export const modelCommand: Command = {
  name: 'model',
  usage: '[--until INSTANT]',
  about: 'Fits the model of purchases to the orders before an instant.',
  values: ['until'],
  async run({ deps, options, workspace: meant, progress }) {
    const workspace = await meant()
    const named = options['until']
    const until = typeof named === 'string' ? parseInstant(named, workspace.zone) : deps.now()
    // The day before where `until` begins a day; else that day, which has orders before it.
    const asOf = dayIn(workspace.zone, new Date(until.getTime() - 1))
    progress('fitting')
    const fit = await fitted(deps.db, { workspace, asOf, until })
    progress('')
    const { orders, spend } = fit
    const noSpend =
      spend.model || !orders.model
        ? []
        : [words.t(`model.spend.${spend.whyNot}`, whyValues(spend.customers, LEAST_SPENDERS))]
    const failed = orders.model
      ? undefined
      : words.t(`model.orders.${orders.whyNot}`, whyValues(orders.customers, LEAST_BUYERS))
    return { json: documentOf(fit), lines: linesOf(fit), notices: noSpend, ...(failed && { failed }) }
  },
}

const whyValues = (customers: number, least: number) => ({ customers, least })

const NOTHING = { r: null, alpha: null, a: null, b: null }
const NO_SPEND = { p: null, q: null, v: null }

/** Contract §4; time in weeks, money in major units. What could not be fitted is null. */
function documentOf({ orders, spend }: ModelFit): object {
  return {
    model: 'mbg/nbd',
    customers: orders.customers,
    ...(orders.model ?? NOTHING),
    logLikelihood: orders.model ? orders.logLikelihood : null,
    spend: { ...(spend.model ?? NO_SPEND), customers: spend.customers },
  }
}

function linesOf({ asOf, currency, orders, spend }: ModelFit): string[] {
  return [
    ...(orders.model
      ? [
          `MBG/NBD, ${orders.customers} customers up to ${asOf}, weeks:  ${numbers(orders.model)}`,
          `log-likelihood ${orders.logLikelihood.toFixed(1)}`,
        ]
      : []),
    ...(spend.model
      ? [`Gamma–Gamma, ${spend.customers} customers, ${currency}:  ${numbers(spend.model)}`]
      : []),
  ]
}

const numbers = (model: object): string =>
  Object.entries(model)
    .map(([name, value]: [string, number]) => `${name} ${value.toFixed(3)}`)
    .join('  ')
