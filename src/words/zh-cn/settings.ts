export const calendar = {
  allClosed: '工作日历中没有任何工作日，请至少设置一天。',
  hour: '“{{text}}”不是有效的时间，请写成 08:30 这样的格式。',
}

export const holidays = {
  region: '没有“{{region}}”的节假日资料，请填国家或地区代码，例如 CN、US 或 US-CA。',
}

export const settings = {
  notWhole: '设置项“{{name}}”需要填整数，不能是“{{value}}”。',
  outOfBounds: '设置项“{{name}}”的取值范围是 {{min}} 到 {{max}}，不能是 {{value}}。',
}
