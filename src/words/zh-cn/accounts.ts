export const accounts = {
  unknownId: '你看不到这位客户。如有需要，请联系管理员或该团队的主管。',
}
