/** Believable names of companies and people, 45 % English and 55 % Chinese; the same number gives the same name. */
export function syntheticName(dice: (sides: number) => number): string {
  const one = (parts: string): string => {
    const choices = parts.split(' ')
    return choices[dice(choices.length)] ?? ''
  }
  const chinese = dice(100) < 55
  const person = dice(100) < 20
  if (chinese && person) return one(SURNAMES) + one(GIVEN) + (dice(2) === 0 ? '' : one(GIVEN))
  if (chinese) return one(CITIES) + one(CHARACTERS) + one(CHARACTERS) + one(TRADES) + one(FORMS_ZH)
  if (person) return `${one(FIRST)} ${one(LAST)}`
  return `${one(PLACES)} ${one(LAST)} ${one(BUSINESS)} ${one(FORMS)}`
}

const SURNAMES = '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 欧阳 司马'
const GIVEN = '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂 文 辉 玲 建 华 欣 怡 浩 宇'
const CITIES = '北京 上海 广州 深圳 杭州 南京 苏州 成都 重庆 武汉 西安 天津 青岛 厦门 长沙 宁波 昆明 大连'
const CHARACTERS = '瑞 丰 明 德 恒 信 华 盛 金 泰 和 兴 隆 安 嘉 利 宏 远 天 成 康 达 新 源 博 雅 中 正 汇 通'
const TRADES = '科技 食品 贸易 机械 服饰 物流 建材 医疗器械 文化传媒 电子 化工 餐饮管理 家具 软件'
const FORMS_ZH = '有限公司 有限公司 股份有限公司 集团 商行 工作室'
const FIRST =
  'Anna Ben Carla David Elena Frank Grace Henry Iris James Karen Liam Maria Noah Olivia Paul Quinn Rosa Sam Tara Vera Will'
const LAST =
  'Abbott Baker Carter Dawson Ellis Foster Grant Hughes Irwin Jensen Keller Lambert Mason Novak Owens Parker Reyes Sutton Turner Vargas Walsh Young'
const PLACES =
  'North South East West Harbour River Valley Summit Lake Green Silver Stone Bright Old New Royal First United'
const BUSINESS =
  'Foods Freight Dental Textiles Tools Optics Travel Press Motors Energy Paper Hotels Labs Software Interiors Bakery'
const FORMS = 'Ltd Inc. GmbH LLC Group Co. PLC'

/** A stream of dice from a seed (mulberry32), for numbers that must be the same each time and nothing more. */
export function diceFrom(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}
