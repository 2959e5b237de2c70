/** Whose a complaint is, and giving it to somebody else. */
export const complaintOwners = {
  what: '“{{account}}”的投诉\n{{facts}}',
  toHint: '对方会收到卡片，限时处理的事项从现在起出现在对方的清单里。客户的负责人不变。',
  toSame: '这条投诉已经由对方处理。',
  notYours: '只有处理这条投诉的人、其代理人或主管可以转交。',
  over: '这条投诉已关闭并复盘，无需再转交。',
  handedOver: '“{{account}}”的投诉已转交，现由 {{who}} 处理。',
  takenBack: '已撤销转交，“{{account}}”的投诉仍由原处理人处理。',
}
