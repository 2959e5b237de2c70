/** Which channels show complaints. */
export const complaintChannels = {
  open: '投诉频道…',
  title: '投诉频道',
  about:
    '投诉会出现在处理人的私信中，也会出现在下面的频道里，频道成员都可以处理。没有处理人的投诉会在频道里等人接手。',
  workspace: '工作区的投诉频道',
  teams: '团队有自己的频道时，其客户的投诉发到团队频道，不再发到工作区频道。',
  away: 'Tend 不在这个频道里。请先在频道中输入 `/invite @Tend` 再保存。',
  blind: 'Tend 没有查看频道的权限。请按 manifest.yml 重新安装应用，再保存。',
}
