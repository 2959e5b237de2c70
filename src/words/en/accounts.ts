export const accounts = {
  unknownId: 'This customer is not among those you can see. Ask an admin or the manager of the team.',
}
