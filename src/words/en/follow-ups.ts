export const snooze = {
  clock: 'A complaint’s clock cannot be put off.',
  limit: 'This was put off {{limit}} × already, and that is all. Do it, hand it over, or log what happened.',
  past: '{{date}} is not after today. Choose a later day.',
  tooFar: '{{date}} is too far away. Choose a day up to {{last}}.',
}

export const nextStep = {
  past: '{{date}} is past. Choose today or a later day.',
  tooFar: '{{date}} is too far away. Choose a day up to {{last}}.',
}
