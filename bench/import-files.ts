const FIRST = ['Harbour', '北京', 'Nord', '上海', 'Acme', '华信', 'Blue', '科技']
const LAST = ['Works', '集团', 'Foods', '贸易', 'Tools', '电子', 'Lines', '信诚']

/** A list of customers with every column filled. */
export function accountsFile(count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const name = `${FIRST[i % 8]} ${LAST[(i >> 3) % 8]} ${i}`
    const contact = `+86 10 5555 ${1000 + (i % 9000)},c${i}@mail.test,19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 9}`
    return `BENCH-${i},"${name}",,${['key', 'important', 'general'][i % 3]},Retail,Asia/Shanghai,${contact},2026-01-1${i % 10},a;b`
  })
  return `external_id,name,owner_email,tier,industry,timezone,phone,email,birthday,last_contact,tags\n${rows.join('\n')}\n`
}

/** Two orders for each of so many customers. */
export function ordersFile(customers: number): string {
  const rows = Array.from({ length: customers * 2 }, (_, i) => {
    const day = `2025-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`
    const when = `${day}${i % 2 ? 'T10:30:00+08:00' : ''}`
    return `BENCH-${i},BENCH-${(i * 7919) % customers},${when},${i % 5000}.${10 + (i % 90)}`
  })
  return `order_id,account_external_id,ordered_at,amount\n${rows.join('\n')}\n`
}
