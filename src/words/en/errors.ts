export const errors = {
  broken:
    'Something broke on our side; nothing was saved. Please try again. If it happens again, quote {{reference}} to whoever looks after Tend.',
  notSaved: 'Not saved: the database did not answer. Please try again in a moment.',
  outdated:
    'This button is from an older version. Please use the newest message, or /today for the current list.',
  afterwards:
    'This was taken, but something broke on our side afterwards. Please check that what you see is right; if it is not, quote {{reference}} to whoever looks after Tend.',
}
