import type { Reply } from './http.ts'
import type { World } from './world.ts'

export const ownPages = async (_world: World, _path: string, _body: string): Promise<Reply | undefined> =>
  undefined
