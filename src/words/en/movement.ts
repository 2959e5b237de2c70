/** Monday's message to managers: whose scores fell. */
export const movement = {
  heading_one: '{{total}} customer fell back since {{day}}; at stake: {{money}}',
  heading_other: '{{total}} customers fell back since {{day}}; at stake: {{money}}',
  none: 'No customer fell back since {{day}}',
  about:
    'R, F and M are fifths from 5 to 1: how lately, how often and how much a customer bought. Here they fell by two or more in all.',
  sizes: 'Segments, a week ago and now',
  now: 'Now',
  sizesAbout:
    'Where the same customers stood on {{day}} and where they stand now (n = {{total}}); who came since counts as a prospect then.',
  step: '{{score}} {{before}} → {{after}}',
  more_one: '{{count}} more',
  more_other: '{{count}} more',
}
