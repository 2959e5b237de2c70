/** Where an account stands (care-rules §3.2), and what that asks of us. */
export const segmentNames = {
  vip: 'VIP',
  dormant: 'dormant',
  new: 'new',
  promising: 'promising',
  'at-risk': 'at risk',
  stable: 'steady',
  prospect: 'prospect',
}

export const segmentCare = {
  vip: 'A rep of their own, first in every list, rights made to measure.',
  dormant: 'Win them back first: a white paper, a case like theirs, a personal call.',
  new: 'Follow up after the sale, and show that it was worth it.',
  promising: 'Something useful to read, then the next offer.',
  'at-risk': 'A light touch: ask what changed, offer something for coming back.',
  stable: 'A greeting on festivals and birthdays.',
  prospect: 'Show cases and build trust.',
}

/** How far the relation has come (care-rules §3.3), with one line of advice each. */
export const stages = {
  acquaintance: 'getting to know',
  stable: 'established',
  advocate: 'advocate',
  lapsing: 'may be leaving',
}

export const stageAdvice = {
  acquaintance: 'Find out what they need, and keep the first promises to the letter.',
  stable: 'Keep in touch in their rhythm, and bring something of value each time.',
  advocate: 'Thank them, and involve them: a referral, a case, a say in what comes next.',
  lapsing: 'Call first and listen. Ask what changed before you offer anything.',
}
