import type { Chance } from './random.ts'

/** A customer's name, trade and place. */
export interface Named {
  name: string
  industry: string
  timezone: string
  /** The part of its address after the @. */
  domain: string
  phone: string
}

const TRADES = {
  food: ['Foods', 'Kitchens', 'Bakery', 'Provisions'],
  dairy: ['Dairy', 'Creamery'],
  brewing: ['Brewing', 'Cider Works', 'Distillery'],
  pharmacy: ['Pharma', 'Apothecary', 'Biologics'],
  laboratory: ['Labs', 'Analytical', 'Testing'],
  education: ['College', 'Institute'],
  engineering: ['Engineering', 'Precision', 'Toolworks'],
  logistics: ['Freight', 'Cold Storage', 'Logistics'],
} as const

const AMERICA =
  'Alder Creek,Bayside,Bluebonnet,Brightwater,Cascade,Cedar Hill,Copperfield,Dogwood,Eastlake,Fairmont,Granite State,Harvest Moon,Hudson Valley,Ironwood,Juniper,Kingfisher,Lakeshore,Liberty Hall,Maple Grove,Meridian,Northgate,Old Mill,Pine Ridge,Prairie Star,Quarry Road,Redwood,Riverbend,Saddleback,Sandpiper,Stonebridge,Summit,Timberline,Union Square,Vista,Westbrook,Willow Run'.split(
    ',',
  )

const EUROPE =
  'Abbeyfield,Ashdown,Avonmouth,Blackthorn,Brackley,Calder,Cotswold,Dartmoor,Eastgate,Fenland,Glenmore,Greystone,Hallam,Hawthorne,Isle & Coast,Kelso,Kestrel,Lindqvist,Lomond,Marlowe,Moorland,Nordhavn,Oakham,Pennine,Quayside,Rheinfeld,Rosslyn,Severn,Silverdale,Solent,Thornbury,Tyneside,Van der Meer,Wexford,Whitby,Yarrow'.split(
    ',',
  )

type Region = 'America' | 'Europe'

/** Zone, dialling code and an exchange kept for fiction in films and books, by region. */
const PLACES: Record<Region, readonly (readonly [string, string])[]> = {
  America: [
    ['America/New_York', '+1 212 555 01'],
    ['America/New_York', '+1 617 555 01'],
    ['America/Chicago', '+1 312 555 01'],
    ['America/Los_Angeles', '+1 415 555 01'],
  ],
  Europe: [
    ['Europe/London', '+44 20 7946 09'],
    ['Europe/London', '+44 117 496 01'],
    ['Europe/Dublin', '+353 20 913 00'],
    ['Europe/Berlin', '+49 30 23125 0'],
  ],
}

/** A Western company; the same one never comes twice while `taken` is kept. */
export function westernName(chance: Chance, region: Region, taken: Set<string>): Named {
  const industry = chance.one(Object.keys(TRADES)) as keyof typeof TRADES
  const first = chance.one(region === 'America' ? AMERICA : EUROPE)
  const name = `${first} ${chance.one(TRADES[industry])}`
  if (taken.has(name)) return westernName(chance, region, taken)
  taken.add(name)
  const [timezone, code] = chance.one(PLACES[region])
  const domain = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.example`
  return { name, industry, timezone, domain, phone: code + chance.between(10, 99) }
}

const CITIES = '上海,苏州,杭州,南京,无锡,宁波,合肥,嘉兴,常州,绍兴'.split(',')
const SIGNS =
  '明泽,恒信,瑞丰,华康,金禾,天诚,新源,海润,博雅,嘉禾,正泰,安合,盛科,普惠,远景,立德,同创,康宁,益民,佳和'.split(
    ',',
  )
const CHINESE_TRADES: readonly (readonly [string, string])[] = [
  ['食品', 'food'],
  ['乳业', 'dairy'],
  ['酿造', 'brewing'],
  ['医药', 'pharmacy'],
  ['生物科技', 'laboratory'],
  ['检测技术', 'laboratory'],
  ['精密仪器', 'engineering'],
  ['机械', 'engineering'],
  ['冷链物流', 'logistics'],
  ['教育科技', 'education'],
]

export function chineseName(chance: Chance, taken: Set<string>): Named {
  const [trade, industry] = chance.one(CHINESE_TRADES)
  const name = `${chance.one(CITIES)}${chance.one(SIGNS)}${trade}有限公司`
  if (taken.has(name)) return chineseName(chance, taken)
  taken.add(name)
  const phone = `+86 21 5550 ${chance.between(1000, 9999)}`
  return { name, industry, timezone: 'Asia/Shanghai', domain: `cn-${taken.size}.example`, phone }
}
