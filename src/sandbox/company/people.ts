import type { NewPerson } from '../types.ts'

/** Somebody who works here: a member of the Slack, with what they are in Tend. */
export interface Colleague extends NewPerson {
  real_name: string
  email: string
  tz: string
  title: string
  role: 'rep' | 'manager' | 'admin'
  team: string
}

const at = (name: string): string => `${name}@harbour.example`

const newYork = { tz: 'America/New_York', locale: 'en-US', team: 'Americas' }
const london = { tz: 'Europe/London', locale: 'en-GB', team: 'Europe' }
const shanghai = { tz: 'Asia/Shanghai', locale: 'zh-CN', team: '华东' }

const TITLES = {
  en: { rep: 'Rep', manager: 'Manager', admin: 'Admin' },
  zh: { rep: '客户代表', manager: '主管', admin: '管理员' },
}

const titled = (one: Omit<Colleague, 'title'>): Colleague => ({
  ...one,
  title: `${TITLES[one.locale === 'zh-CN' ? 'zh' : 'en'][one.role]} · ${one.team}`,
})

const hired: readonly Omit<Colleague, 'title'>[] = [
  { name: 'maya', real_name: 'Maya Thompson', email: at('maya.thompson'), role: 'rep', ...newYork },
  { name: 'daniel', real_name: 'Daniel Reyes', email: at('daniel.reyes'), role: 'rep', ...newYork },
  { name: 'oliver', real_name: 'Oliver Bennett', email: at('oliver.bennett'), role: 'rep', ...london },
  { name: 'priya', real_name: 'Priya Shah', email: at('priya.shah'), role: 'rep', ...london },
  { name: 'wanglei', real_name: '王磊', email: at('wang.lei'), role: 'rep', ...shanghai },
  { name: 'chenjing', real_name: '陈静', email: at('chen.jing'), role: 'rep', ...shanghai },
  { name: 'rachel', real_name: 'Rachel Kim', email: at('rachel.kim'), role: 'manager', ...newYork },
  { name: 'limin', real_name: '李敏', email: at('li.min'), role: 'manager', ...shanghai },
  {
    name: 'sam',
    real_name: 'Sam Walker',
    email: at('sam.walker'),
    role: 'admin',
    ...london,
    is_admin: true,
    is_owner: true,
  },
]

/** Harbour Instruments: scales, thermometers and their calibration, sold to laboratories, food makers and workshops. */
export const colleagues: readonly Colleague[] = hired.map(titled)
