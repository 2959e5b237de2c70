export const money = {
  currency: '没有“{{currency}}”这个币种，请填三个字母的币种代码，例如 CNY。',
  unreadable: '“{{text}}”不是有效金额，请写成 1234.50 这样的格式，退货用负号。',
  decimals: '“{{text}}”的小数位太多，{{currency}} 最多 {{decimals}} 位。',
  tooLarge: '“{{text}}”超出了可处理的范围。',
}

export const name = {
  empty: '请填写名称。',
  tooLong: '名称太长，最多 {{limit}} 个字符。',
}
