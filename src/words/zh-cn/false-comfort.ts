/** What is better than playing a feeling down (care-rules §5.2). */
export const falseComfort = {
  hint: '“{{found}}”容易让对方觉得不被重视。可以换成：{{better}}',
  worry: '“您的顾虑我明白。我们现在会这样做，完成时间是……”',
  normal: '“这种事本不该发生在您身上。原因是……”',
  calm: '“换作是我也会很生气。您希望我们先解决哪一件？”',
  small: '“我知道这给您造成了多大的麻烦。我复述一下，看我理解得对不对……”',
  noProblem: '“您遇到的问题就是我们的问题，我会在……之前处理好。”',
  others: '“谢谢您告诉我们。您遇到的情况最重要，我们马上核查……”',
  bright: '“让您经历这些，非常抱歉。现在做什么对您帮助最大？”',
}
