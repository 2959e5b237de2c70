import type { Customer } from './texts.ts'

/** What a customer complained of; times in minutes before the morning. */
export interface Grievance {
  /** The customer's number. */
  customer: string
  /** The short name of whoever took it in. */
  by: string
  received: number
  taken: number
  facts: string
  feelings: string
  needs: string
  /** What was done about it since, where something was. */
  mended?: Mended
}

interface Mended {
  answered: number
  apologise: string
  explain: string
  act: string
  compensate: string
  /** Whole units of the workspace's currency. */
  amount: number
  solution: string
  solved: number
  /** Days after the solution by which it was to be done. */
  within: number
}

const DAY = 24 * 60

/** Of one that has just come in the hour for the answer is nearly over; another waits for the customer's verdict. */
export function grievancesOf(customers: readonly Customer[]): Grievance[] {
  const calm = customers.filter(({ owner, situation }) => owner.name === 'maya' && situation === 'calm')
  const fresh = calm.find(({ tier }) => tier === 'important')
  const mended = calm.find(({ tier }) => tier === 'key')
  return [
    ...(mended ? [{ customer: mended.id, ...LATE }] : []),
    ...(fresh ? [{ customer: fresh.id, ...WRONG }] : []),
  ]
}

const WRONG: Omit<Grievance, 'customer'> = {
  by: 'maya',
  received: 25,
  taken: 12,
  facts:
    'The bench scale delivered last week shows 2 g too much on every load. Their auditor found it, not we.',
  feelings: 'Embarrassed before the auditor, and angry that nobody warned them',
  needs: 'A calibrated scale before the audit goes on the day after tomorrow',
}

const LATE: Omit<Grievance, 'customer'> = {
  by: 'maya',
  received: 3 * DAY,
  taken: 3 * DAY - 10,
  facts: 'Two thermometers came without their calibration certificates, and the line stood for a shift.',
  feelings: 'Let down: it is the second delivery that was incomplete',
  needs: 'The certificates, and a delivery that is checked before it leaves',
  mended: {
    answered: 3 * DAY - 35,
    apologise: 'I said that I am sorry for the lost shift, and that it should not have happened again.',
    explain: 'The certificates are printed by another desk and were not in the box when it was sealed.',
    act: 'The desk that packs prints the certificates itself and ticks them off.',
    compensate: 'The calibration of next spring is free.',
    amount: 180,
    solution: 'Certificates sent by courier; the next three deliveries are checked by me.',
    solved: 2 * DAY + 5,
    within: 2,
  },
}
