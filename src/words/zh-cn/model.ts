export const model = {
  orders: {
    'too-few':
      '客户太少，无法建立购买模型：首次下单满 90 天的客户有 {{customers}} 位，至少需要 {{least}} 位。',
    'one-order': '无法建立购买模型：{{customers}} 位客户都只在一天内下过单，推算不出复购时间。',
    'not-sane': '无法建立购买模型：{{customers}} 位客户的下单规律过于相似，得不出有意义的参数。',
  },
  spend: {
    'too-few': '客户太少，无法建立消费模型：首日之后有消费的客户有 {{customers}} 位，至少需要 {{least}} 位。',
    'one-order': '无法建立消费模型：没有客户在首日之后消费过。',
    'not-sane': '无法建立消费模型：{{customers}} 位客户的消费金额过于相似，得不出有意义的参数。',
  },
}
