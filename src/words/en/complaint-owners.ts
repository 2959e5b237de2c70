/** Whose a complaint is, and giving it to somebody else. */
export const complaintOwners = {
  what: '*Complaint of {{account}}*\n{{facts}}',
  toHint: 'They get the card, and its clocks stand in their list from now on. The customer keeps its owner.',
  toSame: 'They work on it already.',
  notYours: 'Only whoever works on this complaint, their stand-in or a manager can hand it over.',
  over: 'This complaint is closed and reviewed: there is nothing left to hand over.',
  handedOver: 'The complaint of *{{account}}* is handed over: {{who}} works on it now.',
  takenBack: 'The hand-over is taken back: the complaint of *{{account}}* is with whom it was.',
}
