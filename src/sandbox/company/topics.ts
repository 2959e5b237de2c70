import type { Chance } from './random.ts'
import type { Contact } from './stories.ts'

type Said = Readonly<Record<string, readonly string[]>>

const ENGLISH: Said = {
  thanks: [
    'Thanked them for the order; delivery arrived complete',
    'Called after delivery: unpacked, certificates found, no questions',
    'Thanked; they asked where to send units for the yearly calibration',
  ],
  call: [
    'Renewal of the calibration contract: they want a quote for two years',
    'Asked how the new bench scales do: fine, one display flickers',
    'New quality manager started; introduced myself, sent our service sheet',
    'They compare prices for probes; explained what the certificate covers',
    'Shipping times to their second site; promised the list of carriers',
    'Audit next month: they need traceable certificates for six units',
    'Budget is frozen until the new quarter; agreed to speak again then',
    'Talked about the training day for their night shift',
  ],
  visit: [
    'Walked through the weighing room; two old scales should be replaced',
    'Met purchasing and the lab lead; they plan a second line in autumn',
    'Showed the data logger in their cold store, left one for a trial',
    'Yearly review on site: happy with service, want shorter repair times',
  ],
  email: [
    'Sent the comparison of probe types they had asked for',
    'Sent the invoice copy and the new price list',
    'Answered their question about warranty on refurbished units',
  ],
  care: [
    'Wrote for their anniversary; they were glad',
    'Short greeting after the trade fair, sent the photo',
  ],
  silence: ['No answer, left a message', 'No answer, mailbox full', 'Nobody picked up'],
}

const CHINESE: Said = {
  thanks: ['感谢下单，货已收齐', '到货后电话回访：证书齐全，没有疑问', '致谢；对方问年度校准寄到哪里'],
  call: [
    '校准合同续签，对方要两年的报价',
    '询问新台秤使用情况：良好，一台显示屏偶尔闪烁',
    '质量部换了新经理，做了自我介绍并发了服务说明',
    '对方在比较探头价格，说明了证书的覆盖范围',
    '下个月有审核，需要六台设备的溯源证书',
    '本季度预算冻结，约好下季度再联系',
    '谈夜班人员的培训安排',
  ],
  visit: [
    '参观称量间，两台旧秤该换了',
    '见了采购和实验室负责人，秋天计划上第二条线',
    '在冷库演示了记录仪，留一台试用',
    '年度现场回访：对服务满意，希望缩短维修时间',
  ],
  email: ['发了对方要的探头对比表', '补发发票和新价目表', '答复翻新机保修问题'],
  care: ['公司周年致贺，对方很高兴', '展会后问候，发了合影'],
  silence: ['无人接听，已留言', '电话未接', '无人接听'],
}

/** What was said, in the language of the one who notes it. */
export function summaryOf(chance: Chance, contact: Contact, isChinese: boolean): string {
  const said = isChinese ? CHINESE : ENGLISH
  const kind = contact.about ?? (contact.outcome === 'no-answer' ? 'silence' : contact.channel)
  return chance.one(said[kind] ?? said['call'] ?? [''])
}
