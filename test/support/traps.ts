import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { onTestFinished } from 'vitest'
import type { Fields } from '../../src/sandbox/types.ts'
import type { Lanes } from './lanes.ts'

/**
 * Stops a process at a moment that nobody could meet by chance, by locks that its statements wait for, and takes away what a
 * process leaves behind that is killed there.
 */
export interface Traps {
  /** Whoever does something about this account waits, with nothing written. */
  holdAccount: (account: number) => Promise<void>
  /** Whoever is about to enter messages to this channel or person waits, with nothing said. */
  holdEntering: (channel: string) => Promise<void>
  /** Whoever is about to write down that one of their messages is posted waits. */
  holdMarking: (channel: string) => Promise<void>
  /** Whoever has looked at the clocks of a complaint waits, with all of it written, before the queue knows that it was done. */
  holdLooked: (complaint: number) => Promise<void>
  /** How many wait: for an account, to mark, to tell the queue. */
  waiting: () => Promise<{ account: number; marking: number; looked: number }>
  /** How many jobs of such a name are not done. */
  jobsLeft: (name: string) => Promise<number>
  /** After the kill: ends what its connections still wait for, lets go, and makes a minute pass for what it had begun. */
  clear: () => Promise<void>
}

// Locks of one kind are by a word and the channel; shared, so that nobody waits for another’s post.
const STOP = `
  create function stop() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then perform pg_advisory_xact_lock_shared(hashtext('enter ' || new.channel));
    elsif old.ts is null and new.ts is not null then
      perform pg_advisory_xact_lock_shared(hashtext('mark ' || new.channel));
    end if;
    return new;
  end $$;
  create trigger stop before insert or update on complaint_post for each row execute function stop()`

// One process looks at one complaint after the other, and whoever waits holds up the rest: this one comes last.
const looked = (complaint: number): string => `
  create function looked() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then new.priority := -1;
    else perform pg_advisory_xact_lock_shared(hashtext('looked'));
    end if;
    return new;
  end $$;
  create trigger looking before insert on pgboss.job for each row
    when (new.name = 'complaints.tick' and new.data ->> 'complaint' = '${complaint}') execute function looked();
  create trigger looked before update on pgboss.job for each row
    when (new.name = 'complaints.tick' and new.data ->> 'complaint' = '${complaint}' and new.state = 'completed')
    execute function looked()`

// How fast Slack may be called is not what a walk is about.
const UNPACED = `
  create function unpaced() returns trigger language plpgsql as $$ begin
    new.free_at := 'epoch';
    new.paused_until := null;
    return new;
  end $$;
  create trigger unpaced before insert or update on pace for each row execute function unpaced()`

const BLOCKED = `select pid, wait_event, query from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`

/** Prepares a database for kills. */
export async function makeTraps({ url }: Pick<Lanes, 'url'>): Promise<Traps> {
  // Within a transaction PostgreSQL would show again and again who waited at first.
  const [holder, watcher] = [await clientOf(url), await clientOf(url)]
  await holder.query(`${STOP}; ${UNPACED}`)
  await holder.query('begin')
  const boss = new PgBoss({
    connectionString: url,
    schedule: false,
    supervise: false,
    monitorIntervalSeconds: 1,
  })
  boss.on('error', () => {})
  const hold = async (what: string): Promise<void> =>
    void (await holder.query('select pg_advisory_xact_lock(hashtext($1))', [what]))
  const blocked = async (): Promise<{ pid: number; wait_event: string; query: string }[]> =>
    (await watcher.query(BLOCKED)).rows
  let supervises = false
  return {
    holdAccount: async (account) =>
      void (await holder.query('select from account where id = $1 for update', [account])),
    holdEntering: (channel) => hold(`enter ${channel}`),
    holdMarking: (channel) => hold(`mark ${channel}`),
    holdLooked: async (complaint) => {
      await watcher.query(looked(complaint))
      await hold('looked')
    },
    waiting: async () => {
      const all = await blocked()
      const advisory = all.filter(({ wait_event }) => wait_event === 'advisory')
      const marking = advisory.filter(({ query }) => query.startsWith('update')).length
      const telling = advisory.filter(({ query }) => query.includes('completed')).length
      return { account: all.length - advisory.length, marking, looked: telling }
    },
    jobsLeft: async (name) => {
      const left = `select count(*)::int as count from pgboss.job where name like $1 and state < 'completed'`
      return (await watcher.query<{ count: number }>(left, [name])).rows[0]?.count ?? 0
    },
    clear: async () => {
      for (let left = await blocked(); left.length > 0; left = await blocked())
        await watcher.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [
          left.map(({ pid }) => pid),
        ])
      await holder.query('commit')
      await holder.query(`
        update complaint_post set sending_at = sending_at - interval '1 minute' where ts is null;
        update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active';
        update pgboss.queue set monitor_claim_on = monitor_claim_on - interval '1 minute'`)
      // What every process does each ten seconds.
      if (!supervises) await boss.start()
      if (!supervises) onTestFinished(() => boss.stop({ graceful: false }).catch(() => undefined))
      supervises = true
      await boss.supervise()
      await holder.query('begin')
    },
  }
}

async function clientOf(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.end().catch(() => undefined))
  return client
}

/** Makes the next call of a method hang that fits, before or after Slack did it; says whether it came. */
export function hanging(
  { slack }: Lanes,
  method: string,
  stored: boolean,
  fits: (about: Fields) => boolean,
): () => boolean {
  let came = false
  slack.faults.next(method, { kind: 'hang', ms: 300_000, stored }, 1, (about) => {
    const isIt = fits(about)
    if (isIt) came = true
    return isIt
  })
  return () => came
}
