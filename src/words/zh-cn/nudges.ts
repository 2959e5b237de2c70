/** What people are told of the clocks of complaints. */
export const nudges = {
  warn: {
    respond: '“{{account}}”在等答复，请在 {{due}} 之前答复。',
    contact: '“{{account}}”在等通话，请在 {{due}} 之前与客户通话。',
    solution: '“{{account}}”在等解决方案，请在 {{due}} 之前给出。',
    'follow-up': '请在 {{due}} 之前询问“{{account}}”问题是否解决。',
    review: '请在 {{due}} 之前完成“{{account}}”投诉的复盘，并告知客户。',
  },
  breach: {
    respond: '“{{account}}”未按时得到答复，应在 {{due}} 之前。',
    contact: '未按时与“{{account}}”通话，应在 {{due}} 之前。',
    solution: '“{{account}}”未按时得到解决方案，应在 {{due}} 之前。',
    'follow-up': '未按时询问“{{account}}”的评价，应在 {{due}} 之前。',
    review: '“{{account}}”的投诉未按时复盘，应在 {{due}} 之前。',
  },
  wait: '“{{account}}”的投诉从 {{since}} 起一直在等客户。请再联系一次；客户回复后，请点“客户已回复”。',
  back: '“{{account}}” · {{clock}}：客户已回复，继续计时。',
  owner: '处理人：{{who}}',
  met: '✓ “{{account}}” · {{clock}}：已完成（{{met}}）',
  stands: '“{{account}}” · {{clock}}：正在等客户，暂停计时。客户回复后，请在卡片上点“客户已回复”。',
  over: '“{{account}}” · {{clock}}：已无需处理。',
}
