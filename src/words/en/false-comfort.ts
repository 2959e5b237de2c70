/** What is better than playing a feeling down (care-rules §5.2). */
export const falseComfort = {
  hint: '“{{found}}” can sound as if it were of little weight. Better: {{better}}',
  worry: '“I see why this troubles you. This is what we do now, and by when: …”',
  normal: '“This should not have happened to you. This is how it came about: …”',
  calm: '“You have every reason to be upset. Tell me what has to happen first.”',
  small: '“I see what this costs you. Let me say back what I understood: …”',
  noProblem: '“This is a problem for you, so it is ours. I take care of it by …”',
  others: '“Thank you for telling us. What you met is what counts; this is what we look into: …”',
  bright: '“I am sorry that you had to go through this. What would help you most now?”',
}
