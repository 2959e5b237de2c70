export const money = {
  currency: '“{{currency}}” is not a currency. Write three letters such as EUR.',
  unreadable: '“{{text}}” is not an amount. Write it like 1234.50, with - for a return.',
  decimals: '“{{text}}” has too many decimals: {{currency}} has {{decimals}}.',
  tooLarge: '“{{text}}” is too large.',
}

export const name = {
  empty: 'A name is needed.',
  tooLong: 'This name is too long. Keep it to {{limit}} characters.',
}
