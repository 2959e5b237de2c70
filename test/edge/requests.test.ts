import { expect, test } from 'vitest'
import { startTend } from '../support/tend.ts'

test('a person who joins the workspace is known from then on, with zone and language', async () => {
  const { slack, db } = await startTend()
  await slack.joinTeam({ name: 'wei', real_name: '王伟', tz: 'Asia/Shanghai', locale: 'zh-CN' })
  await slack.settled()
  const wei = await db.selectFrom('member').selectAll().where('name', '=', '王伟').executeTakeFirstOrThrow()
  expect(wei).toMatchObject({ zone: 'Asia/Shanghai', locale: 'zh-CN', active: true, role: 'rep' })
})

test('whoever moves to another zone has their mornings there', async () => {
  const { slack, db } = await startTend()
  const ben = slack.person('ben')
  await slack.changeUser(ben, { tz: 'Australia/Lord_Howe' })
  await slack.settled()
  const row = await db.selectFrom('member').select('zone').where('id', '=', ben.id).executeTakeFirstOrThrow()
  expect(row.zone).toBe('Australia/Lord_Howe')
})
