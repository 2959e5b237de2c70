/** A sentence that would be better, in `src/words`: it takes the feeling for what it is. */
type ComfortKey = 'worry' | 'normal' | 'calm' | 'small' | 'noProblem' | 'others' | 'bright'

interface FalseComfort {
  /** As it was written. */
  found: string
  better: ComfortKey
}

// “特别担心” worries very much, “个别激动的客户” is one who is upset.
const STOP =
  '(?:(?<![特个個分区區类類级級性告识識差辨])[别別]|(?<![要再也])(?:不要|不用|不必)|[无無]需|请勿|請勿)'
const SO = '(?:再|太|过于|過於|这么|這麼|那么|那麼|为此|為此|感到|您|你)*'
const END = String.raw`(?=\s*(?:[\p{P}\n]|$))`
const BE = `(?:that'?s|that is|this is|it's|it is)`
const DEGREE = '(?:quite |perfectly |completely |totally |absolutely |very |really |just |only |all )*'

/** What plays a feeling down, for each better sentence; letters stand for themselves whatever their case (care-rules §5.2). */
const ENGLISH: Readonly<Record<ComfortKey, readonly string[]>> = {
  worry: [
    `(?<!(?:we|they|i|who) )(?:do not|don't|dont|not to) (?:you )?(?:worry|be worried|be afraid)`,
    'no need to (?:worry|be worried)',
    'nothing to (?:worry about|be worried about|fear)',
    'no worries',
  ],
  normal: [
    `${BE} ${DEGREE}(?:normal|to be expected|nothing unusual)`,
    '(?:these|such) things (?:do |can )?happen',
    'it (?:happens|can happen)(?: to (?:everyone|everybody|the best)| all the time)',
    `(?:it|that) happens${END}`,
  ],
  calm: [
    '(?<!(?:things|everything|it|they|markets?|business|season|things to|will|would|should|can|could|may|ha[sd]|have) )calm down',
    '(?:just|please|try to) relax',
    '(?:stay|keep|remain) calm',
    'take it easy',
    `(?<!(?:we|they|i|who) )(?:do not|don't|dont) (?:be|get) ${DEGREE}(?:so |too )?(?:upset|angry|emotional|worked up|excited|mad|annoyed)`,
    `(?<!(?:we|they|i|who) )(?:do not|don't|dont) panic`,
    'no (?:need|reason) to (?:be (?:upset|angry)|get (?:upset|angry)|panic)',
    `you(?:'re| are|re) (?:just )?over-?reacting`,
  ],
  small: [
    '(?:not (?:a|such a|that)|no) big deal',
    `(?:it's|its|it is|that's|that is) nothing(?: serious)?${END}`,
    '(?:just|only|merely) (?:a |an )?(?:small|minor|tiny|little|trivial) (?:issue|problem|thing|matter|mistake|hiccup|glitch|inconvenience)',
    `not (?:so|that|too) (?:bad|serious|terrible)`,
    'not the end of the world',
    'could (?:be|have been) (?:a lot |much |far )?worse',
    'nothing (?:to get|to be) (?:upset|angry) about',
  ],
  noProblem: ['(?:no|not a) problem at all', 'there is no problem here'],
  others: [
    '(?:nobody|no one|no other customer) (?:else )?(?:has )?(?:ever )?complain(?:s|ed)',
    `you(?:'re| are|re) the (?:first|only)(?: one| customer| person)? (?:to|who|that)(?: ever)? complain(?:s|ed|ing)?`,
    `(?:our )?other customers (?:are|were) (?:all )?(?:happy|satisfied|fine)`,
  ],
  bright: [
    'look (?:on|at) the bright side',
    'cheer up',
    'think positive(?:ly)?',
    'every cloud has a silver lining',
  ],
}

const CHINESE: Readonly<Record<ComfortKey, readonly string[]>> = {
  worry: [
    `${STOP}${SO}(?:担心|擔心|担忧|擔憂|害怕|顾虑|顧慮|焦虑|焦慮)`,
    `[没沒](?:什么|什麼|啥)(?:好|可)?(?:担心|擔心|怕)的`,
  ],
  normal: [
    `[这這那](?:种|種|个|個|些)?(?:情况|情況|现象|現象|事|事情|问题|問題)?(?:其实|其實|也|都|是|属于|屬於|很|挺|太|十分|非常|完全|相当)*正常(?:的|了|现象|現象|情况|情況|不过|不過|啊|呀|嘛|吧|${END})`,
    '(?:常有|常见|常見)的事',
    '在所[难難]免',
    '[难難]免的',
    '[谁誰]都(?:会|會)(?:遇到|碰到)',
  ],
  calm: [
    `${STOP}${SO}(?:激动|激動|生气|生氣|着急|著急|发火|發火|冲动|衝動|紧张|緊張|难过|難過|恼火|情绪化|急躁)`,
    `(?<![特个個分区區类類级級性告识識差辨])[别別]急`,
    '冷静(?:一下|一点|点|下来)|冷靜(?:一下|一點|點|下來)',
    '消消[气氣]',
    '稍安勿躁',
    '[反过過][应應激]{1,2}[过過](?:度|了)',
  ],
  small: [
    '[没沒](?:什么|什麼|啥)大不了',
    '不是(?:什么|什麼|啥)大(?:事|问题|問題)',
    '(?<!不)(?:只是|不过是|不過是|就是|无非是)(?:一?[个個]|一?[点點])?小(?:事|问题|問題|毛病|插曲|失误|失誤)',
    '小事一[桩樁件]',
    '[没沒]那[么麼](?:严重|嚴重|糟|夸张|誇張)',
    `[没沒]事(?:的|儿|啦|了)?${END}`,
    '[您你](?:可能|是不是|是|真的)*想(?:太)?多了',
    `${STOP}${SO}(?:往心里去|往心裡去|放在心上|太在意|小题大做|大惊小怪)`,
    '(?:多大|这么|這麼|这|這)[点點](?:小)?事',
  ],
  noProblem: ['一[点點](?:儿)?[问問][题題](?:都|也)?[没沒]有', `完全[没沒](?:有)?[问問][题題]${END}`],
  others: [
    '(?:别人|別人|其他客[户戶]|其他人|别的客[户戶])(?:都|也|从来|從來)*[没沒](?:有)?(?:这个|這個|这种|這種)?(?:投诉|投訴|抱怨|反映|反馈|意见|问题)',
    '只有[您你](?:一个人|一家)?(?:投诉|投訴|抱怨|反映|有意见)',
  ],
  bright: ['往好(?:处|處|的方面)想', '[想看][开開](?:一)?[点點]'],
}

const patternsOf = (phrases: Readonly<Record<ComfortKey, readonly string[]>>, edge: [string, string]) =>
  Object.entries(phrases).map(([better, of]) => {
    const any = of.join('|').replaceAll(' ', String.raw`\s+`)
    return { better: better as ComfortKey, pattern: new RegExp(`${edge[0]}(?:${any})${edge[1]}`, 'u') }
  })

const PATTERNS = [
  ...patternsOf(ENGLISH, [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`]),
  ...patternsOf(CHINESE, ['', '']),
]

/** The first words of a text for a customer that play their feeling down, and what is better; null when there are none. */
export function falseComfort(text: string): FalseComfort | null {
  const { plain, places } = plainly(text)
  const [first] = PATTERNS.flatMap(({ better, pattern }) => {
    const match = pattern.exec(plain)
    return match ? [{ better, at: match.index, end: match.index + match[0].length }] : []
  }).toSorted((one, two) => one.at - two.at || two.end - one.end)
  return first ? { found: text.slice(places[first.at], places[first.end]), better: first.better } : null
}

/** The text in small letters of the usual width with straight apostrophes, and where each of its units stood. */
function plainly(text: string): { plain: string; places: number[] } {
  const places: number[] = []
  let [plain, at] = ['', 0]
  for (const char of text) {
    const simple = char
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[’‘ʼ´`]/u, "'")
    for (let unit = 0; unit < simple.length; unit++) places.push(at)
    plain += simple
    at += char.length
  }
  return { plain, places: [...places, at] }
}
