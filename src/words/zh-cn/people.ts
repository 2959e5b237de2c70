export const people = {
  stranger: 'Tend 只对本工作区的正式成员开放。请联系管理员将你添加为正式成员。',
}
