export const people = {
  stranger: 'Tend is for members of this workspace. Ask an admin to add you as a full member.',
}
