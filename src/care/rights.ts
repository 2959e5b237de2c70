/** Somebody with a place in the house. */
interface Person {
  id: string
  role: 'rep' | 'manager' | 'admin'
  teamId: number | null
}

interface Owned {
  ownerId: string | null
  ownerTeamId: number | null
}

/** Whether a person may edit an account or give it another tier or owner: its owner, managers of the owner's team, admins. */
export function mayChange({ id, role, teamId }: Person, { ownerId, ownerTeamId }: Owned): boolean {
  if (role === 'admin' || ownerId === id) return true
  return role === 'manager' && (ownerId === null || ownerTeamId === teamId)
}
