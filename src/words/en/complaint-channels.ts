/** Which channels show complaints. */
export const complaintChannels = {
  open: 'Channels of complaints…',
  title: 'Channels of complaints',
  about:
    'A complaint stands in the direct message of whoever works on it, and in a channel, where everybody in it can act on it. One that nobody works on waits there to be taken.',
  workspace: 'Channel of the workspace',
  teams: 'A team’s own channel takes the place of the workspace’s for its customers.',
  away: 'Tend is not in this channel. Type `/invite @Tend` there, then save again.',
  blind:
    'Tend may not look whether it is in this channel. Install the app again from manifest.yml, then save again.',
}
