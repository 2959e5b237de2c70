import { z } from 'zod'
import { leavesOf } from '../../care/filter.ts'
import { parseFilter } from '../../care/filter-parser.ts'
import { decimalMoney } from '../../care/money.ts'
import { csvText, harmless } from '../../csv/write.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { sendFile } from '../../slack/upload.ts'
import { vocabulary } from '../../words/vocabulary.ts'
import { wordsFor, type Words } from '../../words/words.ts'
import { memberNames, withOwners } from '../owner-names/queries.ts'
import { reader, workspaceById } from '../people/queries.ts'
import { scopeOf } from '../segment-counts/queries.ts'
import { accountsOf, askedNow, type Listed, totalOf } from '../segment-lists/queries.ts'
import { questionText, totalText } from '../segment-lists/views.ts'

/** Rows of a file at the most: about 5 MB. */
const MOST = 50_000

/** Hands the result of a question to whoever asked, as a file in their direct message. */
export const sendSegmentFile = job({
  name: 'segment-files.send',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    member: z.string(),
    q: z.string(),
  }),
  retries: 1,
  async run(deps, { workspace: id, member, q }) {
    const { db, slack, now } = deps
    const workspace = await workspaceById(db, id)
    const asker = await reader(db, id, member)
    if (!asker?.active) return
    const words = wordsFor(asker.locale)
    const { filter: typed, sort } = parseFilter(q, vocabulary)
    const filter = await withOwners(db, id, typed, { me: member, isMe: () => false })
    const asked = await askedNow(db, workspace, now())
    const scope = await scopeOf(db, id, asker)
    const accounts = await accountsOf(db, asked, scope, { filter, sort }, { limit: MOST })
    const total = await totalOf(db, asked, scope, filter)
    const owners = leavesOf(filter).flatMap((leaf) => (leaf.is === 'owner' ? [leaf.value] : []))
    const what = questionText({ filter, sort }, { words, names: await memberNames(db, id, owners) })
    const said = words.t('segments.fileSaid', { what, total: totalText(words, total) })
    const cut = total.total > MOST ? [words.t('segments.fileCut', { most: words.number(MOST) })] : []
    const file = {
      name: `${words.t('segments.fileName')}-${asked.today}.csv`,
      text: fileText(words, accounts, workspace.currency),
      comment: [said, ...cut].join('\n'),
    }
    const error = await sendFile(slack, member, file)
    if (error) await tell(deps, member, { text: words.t('segments.fileFailed', { error }) })
  },
})

const score = (value: number | null): string => (value === null ? '' : String(value))

/** One row an account, money in major units; what people wrote calculates nothing. */
function fileText({ t }: Words, accounts: readonly Listed[], currency: string): string {
  const money = (minor: number | null): string => (minor === null ? '' : decimalMoney(minor, currency))
  const columns: readonly [string, (account: Listed) => string][] = [
    [t('segments.columns.account'), ({ name }) => harmless(name)],
    [t('segments.columns.externalId'), ({ externalId }) => harmless(externalId ?? '')],
    [t('segments.columns.owner'), ({ owner }) => harmless(owner ?? '')],
    [t('segments.columns.tier'), ({ tier }) => t(`tiers.${tier}`)],
    [t('segments.columns.stage'), ({ stage }) => t(`stages.${stage}`)],
    [t('segments.columns.segment'), ({ segment }) => t(`segmentNames.${segment}`)],
    [t('segments.columns.r'), ({ r }) => score(r)],
    [t('segments.columns.f'), ({ f }) => score(f)],
    [t('segments.columns.m'), ({ m }) => score(m)],
    [t('segments.columns.orders'), ({ orders }) => String(orders)],
    [t('segments.columns.revenue'), ({ revenue }) => money(revenue)],
    [t('segments.columns.currency'), () => currency],
    [t('segments.columns.lastOrder'), ({ lastOrderOn }) => lastOrderOn ?? ''],
    [t('segments.columns.atStake'), ({ atStake }) => money(atStake)],
  ]
  return csvText([
    columns.map(([name]) => name),
    ...accounts.map((account) => columns.map(([, cell]) => cell(account))),
  ])
}
