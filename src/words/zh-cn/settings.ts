export const holidays = {
  region: '没有“{{region}}”的节假日资料，请填国家或地区代码，例如 CN、US 或 US-CA。',
}

export const settings = {
  open: '全员通用的参数',
  title: '全员通用的参数',
  save: '保存',
  close: '关闭',
  about: '这些参数对所有人生效。留空即使用默认值。切换分组前请先保存。',
  bounds: '取值 {{min}} 到 {{max}}，默认 {{usual}}。',
  changed: '上次由 {{who}} 于 {{day}}修改，原值 {{was}}。',
  range: '请填 {{min}} 到 {{max}} 之间的整数。',
  hourRange: '请填 {{min}} 到 {{max}} 之间的时间，例如 09:30。',
  overtaken:
    '{{who}} 刚才（{{when}}）已将此项从 {{was}} 改为 {{value}}。填 {{value}} 即保留；如需修改，请关闭后重新打开。',
  notWhole: '设置项“{{name}}”需要填整数，不能是“{{value}}”。',
  outOfBounds: '设置项“{{name}}”的取值范围是 {{min}} 到 {{max}}，不能是 {{value}}。',
}
