export const calendar = {
  allClosed: '工作日历中没有任何工作日，请至少设置一天。',
  hour: '“{{text}}”不是有效的时间，请写成 08:30 这样的格式。',
  stretch:
    '“{{text}}”不是有效的时段。请写成 09:00-17:00；多个时段用逗号隔开，例如 09:00-12:00, 13:30-18:00。',
  reversed:
    '{{text}} 的结束时间不晚于开始时间。跨午夜的时段请分写在两天：前一天到 24:00，后一天从 00:00 开始。',
  overlap: '{{one}} 与 {{two}} 重叠，请合并成一段，或让后一段从前一段结束时开始。',
  day: '“{{text}}”不是有效的日期，请每行写一个，例如 2026-10-01。',
  manyDays: '最多可填 {{most}} 个日期，请删去已经过去的。',
  bothWays: '{{text}} 同时写成了休息和上班，请从其中一处删去。',
  unreadable: '无法读取已保存的日历：其中 {{part}} 的内容是 {{value}}。',
}

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
