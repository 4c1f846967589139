/** What the exam terminal says before and around a sitting, in Chinese: the complete one, whose keys every language has. */
export const terminalZh = {
  title: '煤矿安全考试',
  language: { other: 'English', label: '切换到英文' },
  seat: '座位',
  seatNumber: '{{number}} 号座位',
  wait: '请稍候…',
  retry: '重试',
  reload: '重新载入',

  tooOld: {
    title: '浏览器版本过低，不能用于考试',
    text: '本机的浏览器打不开考试系统。请举手告诉监考员，换一台机器，或者安装 Chrome 109 以上版本（Windows 7 可用的最后一个版本是 109）。',
  },

  noScript: '考试系统需要启用 JavaScript。请联系考点技术人员。',

  window: {
    takenTitle: '本机已经打开了一个考试窗口',
    takenText:
      '一台机器只能有一个考试窗口，另开窗口会被记录并显示给监考员。请回到原来的窗口继续。只有在找不到原来的窗口时，才在这里继续，原来的窗口会停用。',
    take: '在这里继续考试',
  },

  enrol: {
    title: '登记本机',
    text: '本机还没有登记为考试机。请考点管理员输入这个座位的一次性登记码。',
    code: '登记码',
    submit: '登记',
  },

  check: {
    title: '本机自检',
    server: '服务器',
    serverOk: '已连接',
    serverBad: '连接不上。请检查网线，再告诉监考员。',
    program: '考试程序',
    programOk: '已全部载入',
    programBad: '没有载入。服务器恢复后会自动载入。',
    checking: '正在检查…',
    good: '正常',
    warn: '注意',
    bad: '异常',
  },

  home: {
    hint: '请核对签到时抽取的座位号，然后按回车键开始登录。',
    start: '开始登录',
    locked: '本机已锁定。请举手，由监考员解锁。',
    now: '北京时间',
  },

  signIn: {
    title: '考生登录',
    ticket: '准考证号',
    idNumber: '身份证号',
    hint: '可以直接刷身份证。每输完一项按回车键。',
    submit: '登录',
    back: '返回',
    empty: '请填写准考证号和身份证号。',
  },

  confirm: {
    title: '请核对本人信息',
    name: '姓名',
    idNumber: '身份证号',
    ticket: '准考证号',
    exam: '考试',
    startsAt: '开考时间',
    attempt: '第几次考试',
    attemptFirst: '首次考试',
    attemptRetake: '补考',
    portrait: '存档照片',
    yes: '是我，继续',
    no: '不是我',
  },

  called: {
    title: '请举手',
    text: '已退出登录。请坐好并举手，监考员会来核对您的身份和座位。',
    back: '返回首页',
  },

  stop: {
    moved: {
      title: '您已换到另一机位',
      text: '作答已经保存。请按监考员的安排，到新机位用准考证号和身份证号登录，继续作答。',
    },
    taken_over: {
      title: '考试已在另一处继续',
      text: '您的考试已经转到另一个窗口或者另一台机器，这里不能再作答。已保存的答案都在。如果不是您本人或者监考员的操作，请立即举手。',
    },
    signed_out: {
      title: '需要重新登录',
      text: '服务器不再认得本机的登录。请举手，在监考员协助下重新登录。已保存的答案都在；还没有送出的留在本机，登录后会自动送出。',
    },
    protocol_changed: {
      title: '考试系统已更新',
      text: '请按“重新载入”继续考试。已保存的答案都在。',
    },
    fault: {
      title: '考试记录出现异常',
      text: '请举手，不要关机。监考员会联系技术人员处理。已保存的答案都在。',
    },
    signInAgain: '重新登录',
    here: '在这里继续考试',
  },
}
