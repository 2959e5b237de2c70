export const errors = {
  broken:
    '我们这边出错了，内容没有保存。请再试一次；如果仍然不行，请把编号 {{reference}} 告诉负责 Tend 的同事。',
  notSaved: '没有保存：数据库暂时没有响应，请稍后再试。',
  outdated: '这个按钮来自旧版本。请使用最新的消息，或输入 /today 查看今日清单。',
  afterwards:
    '你的操作已经收到，但随后我们这边出错了。请核对显示的内容是否正确；如果不对，请把编号 {{reference}} 告诉负责 Tend 的同事。',
}
