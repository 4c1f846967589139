import type { RefusalCode } from '@kaochang/contract/refusal'
import type { ApplicationRefusal, AttemptRefusal } from '@kaochang/domain/law/attempts'
import type { Language } from '../language/language.ts'
import { Facts } from './facts.ts'
import { itemProblemText } from './item-problem-text.ts'

/** What happened, and what the person can do now. */
type Told = readonly [what: string, remedy: string]
type Telling = Told | ((facts: Facts) => Told)

/** What a row of a list can be refused for, beyond what a whole request can. */
type RowRefusalCode = 'name_differs' | AttemptRefusal['code'] | ApplicationRefusal['code']

/**
 * A sentence for every "no" that can reach the console, with its facts filled in, and what to do. Exhaustive by
 * type: a refusal that the contract adds does not compile until it has its words here.
 */
const TEXTS: Record<RefusalCode | RowRefusalCode | 'unreachable' | 'invalid' | 'fault', Record<Language, Telling>> = {
  unreachable: {
    zh: ['连接不到服务器。', '请检查网线和网络，页面会自己重试；考试进行中请同时通知技术人员。'],
    en: [
      'The server cannot be reached.',
      'Check the cable and the network; the page tries again by itself. During an exam, call the technician too.',
    ],
  },
  invalid: {
    zh: (f) => [
      `服务器读不懂这次请求${f.with(f.plain('place'), (place) => `（${place}）`)}。`,
      '请检查填写的内容；若内容无误，请刷新页面后再试。',
    ],
    en: (f) => [
      `The server could not read the request${f.with(f.plain('place'), (place) => ` (${place})`)}.`,
      'Check what was filled in; if it is right, reload the page and try again.',
    ],
  },
  fault: {
    zh: ['服务器出了故障，这次操作没有完成。', '请稍后再试；若仍不行，请把现在的时间告诉技术人员，日志里有记录。'],
    en: [
      'Something went wrong on our side, and the act was not carried out.',
      'Try again shortly; if it stays, tell the technician the time: the log has it.',
    ],
  },

  not_signed_in: {
    zh: ['登录已失效。', '请重新登录；没有保存的内容需要再填一次。'],
    en: ['You are no longer signed in.', 'Sign in again; what was not saved has to be filled in once more.'],
  },
  sign_in_failed: {
    zh: (f) => [
      `登录名或密码不对，或者账号已停用${f.with(f.plain('attemptsLeft'), (left) => `；还可以试 ${left} 次`)}。`,
      '请检查大小写和输入法后重试；忘记密码请联系管理员。',
    ],
    en: (f) => [
      `The login or the password is wrong, or the account is out of use${f.with(f.plain('attemptsLeft'), (left) => `; ${left} attempts are left`)}.`,
      'Check capitals and the input method; if the password is lost, ask the administrator.',
    ],
  },
  not_permitted: {
    zh: ['您的角色或管辖范围不包括这项操作。', '请由有权限的人员操作，或请管理员调整您的角色。'],
    en: [
      'Your roles or your jurisdiction do not cover this.',
      'Ask somebody whose do, or ask the administrator to change your roles.',
    ],
  },
  foreign_origin: {
    zh: ['请求不是从本系统的页面发出的，已被拒绝。', '请从本系统的地址打开页面再操作。'],
    en: [
      'The request did not come from a page of this system.',
      'Open the page at this system’s own address and try again.',
    ],
  },
  too_many_requests: {
    zh: (f) => ['尝试次数过多，暂时不再受理。', `请等 ${f.plain('retryAfterSeconds') || '60'} 秒再试。`],
    en: (f) => ['There were too many attempts.', `Wait ${f.plain('retryAfterSeconds') || '60'} seconds and try again.`],
  },
  not_found: {
    zh: ['没有找到，或者不在您的管辖范围内。', '请返回列表重新选择。'],
    en: ['There is no such thing, or it is outside your jurisdiction.', 'Go back to the list and choose again.'],
  },

  setup_token_wrong: {
    zh: ['初始化口令不对。', '口令在服务器第一次启动时打印在终端里，请完整复制，不要带空格。'],
    en: ['The set-up token is wrong.', 'The server printed it at its first start: copy all of it, without spaces.'],
  },
  setup_already_done: {
    zh: ['系统已经初始化过了。', '请用已有的管理员账号登录。'],
    en: ['The installation has been set up already.', 'Sign in as the administrator there is.'],
  },
  login_taken: {
    zh: ['这个登录名已有人使用。', '请换一个登录名。'],
    en: ['This login is taken.', 'Choose another.'],
  },
  password_wrong: {
    zh: ['当前密码不对。', '请重新输入当前密码。'],
    en: ['The current password is wrong.', 'Type the current password again.'],
  },
  password_too_common: {
    zh: ['这个密码太常见，容易被猜到。', '请换一个不常见的，例如几个互不相关的词连在一起。'],
    en: [
      'This password is too common and easily guessed.',
      'Choose another, for instance several unrelated words in a row.',
    ],
  },
  roles_not_compatible: {
    zh: (f) => [
      `一个人不能同时担任${f.role('one') || '这两个角色'}${f.with(f.role('other'), (other) => `和${other}`)}。`,
      '请去掉其中一个，或任命给另一个人。',
    ],
    en: (f) => [
      `One person may not hold both of these roles${f.with(f.role('one'), (one) => `: ${one} and ${f.role('other')}`)}.`,
      'Leave one out, or appoint another person to it.',
    ],
  },
  grant_without_place: {
    zh: ['角色没有写明管辖范围。', '省级角色请选择省份，考点角色请选择考点。'],
    en: ['A role has no place.', 'Choose the province of a provincial role, and the site of a role at a site.'],
  },
  cannot_disable_oneself: {
    zh: ['不能停用自己的账号。', '请由另一位管理员操作。'],
    en: ['Nobody can disable their own account.', 'Ask another administrator.'],
  },

  file_too_large: {
    zh: (f) => [
      `文件太大${f.with(megabytes(f.plain('most')), (most) => `，最多 ${most} MB`)}。`,
      '请把文件拆成几个，分次导入。',
    ],
    en: (f) => [
      `The file is too large${f.with(megabytes(f.plain('most')), (most) => `: ${most} MB at most`)}.`,
      'Split it and import the parts one after another.',
    ],
  },
  file_unreadable: {
    zh: (f) => f.words('zh') ?? ['文件读不出来。', '请用 Excel 另存为 .xlsx，或另存为 UTF-8 的 .csv，再上传。'],
    en: (f) =>
      f.words('en') ?? [
        'The file cannot be read.',
        'Save it again as .xlsx from Excel, or as .csv in UTF-8, and upload that.',
      ],
  },
  file_has_no_items: {
    zh: ['文件里没有找到试题。', '请检查表头（题型、题干、选项、答案）是否在前几行，工作表是否正确。'],
    en: [
      'There are no items in the file.',
      'Check that the headings (kind, stem, options, key) stand in the first rows of the right sheet.',
    ],
  },
  import_settled: {
    zh: ['这次导入已经处理完了。', '需要再导入，请重新上传文件。'],
    en: ['This import has been settled already.', 'To import again, upload the file again.'],
  },
  import_has_problems: {
    zh: (f) => [
      `文件里还有读不懂的行${f.with(f.plain('problemCount'), (count) => `（${count} 处）`)}，“全部或不导入”无法执行。`,
      '请改好文件后重新上传，或选择“只导入正确的行”。',
    ],
    en: (f) => [
      `Some rows could not be read${f.with(f.plain('problemCount'), (count) => ` (${count} problems)`)}, so “all or nothing” is nothing.`,
      'Mend the file and upload it again, or choose to import the good rows.',
    ],
  },
  bank_not_provincial: {
    zh: ['只有省级题库需要备案。', '国家题库和统一题库由国家启用。'],
    en: ['Only a provincial bank is filed.', 'The national and the unified banks are put into force by the nation.'],
  },
  bank_already_filed: {
    zh: ['这个题库已经备案或启用。', '不需要再做一次。'],
    en: ['This bank is filed or in force already.', 'There is nothing left to do.'],
  },
  bank_empty: {
    zh: ['题库里还没有试题。', '请先导入试题，再备案或启用。'],
    en: ['The bank has no items yet.', 'Import items first.'],
  },
  item_changed_meanwhile: {
    zh: ['您修改期间，别人已经写了这道题的新版本。', '请查看最新版本，在它的基础上再改。'],
    en: [
      'Somebody wrote a new version of this item while you were editing.',
      'Look at the newest version and start from that.',
    ],
  },
  item_retired: {
    zh: ['这道题已停用，不能再改。', '需要时请作为新题导入。'],
    en: ['This item has been retired and cannot be changed.', 'Import it as a new item if it is needed.'],
  },
  item_has_problems: {
    zh: ['这道题还有问题，没有保存。', '请按下面列出的逐条改正。'],
    en: ['The item has problems and was not saved.', 'Mend what is listed below.'],
  },
  item_stands_already: {
    zh: ['题库里已有相同的试题。', '请查找并修改那一道，不要重复添加。'],
    en: ['The bank holds this item already.', 'Find that one and revise it.'],
  },

  blueprint_unknown: {
    zh: ['没有这个组卷规则。', '请从列表中重新选择。'],
    en: ['There is no such blueprint.', 'Choose one from the list.'],
  },
  blueprint_has_no_items: {
    zh: ['组卷规则里没有试题。', '请换一个组卷规则。'],
    en: ['The blueprint asks for no items.', 'Choose another blueprint.'],
  },
  blueprint_section_unreadable: {
    zh: (f) => [`组卷规则第 ${f.plain('section')} 节写得不对。`, '请联系题库管理员改正。'],
    en: (f) => [
      `Section ${f.plain('section')} of the blueprint cannot be read.`,
      'Ask the bank administrator to mend it.',
    ],
  },
  blueprint_sections_overlap: {
    zh: (f) => [`组卷规则里“${f.kind()} · ${f.area()}”重复了。`, '请联系题库管理员合并重复的节。'],
    en: (f) => [
      `The blueprint names “${f.kind()} · ${f.area()}” twice.`,
      'Ask the bank administrator to merge the sections.',
    ],
  },
  blueprint_marks_not_full: {
    zh: (f) => [
      `组卷规则合计 ${f.points('points')} 分，应为 ${f.points('wanted') || '100'} 分。`,
      '请联系题库管理员改正分值。',
    ],
    en: (f) => [
      `The blueprint adds up to ${f.points('points')} points instead of ${f.points('wanted') || '100'}.`,
      'Ask the bank administrator to mend the points.',
    ],
  },
  blueprint_lacks_area: {
    zh: (f) => [`组卷规则缺少必考内容“${f.area()}”${f.article()}。`, '请换用包含全部必考内容的组卷规则。'],
    en: (f) => [
      `The blueprint leaves out “${f.area()}”, which is mandatory${f.article()}.`,
      'Choose a blueprint with every mandatory area.',
    ],
  },
  banks_too_small: {
    zh: ['所选题库的试题不够，无法组卷。', '请补充试题，或换用其他题库、组卷规则。缺口如下：'],
    en: [
      'The banks chosen hold too few items for this blueprint.',
      'Add items, or choose other banks or another blueprint. What is short:',
    ],
  },
  national_share_out_of_reach: {
    zh: (f) => [
      `国家题库试题不足：要求不少于 ${f.plain('wanted')} 道，只能抽到 ${f.plain('available')} 道，差 ${f.plain('shortBy')} 道${f.article()}。`,
      '国家题库试题须占 80% 以上，请加选或更新国家题库。',
    ],
    en: (f) => [
      `Too few national items: ${f.plain('wanted')} are required and ${f.plain('available')} can be drawn, ${f.plain('shortBy')} short${f.article()}.`,
      'At least 80 % must be national: choose or update the national bank.',
    ],
  },
  bank_not_filed: {
    zh: (f) => [
      `${f.with(f.plain('bank'), (bank) => `“${bank}”`) || '有题库'}还没有备案或启用，不能用于组卷。`,
      '请先由题库管理员备案或启用，或不选它。',
    ],
    en: (f) => [
      `${f.with(f.plain('bank'), (bank) => `“${bank}”`) || 'A bank'} is not filed or not in force, so nothing may be drawn from it.`,
      'Have its administrator file it, or leave it out.',
    ],
  },
  bank_not_for_this_exam: {
    zh: (f) => [
      `${f.with(f.plain('bank'), (bank) => `“${bank}”`) || '有题库'}不适用于这场考试（省份、工种或种类不符）。`,
      '请只选本省的、对应工种的题库。',
    ],
    en: (f) => [
      `${f.with(f.plain('bank'), (bank) => `“${bank}”`) || 'A bank'} is not for this exam: its province, trade or kind is another.`,
      'Choose banks of this province and trade only.',
    ],
  },
  national_bank_missing: {
    zh: ['没有选择国家题库。', '管理人员考试须从国家题库抽题 80% 以上，请加选国家题库。'],
    en: ['No national bank was chosen.', 'Managers’ papers are at least 80 % national: choose the national bank too.'],
  },
  unified_bank_missing: {
    zh: (f) => [
      `没有选择${f.plain('trade') || '该工种'}的统一题库。`,
      '特种作业考试只从统一题库抽题，请选择对应工种的统一题库。',
    ],
    en: (f) => [
      `The unified bank of the trade${f.with(f.plain('trade'), (trade) => ` (${trade})`)} was not chosen.`,
      'Operators’ papers come from the unified bank alone: choose that of the trade.',
    ],
  },

  site_not_accredited: {
    zh: (f) => [
      `考点在开考当天${f.with(f.date('on'), (on) => `（${on}）`)}不在认定有效期内${f.with(f.date('accreditedFrom'), (from) => `（${from} 至 ${f.date('accreditedTo') || '长期'}）`)}。`,
      '请换一个考点，或请管理员更新认定日期。',
    ],
    en: (f) => [
      `The site is not accredited on the day of the exam${f.with(f.date('on'), (on) => ` (${on})`)}${f.with(f.date('accreditedFrom'), (from) => `, but from ${from} to ${f.date('accreditedTo') || 'no set end'}`)}.`,
      'Choose another site, or have the administrator renew its accreditation.',
    ],
  },
  site_of_another_province: {
    zh: (f) => [
      `考点不在本省${f.with(f.province('province'), (province) => `（${province}）`)}。`,
      '请选择本省的考点。',
    ],
    en: (f) => [
      `The site does not lie in your province${f.with(f.province('province'), (province) => ` (${province})`)}.`,
      'Choose a site of your province.',
    ],
  },
  room_name_taken: {
    zh: ['这个考点已有同名考场。', '请换一个名称。'],
    en: ['The site has a room of this name.', 'Choose another name.'],
  },
  starts_in_the_past: {
    zh: ['开考时间已经过去。', '请选择以后的时间。'],
    en: ['The start lies in the past.', 'Choose a later time.'],
  },
  starts_on_rest_day: {
    zh: (f) => [
      `开考当天${f.with(f.date('on'), (date) => `（${date}）`)}是休息日。`,
      '确实要安排在休息日，请确认；否则请改为工作日。',
    ],
    en: (f) => [
      `The day of the exam${f.with(f.date('on'), (date) => ` (${date})`)} is a rest day.`,
      'Confirm it if that is meant; otherwise choose a working day.',
    ],
  },
  session_not_planned: {
    zh: ['场次已不是“已计划”状态。', '请刷新查看它现在到了哪一步。'],
    en: ['The session is no longer merely planned.', 'Reload to see how far it has come.'],
  },
  session_not_announced: {
    zh: ['场次还没有公告。', '请先公告考试时间，再封卷。'],
    en: ['The session has not been announced.', 'Announce it before sealing.'],
  },
  announcement_too_late: {
    zh: (f) => [
      `公告须在考试之前发布${f.with(f.time('startsAt'), (at) => `，开考时间是 ${at}`)}。`,
      '请重新安排一个更晚的场次。',
    ],
    en: (f) => [
      `A session is announced before it is held${f.with(f.time('startsAt'), (at) => `, and this one starts ${at}`)}.`,
      'Schedule a later session.',
    ],
  },
  session_already_sealed: {
    zh: ['场次已封卷，不能再改。', '需要变动时请另行安排场次。'],
    en: ['The session is sealed and cannot be changed.', 'Schedule another session for what is different.'],
  },
  session_not_sealed: {
    zh: ['场次还没有封卷。', '请考核部门先封卷，试卷抽好后才能开放签到。'],
    en: ['The session is not sealed.', 'The authority seals it first: the papers are drawn then.'],
  },
  session_not_open: {
    zh: ['场次没有开放签到，或已经结束。', '请主考先开放签到。'],
    en: ['The session is not open.', 'The chief invigilator opens it first.'],
  },
  session_opened_already: {
    zh: ['场次已经开放签到，不能再改。', '开放签到以前才能设置安全考试浏览器；个别考生可由监考员准许例外。'],
    en: [
      'The doors are open: this can no longer be changed.',
      'Safe Exam Browser is set before check-in opens; an invigilator may excuse single candidates.',
    ],
  },
  seb_encrypted: {
    zh: ['这个配置文件是加密的。', '请在 SEB 配置工具里不设密码另存，或者直接填写它的 Config Key。'],
    en: ['This configuration is encrypted.', 'Save it without a password in the SEB tool, or type its Config Key.'],
  },
  seb_unreadable: {
    zh: ['这不是安全考试浏览器的配置文件。', '请选择 SEB 配置工具导出的 .seb 文件。'],
    en: ['This is no configuration of Safe Exam Browser.', 'Choose a .seb file as the SEB tool saves it.'],
  },
  seb_without_keys: {
    zh: ['没有配置文件，也没有密钥。', '请选择 .seb 文件，或者填写 Config Key 或 Browser Exam Key。'],
    en: [
      'There is neither a configuration nor a key.',
      'Choose a .seb file, or type a Config Key or a Browser Exam Key.',
    ],
  },
  seb_not_asked: {
    zh: ['本场次没有要求安全考试浏览器。', '考生可以直接登录，不需要准许。'],
    en: ['This session asks for no Safe Exam Browser.', 'The candidate can sign in; there is nothing to excuse.'],
  },
  seb_required: {
    zh: [
      '这台考试机没有用本场次的安全考试浏览器配置打开考试。',
      '请用本场次的 .seb 文件重新打开；不行时由监考员说明原因准许例外。',
    ],
    en: [
      'This terminal did not open the exam in Safe Exam Browser with this session’s configuration.',
      'Open it again with the session’s .seb file; where that fails an invigilator may excuse the candidate with a reason.',
    ],
  },
  session_has_no_candidates: {
    zh: ['场次还没有考生。', '请先录入考生名单。'],
    en: ['The session has no candidates.', 'Put people on the roster first.'],
  },
  session_not_over: {
    zh: (f) => [
      `还不能结束考试${f.with(f.plain('answering'), (count) => `，仍有 ${count} 人在作答`)}。`,
      '请等全部考生交卷或时间到；必要时在考场里逐个结束。',
    ],
    en: (f) => [
      `The exam cannot be closed yet${f.with(f.plain('answering'), (count) => `: ${count} are still answering`)}.`,
      'Wait until everybody has handed in or time is up, or end each sitting in the room.',
    ],
  },
  roster_closed: {
    zh: ['名单已封闭，不能再增加考生。', '请安排到下一个场次。'],
    en: ['The roster is closed.', 'Put them into the next session.'],
  },
  room_too_small: {
    zh: (f) => [
      `考场座位不够${f.with(f.plain('seats'), (seats) => `：共 ${seats} 个座位，还空 ${f.plain('free')} 个，这次要 ${f.plain('wanted')} 个`)}。`,
      '一个都没有录入。请减少人数，或另安排一个考场更多的场次。',
    ],
    en: (f) => [
      `The rooms have too few seats${f.with(f.plain('seats'), (seats) => `: ${seats} in all, ${f.plain('free')} free, ${f.plain('wanted')} wanted`)}.`,
      'Nobody was added. Take fewer people, or schedule a session with more rooms.',
    ],
  },
  room_full: {
    zh: ['考场已没有空座位。', '请检查是否有人坐错，或联系考核部门换考场。'],
    en: [
      'There is no free seat in the room.',
      'See whether somebody sits wrongly, or ask the authority for another room.',
    ],
  },
  room_not_in_session: {
    zh: ['这个考场不属于这个场次。', '请返回场次页重新进入考场。'],
    en: ['The room does not belong to this session.', 'Go back to the session and enter the room from there.'],
  },
  room_not_started: {
    zh: ['本考场尚未开考。', '请先由两人共同开考。'],
    en: ['The room has not started.', 'Two people start it first.'],
  },
  room_already_ended: {
    zh: ['本考场已经结束。', '无需再操作。'],
    en: ['The room has ended already.', 'There is nothing left to do.'],
  },
  chief_needed: {
    zh: ['两人之中须有一名主考。', '请主考用自己的账号确认。'],
    en: ['One of the two must be the chief invigilator.', 'Let the chief agree with their own account.'],
  },
  no_free_seat: {
    zh: ['本考场没有可用的备用机位。', '请先登记一台备用机，或待有人交卷。'],
    en: ['The room has no spare seat with a terminal.', 'Enrol a spare computer first.'],
  },
  room_already_started: {
    zh: (f) => [
      `本考场已经开考${f.with(f.time('startedAt'), (at) => `（${at}）`)}。`,
      '迟到的考生准备好后会自动开始。',
    ],
    en: (f) => [
      `The room has started already${f.with(f.time('startedAt'), (at) => ` (${at})`)}.`,
      'Latecomers begin by themselves once they are ready.',
    ],
  },
  start_not_yet: {
    zh: (f) => [`还没到开考时间${f.with(f.time('startsAt'), (at) => `：${at}`)}。`, '请到时间再开考。'],
    en: (f) => [
      `It is not time to start yet${f.with(f.time('startsAt'), (at) => `: ${at}`)}.`,
      'Start when the time has come.',
    ],
  },
  card_unknown: {
    zh: (f) => [
      '本考场没有这张身份证的考生。',
      f.with(f.plain('room'), (room) => `这名考生在${room}，请引导过去。`) ||
        '请核对名单和准考证；确认不是考生的，不得入场。读卡已记入考场记录。',
    ],
    en: (f) => [
      'Nobody in this room has this ID card.',
      f.with(f.plain('room'), (room) => `This candidate belongs to ${room}: lead them there.`) ||
        'Compare the roster and the ticket; whoever is no candidate stays outside. The reading stands in the room record.',
    ],
  },
  card_of_another: {
    zh: ['这不是本人的身份证！', '请让考生出示本人的身份证，再读一次；怀疑替考的，请报告主考并记录异常。'],
    en: [
      'This is somebody else’s ID card!',
      'Ask for the candidate’s own and read it; if you doubt who this is, tell the chief and note an irregularity.',
    ],
  },
  card_name_differs: {
    zh: ['身份证号对，但姓名与名单不符。', '请核对身份证和准考证上的姓名；是生僻字或名单有误的，请主考认定。'],
    en: [
      'The ID number is right, but the name is not the one on the roster.',
      'Compare the card and the ticket; a rare character or a slip in the roster is for the chief to judge.',
    ],
  },
  card_not_valid_yet: {
    zh: (f) => [
      `身份证尚未生效${f.with(f.date('validFrom'), (date) => `，${date} 起有效`)}。`,
      '请让考生出示现在有效的身份证；没有的，请主考认定。',
    ],
    en: (f) => [
      `The ID card is not valid yet${f.with(f.date('validFrom'), (date) => `: it is from ${date}`)}.`,
      'Ask for one that is valid today; if there is none, it is for the chief to judge.',
    ],
  },
  card_expired: {
    zh: (f) => [
      `身份证已过期${f.with(f.date('validUntil'), (date) => `，有效期到 ${date}`)}。`,
      '请让考生出示有效的身份证或临时身份证；没有的，请主考认定。',
    ],
    en: (f) => [
      `The ID card has expired${f.with(f.date('validUntil'), (date) => `: it was valid to ${date}`)}.`,
      'Ask for a valid or a temporary one; if there is none, it is for the chief to judge.',
    ],
  },
  reader_needed: {
    zh: ['本场次须先用读卡器读到本人的身份证。', '请在监考台读身份证；读不出的，请主考写明原因放行。'],
    en: [
      'In this session the candidate’s own ID card must be read first.',
      'Read it at the desk; if it cannot be read, the chief invigilator may let them in with a reason.',
    ],
  },
  override_not_needed: {
    zh: ['不需要主考放行。', '请直接核对本人，确认身份。'],
    en: ['The chief’s word is not needed.', 'Compare the person and confirm the identity.'],
  },
  ticket_unknown: {
    zh: (f) => [
      '本考场没有这个准考证号。',
      f.with(f.plain('room'), (room) => `这名考生在${room}，请引导过去。`) || '请核对号码，再扫描或输入一次。',
    ],
    en: (f) => [
      'No such admission ticket in this room.',
      f.with(f.plain('room'), (room) => `This candidate belongs to ${room}: lead them there.`) ||
        'Compare the number and scan or type it again.',
    ],
  },
  admission_not_yet: {
    zh: (f) => [`还没到入场时间${f.with(f.time('opensAt'), (at) => `，${at} 开始`)}。`, '请考生在场外等候。'],
    en: (f) => [
      `Admission has not begun${f.with(f.time('opensAt'), (at) => `: it opens ${at}`)}.`,
      'Let the candidate wait outside.',
    ],
  },
  admission_over: {
    zh: (f) => [
      `入场时间已过${f.with(f.time('closedAt'), (at) => `（${at} 截止）`)}。`,
      '按规定不再入场，请记录并告知考生。',
    ],
    en: (f) => [
      `Admission is over${f.with(f.time('closedAt'), (at) => `: it closed ${at}`)}.`,
      'Nobody is admitted any more: note it and tell the candidate.',
    ],
  },
  id_number_length: {
    zh: (f) => [
      `身份证号长度不对${f.with(f.plain('length'), (length) => `：有 ${length} 位`)}，应为 18 位。`,
      '请对照身份证原件改正。',
    ],
    en: (f) => [
      `The ID number has the wrong length${f.with(f.plain('length'), (length) => `: ${length}`)} instead of 18.`,
      'Correct it from the ID card.',
    ],
  },
  id_number_characters: {
    zh: (f) => [
      `身份证号${f.with(f.plain('position'), (position) => `第 ${position} 位`)}不是数字（末位可为 X）。`,
      '请对照身份证原件改正。',
    ],
    en: (f) => [
      `The ID number has something other than a digit${f.with(f.plain('position'), (position) => ` at place ${position}`)} (the last may be X).`,
      'Correct it from the ID card.',
    ],
  },
  id_number_birth_date: {
    zh: ['身份证号里的出生日期不存在。', '请对照身份证原件改正。'],
    en: ['The birth date in the ID number does not exist.', 'Correct it from the ID card.'],
  },
  id_number_check_digit: {
    zh: ['身份证号校验位不符，多半有一位输错。', '请对照身份证原件逐位核对。'],
    en: [
      'The check digit of the ID number does not fit: one digit is probably mistyped.',
      'Compare it digit by digit with the ID card.',
    ],
  },
  name_length: {
    zh: ['姓名长度不对。', '请填写身份证上的完整姓名。'],
    en: ['The name is too short or too long.', 'Write the full name as on the ID card.'],
  },
  name_characters: {
    zh: (f) => [
      `姓名里有不能使用的字符${f.with(f.plain('character'), (character) => `“${character}”`)}。`,
      '请按身份证填写，少数民族姓名的间隔用“·”。',
    ],
    en: (f) => [
      `The name has a character that names do not have${f.with(f.plain('character'), (character) => `: “${character}”`)}.`,
      'Write it as on the ID card, with “·” between the parts.',
    ],
  },
  no_attempt_left: {
    zh: (f) => [`考试机会已用完${f.article()}。`, '须重新申请考核后才能再考。'],
    en: (f) => [`There is no attempt left${f.article()}.`, 'A new application is needed first.'],
  },
  already_passed: {
    zh: (f) => [`此人已考试合格${f.article()}。`, '不需要再考，请从名单中去掉。'],
    en: (f) => [`This person has passed already${f.article()}.`, 'Nothing is left to sit: leave them off the list.'],
  },
  barred_until: {
    zh: (f) => [
      f.plain('article') === '42'
        ? `特种作业操作证已被撤销，三年内不得再次申请，不分工种${f.article()}。`
        : `补考仍不合格，一年内不得再次申请考核${f.article()}。`,
      `最早可于 ${f.date('earliestReapplication') || '期满后'} 再次申请。`,
    ],
    en: (f) => [
      f.plain('article') === '42'
        ? `A certificate was revoked: none may be applied for in three years, whatever the trade${f.article()}.`
        : `Failed the retake, and may not apply again for one year${f.article()}.`,
      `May apply again from ${f.date('earliestReapplication') || 'the day after the bar'}.`,
    ],
  },
  training_needed_again: {
    zh: (f) => [
      `补考不合格${f.with(f.date('failedOn'), (date) => `（${date}）`)}，须重新培训${f.article()}。`,
      '请在重新参加安全技术培训后再报名。',
    ],
    en: (f) => [
      `Failed the retake${f.with(f.date('failedOn'), (date) => ` (${date})`)}, so the training is needed again${f.article()}.`,
      'Apply again after the new training.',
    ],
  },
  storage_short: {
    zh: () => ['服务器磁盘空间不足，不能再开放场次。', '请立即联系技术人员腾出空间，再开放签到。'],
    en: () => ['The server’s disk is nearly full, so no further session is opened.', 'Have room made on it first.'],
  },
  name_differs: {
    zh: (f) => [
      `同一个身份证号${f.with(f.plain('sameAsRow'), (row) => `（见第 ${row} 人）`)}已登记为另一个姓名。`,
      '请对照身份证核对姓名和号码；确系改名，请凭证件联系管理员。',
    ],
    en: (f) => [
      `The same ID number${f.with(f.plain('sameAsRow'), (row) => ` (person ${row} of this list)`)} stands under another name.`,
      'Compare both with the ID card; if the name was changed, bring the papers to the administrator.',
    ],
  },
  assessment_still_open: {
    zh: (f) => [`此人上一次考核还没有结束${f.article()}。`, '还有考试机会或成绩未公布，请在原考核中继续。'],
    en: (f) => [
      `This person’s last assessment is still open${f.article()}.`,
      'An attempt is left or a result is due: go on with that assessment.',
    ],
  },
  knowledge_not_passed: {
    zh: (f) => [`安全生产知识考试还没有合格${f.article()}。`, '知识考试合格后，才能参加实际操作考试。'],
    en: (f) => [`The knowledge exam has not been passed${f.article()}.`, 'The practical exam comes after it.'],
  },
  knowledge_pass_lapsed: {
    zh: (f) => [
      `知识考试的合格成绩已过保留期${f.with(f.date('keptThrough'), (date) => `（至 ${date}）`)}。`,
      '请重新参加知识考试。',
    ],
    en: (f) => [
      `The pass in the knowledge exam was kept only${f.with(f.date('keptThrough'), (date) => ` to ${date}`) || ' for a time'}.`,
      'The knowledge exam has to be sat again.',
    ],
  },
  component_not_asked: {
    zh: (f) => [`此人的考核不需要参加这一科${f.article()}。`, '离岗六个月以上重新上岗的，只参加实际操作能力考试。'],
    en: (f) => [
      `This person’s assessment does not ask for this exam${f.article()}.`,
      'After an absence of six months it is the practical exam alone.',
    ],
  },
  standard_subject_repeated: {
    zh: (f) => [`评分标准里有重复的科目编号 ${f.plain('subject')}。`, '请给每个科目不同的编号。'],
    en: (f) => [`The standard names the subject ${f.plain('subject')} twice.`, 'Give every subject a code of its own.'],
  },
  standard_marks_not_full: {
    zh: (f) => [`各科目满分合计 ${f.points('points')} 分，应为 ${f.points('wanted')} 分。`, '请改正各科目的分值。'],
    en: (f) => [
      `The subjects add up to ${f.points('points')} points instead of ${f.points('wanted')}.`,
      'Correct the points of the subjects.',
    ],
  },
  session_not_practical: {
    zh: ['这个场次是知识考试，不评分。', '请从实操评分页进入实际操作能力考试的场次。'],
    en: ['This session is a knowledge exam: nobody marks it.', 'Enter a practical exam from the page for marking.'],
  },
  not_checked_in: {
    zh: ['这名考生还没有签到。', '请先核对证件和准考证，签到后再评分。'],
    en: ['This candidate has not been checked in.', 'Compare ID card and ticket, check the person in, then mark.'],
  },
  two_examiners_already: {
    zh: ['这名考生已有两名考评员评分。', '请返回名单，为其他考生评分。'],
    en: ['Two examiners mark this candidate already.', 'Go back to the list and mark somebody else.'],
  },
  marks_agreed_already: {
    zh: ['两名考评员的评分已经一致，不能再改。', '确有差错的，请报告主考和评分人员。'],
    en: [
      'Both examiners agree, and the marks stand.',
      'If something is wrong, tell the chief invigilator and the scorer.',
    ],
  },
  subject_unknown: {
    zh: (f) => [`评分标准里没有科目 ${f.plain('subject')}。`, '请刷新页面后再试。'],
    en: (f) => [`The standard has no subject ${f.plain('subject')}.`, 'Reload the page and try again.'],
  },
  marks_over_subject: {
    zh: (f) => [`科目 ${f.plain('subject')} 的满分是 ${f.points('full')} 分。`, '请改正分数。'],
    en: (f) => [`Subject ${f.plain('subject')} gives ${f.points('full')} points at most.`, 'Correct the points.'],
  },
  marks_missing: {
    zh: (f) => [`还有科目没有评分：${f.texts('subjects').join('、')}。`, '每个科目都要评分；没有得分的填 0。'],
    en: (f) => [
      `Subjects without a mark: ${f.texts('subjects').join(', ')}.`,
      'Mark every subject; a nought is a mark.',
    ],
  },
  result_pending: {
    zh: (f) => [
      `此人上一次考试的成绩还没有公布${f.with(f.plain('session'), (session) => `（${session}）`)}。`,
      '请等成绩公布后再报名。',
    ],
    en: (f) => [
      `This person’s last result has not been published${f.with(f.plain('session'), (session) => ` (${session})`)}.`,
      'Wait for it before putting them down again.',
    ],
  },

  terminal_not_enrolled: {
    zh: ['这台机器不是已登记的考试机。', '请用登记码登记座位。'],
    en: ['This computer is not an enrolled terminal.', 'Enrol it with a code for its seat.'],
  },
  enrolment_code_wrong: {
    zh: ['登记码不对、已用过或已过期。', '请重新生成登记码。'],
    en: ['The enrolment code is wrong, used or expired.', 'Issue a new one.'],
  },
  terminal_locked: {
    zh: ['考试机因连续输错已锁定。', '请监考员核对后解锁。'],
    en: ['The terminal locked itself after wrong sign-ins.', 'The invigilator looks and unlocks it.'],
  },
  wrong_seat: {
    zh: (f) => [
      `考生坐错了座位${f.with(f.plain('seatNumber'), (seat) => `，应坐 ${seat} 号`)}。`,
      '请引导考生到抽签所得的座位。',
    ],
    en: (f) => [
      `The candidate is at the wrong seat${f.with(f.plain('seatNumber'), (seat) => `: it should be ${seat}`)}.`,
      'Lead them to the seat that was drawn.',
    ],
  },
  not_seated: {
    zh: ['考生还没有签到抽座。', '请先扫描准考证签到。'],
    en: ['The candidate has not been checked in.', 'Scan the admission ticket first.'],
  },
  already_seated: {
    zh: ['考生已有座位。', '请按原座位就座。'],
    en: ['The candidate has a seat already.', 'Use that seat.'],
  },

  application_not_open: {
    zh: ['这份申请现在的状态不能这样操作。', '请刷新页面，看看别人是否已经处理。'],
    en: ['The application is not in a state for this.', 'Reload the page: somebody may have acted on it.'],
  },
  application_open_already: {
    zh: ['此人已有一份同类申请正在办理。', '请在原申请中继续，或先撤回。'],
    en: ['An application of this kind is open for this person.', 'Go on with that one, or withdraw it first.'],
  },
  category_has_no_exam: {
    zh: (f) => [`其他从业人员没有考核部门组织的考试${f.article()}。`, '请从名单中去掉。'],
    en: (f) => [`Other workers have no exam of the authority${f.article()}.`, 'Leave them off the list.'],
  },
  basis_not_open: {
    zh: (f) => [`这类申请不能向所选的部门提出${f.article()}。`, '请改选受理部门。'],
    en: (f) => [`An application like this does not go to that authority${f.article()}.`, 'Choose another.'],
  },
  household_missing: {
    zh: (f) => [`没有填写户籍所在地${f.article()}。`, '请选择户籍所在的省和市。'],
    en: (f) => [`The place of household registration is missing${f.article()}.`, 'Choose the province and city.'],
  },
  certificate_stands: {
    zh: (f) => [
      `此人已持有有效证件${f.with(f.date('validThrough'), (date) => `，有效期至 ${date}`)}${f.article()}。`,
      '特种作业人员请申请延期换证；主要负责人和安全生产管理人员由考核部门每三年组织考核。',
    ],
    en: (f) => [
      `The person holds a certificate that stands${f.with(f.date('validThrough'), (date) => `, through ${date}`)}${f.article()}.`,
      'Operators apply for renewal; principals and managers are assessed again by the authority every three years.',
    ],
  },
  certificate_missing: {
    zh: (f) => [`没有登记本工种的特种作业操作证${f.article()}。`, '请改为初次申请。'],
    en: (f) => [`No certificate of this trade is on record${f.article()}.`, 'Apply as for the first time.'],
  },
  certificate_expired: {
    zh: (f) => [
      `特种作业操作证已过期${f.with(f.date('validThrough'), (date) => `（有效期至 ${date}）`)}${f.article()}。`,
      '请按初次申请办理，须有不少于 90 学时的培训。',
    ],
    en: (f) => [
      `The certificate has expired${f.with(f.date('validThrough'), (date) => ` (valid through ${date})`)}${f.article()}.`,
      'Apply as for the first time, with at least 90 hours of training.',
    ],
  },
  not_away_long_enough: {
    zh: (f) => [
      `离岗没有满六个月${f.with(f.date('reachedOn'), (date) => `（${date} 满）`)}${f.article()}。`,
      '不需要重新进行实际操作考试，可以直接上岗。',
    ],
    en: (f) => [
      `Six months away are not over${f.with(f.date('reachedOn'), (date) => ` (reached on ${date})`)}${f.article()}.`,
      'No practical exam is needed: the person may go on working.',
    ],
  },
  barred_for_false_papers: {
    zh: (f) => [
      '曾因申请材料虚假被拒，一年内不得再次申请（《行政许可法》第七十八条）。',
      `最早可于 ${f.date('earliestReapplication') || '期满后'} 再次申请。`,
    ],
    en: (f) => [
      'Refused for false papers, and barred for one year (Administrative Licensing Law, art. 78).',
      `May apply again from ${f.date('earliestReapplication') || 'the day after the bar'}.`,
    ],
  },
  papers_asked_before: {
    zh: ['已经要求补正过一次，应当一次告知全部缺件。', '请按现有材料作出决定。'],
    en: ['Papers have been asked for once, and everything is asked for at once.', 'Decide on what is there.'],
  },
  asking_too_late: {
    zh: (f) => [
      `已超过告知补正的期限${f.with(f.date('due'), (date) => `（${date}）`)}，材料视为齐全。`,
      '请按现有材料作出决定。',
    ],
    en: (f) => [
      `The time for asking is over${f.with(f.date('due'), (date) => ` (${date})`)}: the papers count as complete.`,
      'Decide on what is there.',
    ],
  },
  papers_missing: {
    zh: (f) => [`还缺材料${f.with(f.documents('missing'), (kinds) => `：${kinds}`)}。`, '请上传后再提交。'],
    en: (f) => [`Papers are missing${f.with(f.documents('missing'), (kinds) => `: ${kinds}`)}.`, 'Upload them first.'],
  },
  papers_incomplete: {
    zh: ['材料还不齐全，不能受理。', '请一次告知全部缺件，等对方补正。'],
    en: ['The papers are not complete.', 'Ask for everything that is missing, once.'],
  },
  paper_not_readable: {
    zh: ['文件不是 PDF、JPEG 或 PNG。', '请另存为这几种格式再上传；只改扩展名没有用。'],
    en: ['The file is no PDF, JPEG or PNG.', 'Save it as one of them; another name alone does not help.'],
  },
  paper_too_large: {
    zh: (f) => [`文件超过 ${megabytes(f.plain('limitBytes')) || '5'} MB。`, '请压缩或降低扫描分辨率后再上传。'],
    en: (f) => [
      `The file is larger than ${megabytes(f.plain('limitBytes')) || '5'} MB.`,
      'Scan it at a lower resolution.',
    ],
  },
  too_many_papers: {
    zh: (f) => [`一份申请最多 ${f.plain('limit') || '30'} 个文件。`, '请把同一份材料合成一个 PDF。'],
    en: (f) => [`An application holds at most ${f.plain('limit') || '30'} files.`, 'Put the pages into one PDF.'],
  },
  conditions_not_met: {
    zh: ['不符合《煤矿安全培训规定》的条件，不能受理，不得安排考试。', '请作出不予受理的决定，系统会生成书面告知。'],
    en: ['Conditions of Order 92 are not met: no exam may be given.', 'Refuse it: the written notices are produced.'],
  },
  waiver_not_verified: {
    zh: (f) => [`免予初次培训须先审核学历证明${f.article()}。`, '请看过学历证明，勾选“已审核属实”再受理。'],
    en: (f) => [
      `The waiver of training needs a verified education certificate${f.article()}.`,
      'Look at it, and say that you did.',
    ],
  },
  refusal_without_reason: {
    zh: ['不予受理必须写明理由；规则没有查出不符合的条件。', '请补充理由和条款。'],
    en: ['A refusal names its reasons, and the rules found none.', 'Give a reason with its article.'],
  },
  delegation_not_in_force: {
    zh: (f) => [`本市没有对这个工种有效的委托${f.article()}。`, '请转由省级部门决定。'],
    en: (f) => [`The city has no delegation in force for this trade${f.article()}.`, 'The province decides.'],
  },
  delegation_ends_before_it_begins: {
    zh: ['委托的截止日期早于开始日期。', '请检查日期。'],
    en: ['The delegation ends before it begins.', 'Check the dates.'],
  },
  delegation_stands_already: {
    zh: (f) => [
      `该市同一工种在这段时间已有委托${f.with(f.date('fromDate'), (date) => `（自 ${date}）`)}。`,
      '请先为原委托确定截止日期。',
    ],
    en: (f) => [
      `The city has a delegation for the trade on these days${f.with(f.date('fromDate'), (date) => ` (from ${date})`)}.`,
      'Give that one its last day first.',
    ],
  },
  application_refused: {
    zh: (f) => [`此人的申请已被拒，之后没有获得受理，不得安排考试${f.article()}。`, '条件符合后请重新提出申请。'],
    en: (f) => [
      `This person’s application was refused and none accepted since: no exam may be given${f.article()}.`,
      'Apply again once the conditions are met.',
    ],
  },

  sitting_closed: {
    zh: ['这名考生的考试已经结束。', '不能再延时或更改。'],
    en: ['This candidate’s sitting is over.', 'Nothing can be added to it.'],
  },
  sitting_paused: {
    zh: ['考试已暂停。', '恢复后再操作。'],
    en: ['The sitting is paused.', 'Resume it first.'],
  },
  sitting_not_started: {
    zh: ['这名考生还没有开始作答。', '请等其开始后再操作。'],
    en: ['This candidate has not started.', 'Wait until they have.'],
  },
  item_unknown: {
    zh: ['试卷上没有这道题。', '请刷新页面。'],
    en: ['There is no such item on the paper.', 'Reload the page.'],
  },
  response_unreadable: {
    zh: ['答案的写法不对。', '请刷新页面。'],
    en: ['The response cannot be read.', 'Reload the page.'],
  },
  seq_gap: {
    zh: ['中间少了一次保存。', '请刷新页面，终端会自动补发。'],
    en: ['A save is missing in between.', 'Reload: the terminal sends it again.'],
  },
  hand_in_too_early: {
    zh: (f) => [`还不能交卷${f.with(f.time('from'), (at) => `，${at} 起可以`)}。`, '请考生继续检查。'],
    en: (f) => [
      `It is too early to hand in${f.with(f.time('from'), (at) => `: from ${at}`)}.`,
      'Let the candidate go on checking.',
    ],
  },
  photographs_not_asked: {
    zh: ['本场次没有安排拍照。', '不需要准许，考生可以直接考试。'],
    en: ['This session takes no photographs.', 'The candidate can sit the exam; there is nothing to excuse.'],
  },
  photographs_not_agreed: {
    zh: ['考生没有同意拍照，或者已经准许不拍照。', '请当面核验身份；考试照常进行。'],
    en: [
      'The candidate has not agreed to being photographed, or was excused.',
      'Check the person by eye; the exam goes on.',
    ],
  },
  photographs_enough: {
    zh: ['这名考生的照片已经足够多。', '不再接收新的照片；考试照常进行。'],
    en: ['There are enough photographs of this candidate.', 'No more are taken; the exam goes on.'],
  },
  photograph_too_large: {
    zh: (f) => [`照片超过 ${kilobytes(f.plain('limitBytes'))} kB。`, '请缩小后再上传。'],
    en: (f) => [`The picture is larger than ${kilobytes(f.plain('limitBytes'))} kB.`, 'Make it smaller and try again.'],
  },
  photograph_not_readable: {
    zh: ['这个文件不是可用的照片。', '请选择 JPEG 或 PNG 格式的证件照。'],
    en: ['This file is no picture that can be used.', 'Choose an ID photo in JPEG or PNG.'],
  },
  photograph_wrong_size: {
    zh: (f) => [
      `照片是 ${f.plain('width')} × ${f.plain('height')} 像素。`,
      `请选择每边 ${f.plain('least')} 至 ${f.plain('most')} 像素的照片。`,
    ],
    en: (f) => [
      `The picture has ${f.plain('width')} × ${f.plain('height')} pixels.`,
      `Choose one whose edges have ${f.plain('least')} to ${f.plain('most')} pixels.`,
    ],
  },
  time_not_up: {
    zh: (f) => [`考试时间还没到${f.with(f.time('closesAt'), (at) => `，${at} 结束`)}。`, '请等待时间结束。'],
    en: (f) => [`Time is not up${f.with(f.time('closesAt'), (at) => `: it ends ${at}`)}.`, 'Wait for the end.'],
  },
  protocol_changed: {
    zh: ['系统已更新，页面版本旧了。', '请刷新页面。'],
    en: ['The system has been updated and this page is old.', 'Reload the page.'],
  },
  record_broken: {
    zh: (f) => [
      `考试记录${f.with(f.plain('number'), (number) => `第 ${number} 条`)}前后不符，可能被改动过。`,
      '请立即停止发布，保留现场并通知审计人员。',
    ],
    en: (f) => [
      `The record does not hold together${f.with(f.plain('number'), (number) => ` at event ${number}`)}: it may have been changed.`,
      'Publish nothing, leave everything as it is, and call the auditor.',
    ],
  },

  session_not_ended: {
    zh: ['考试还没有结束。', '请等主考结束考试后再看成绩。'],
    en: ['The exam has not ended.', 'Scores can be seen once the chief invigilator has closed it.'],
  },
  session_not_scored: {
    zh: ['成绩还没有全部评出。', '评分自动进行，请稍候再试。'],
    en: ['Not every sitting has been scored.', 'Scoring runs by itself: try again shortly.'],
  },
  late_frames_undecided: {
    zh: (f) => [
      `还有迟到的答案没有决定是否计入${f.with(f.plain('count'), (count) => `（${count} 人）`)}。`,
      '请评分人员先逐一决定，再提请发布。',
    ],
    en: (f) => [
      `Late answers wait for a decision${f.with(f.plain('count'), (count) => ` (${count} sittings)`)}.`,
      'The scorer decides about each before the release is proposed.',
    ],
  },
  no_late_frames: {
    zh: ['这名考生没有待决定的迟到答案。', '可能已由别人决定，请看最新列表。'],
    en: ['There is nothing late to decide here.', 'Somebody may have decided already: look at the list.'],
  },
  already_released: {
    zh: ['成绩已经发布。', '已发布的成绩不能改写；更正须另行办理。'],
    en: [
      'These scores have been published.',
      'What is published is never rewritten; a correction is a procedure of its own.',
    ],
  },
  proposal_outdated: {
    zh: ['提请之后成绩有变化，这份提请已失效。', '请评分人员核对后重新提请。'],
    en: [
      'The scores changed after the proposal, so it no longer stands.',
      'The scorer checks them and proposes again.',
    ],
  },
  same_person: {
    zh: ['提请和批准不能是同一个人。', '请由另一位发布人员批准。'],
    en: ['Whoever proposed a release may not approve it.', 'Another publisher must approve.'],
  },
  no_certificate_of_this: {
    zh: ['这项考核不发新证。', '三年考核、离岗后的实操考试和现场抽考不换发证件，合格情况记在原证件上。'],
    en: ['This assessment leads to no new certificate.', 'A pass is noted on the certificate the person has.'],
  },
  certificate_issued_already: {
    zh: ['这项考核的证件已经发过了。', '请在已发证件里查看；遗失或损毁的办理补发。'],
    en: ['The certificate of this assessment has been issued.', 'Look it up; for a lost one issue it again.'],
  },
  assessment_not_passed: {
    zh: (f) => [`应考科目还没有全部合格并公布成绩，不能发证${f.article()}。`, '请等成绩公布后再发。'],
    en: (f) => [`Not everything that is asked for is passed and published${f.article()}.`, 'Wait for the publication.'],
  },
  barred_after_revocation: {
    zh: (f) => [
      `此人的特种作业操作证曾被撤销，三年内任何工种都不能发证${f.article()}。`,
      `${f.date('earliestReapplication') || '期满'}起可以重新申请。`,
    ],
    en: (f) => [
      `A certificate of this person was revoked, so none is issued in any trade for three years${f.article()}.`,
      `An application is possible from ${f.date('earliestReapplication') || 'the end of that time'}.`,
    ],
  },
  certificate_number_length: {
    zh: (f) => [
      `证号有 ${f.plain('length') || '若干'} 个字符，长度不对。`,
      '证号应为 6 至 40 个字符，请核对国家系统给出的证号。',
    ],
    en: (f) => [
      `The number has ${f.plain('length') || 'the wrong count of'} characters.`,
      'A number has 6 to 40: check it against the national system.',
    ],
  },
  certificate_number_characters: {
    zh: (f) => [
      `证号里有不该出现的字符，或者没有数字${f.with(f.plain('position'), (at) => `（第 ${at} 个字符附近）`)}。`,
      '请核对国家系统给出的证号，不要带说明文字。',
    ],
    en: (f) => [
      `The number holds a character that numbers do not have, or no digit${f.with(f.plain('position'), (at) => ` (near character ${at})`)}.`,
      'Check it against the national system, and leave out any remarks.',
    ],
  },
  certificate_number_not_the_holders: {
    zh: (f) => [
      `这个证号不是持证人本人的${f.article()}。`,
      '特种作业操作证的证号是字母 T 加持证人的 18 位身份证号，请核对。',
    ],
    en: (f) => [
      `This is not the holder’s own number${f.article()}.`,
      'A special-operation certificate’s number is T and the holder’s ID number of 18 characters.',
    ],
  },
  certificate_number_taken: {
    zh: ['这个证号已经用在别的证件上。', '请核对两个证件的证号。'],
    en: ['Another certificate has this number.', 'Check the numbers of both.'],
  },
  nobody_waiting: {
    zh: ['待发证名单里没有这个人。', '请核对身份证号或证号；此人可能已经发证、成绩没有公布，或者属于其他考核部门。'],
    en: [
      'Nobody with this number is waiting here.',
      'Check the number; it may have been issued, may not be published, or belong to another authority.',
    ],
  },
  several_waiting: {
    zh: ['此人待发几个工种的证件，不知道这一行是哪一个。', '请在这一行加上工种。'],
    en: ['This person waits for several certificates.', 'Add the trade to the line.'],
  },
  certificate_ended: {
    zh: ['证件已经过期、注销或撤销。', '请查看证件的经过。'],
    en: ['The certificate has ended.', 'Look at its history.'],
  },
  nothing_to_update: {
    zh: ['没有要更新的内容。', '请填写与现在不同的姓名、证号或工作单位。'],
    en: ['Nothing would change.', 'Fill in a name, number or enterprise that differs.'],
  },
  practical_again_only_of_operators: {
    zh: (f) => [`只有特种作业人员离岗后须重新实操${f.article()}。`, '其他人员不需要办理。'],
    en: (f) => [`Only special operators pass the practical exam again${f.article()}.`, 'Nothing is to be done here.'],
  },
  practical_again_asked_already: {
    zh: ['已经要求重新实操。', '请等待实际操作能力考试的结果。'],
    en: ['The practical exam is required already.', 'Wait for its result.'],
  },
  reassessment_not_of_operators: {
    zh: (f) => [`特种作业人员没有三年考核${f.article()}。`, '特种作业操作证到期前办理延期换证。'],
    en: (f) => [`Special operators have no three-yearly assessment${f.article()}.`, 'Their certificates are renewed.'],
  },
  cycle_not_due: {
    zh: (f) => [
      `三年还没有到${f.article()}。`,
      `到期前半年起可以组织${f.with(f.date('from'), (date) => `（${date}）`)}。`,
    ],
    en: (f) => [
      `The three years are not over${f.article()}.`,
      `It may begin half a year before${f.with(f.date('from'), (date) => ` (${date})`)}.`,
    ],
  },
  revocation_only_of_operators: {
    zh: (f) => [`只有特种作业操作证可以撤销${f.article()}。`, '其他证件请按情形办理注销，或责令重新考核。'],
    en: (f) => [
      `Only special-operation certificates are revoked${f.article()}.`,
      'Cancel it, or order the person to be assessed again.',
    ],
  },
  revocation_proposed_already: {
    zh: ['已经提请撤销，正在等待审批。', '请由另一位发布人员审批。'],
    en: ['A revocation is proposed and waits.', 'Another person decides it.'],
  },
  revocation_undecided: {
    zh: ['提请的撤销还没有审批，不能注销。', '请先审批撤销：批准或者不予撤销。'],
    en: ['A revocation waits for its decision, so the certificate is not cancelled.', 'Decide the revocation first.'],
  },
  no_revocation_proposed: {
    zh: ['没有待审批的撤销。', '请刷新页面：可能已经由别人审批。'],
    en: ['There is no revocation to decide.', 'Reload the page: somebody else may have decided it.'],
  },
  penalty_unknown: {
    zh: ['本省没有这份行政处罚决定的记录。', '请先登记处罚决定，再由处罚记录提请撤销。'],
    en: ['This province has no such penalty decision.', 'Enter the decision first, and propose from there.'],
  },
  enterprise_unknown: {
    zh: ['没有这个企业。', '请从企业名单中选择。'],
    en: ['There is no such enterprise.', 'Choose one from the list of enterprises.'],
  },
  notice_needs_no_paper: {
    zh: ['这份通知不需要纸质送达。', '公布的通知人人可见；收到的抄送登记即可。'],
    en: [
      'This notice is not delivered on paper.',
      'What is published is there for everybody; what came in is entered.',
    ],
  },
  delivered_before_produced: {
    zh: (f) => [
      `送达日期早于通知产生的日期${f.with(f.date('producedOn'), (date) => `（${date}）`)}。`,
      '请改正送达日期。',
    ],
    en: (f) => [
      `The day lies before the notice was produced${f.with(f.date('producedOn'), (date) => ` (${date})`)}.`,
      'Correct the day.',
    ],
  },
  delivered_in_future: {
    zh: (f) => [`送达日期还没有到${f.with(f.date('today'), (date) => `（今天是 ${date}）`)}。`, '请在送达之后登记。'],
    en: (f) => [
      `The day is yet to come${f.with(f.date('today'), (date) => ` (today is ${date})`)}.`,
      'Note the delivery once it has happened.',
    ],
  },
  // law and calendar
  notice_has_problems: {
    zh: (f) => [
      `这份放假通知不能录入${f.plain('at') === '' ? '' : `：“${f.plain('at')}”`}。`,
      '请重新检查，按提示改正后再提交。',
    ],
    en: (f) => [
      `This notice can’t be entered${f.plain('at') === '' ? '' : `: “${f.plain('at')}”`}.`,
      'Check it again and correct what is named.',
    ],
  },
  decided_already: {
    zh: ['已经有人作出决定。', '刷新页面查看结果。'],
    en: ['Somebody has decided about this already.', 'Reload to see the outcome.'],
  },
  choice_unknown: {
    zh: ['这一项没有可选的其他理解。', '“现行规则”页列出了可以选择的事项。'],
    en: ['There is nothing to choose here.', 'The page of rules in force names what may be chosen.'],
  },
  choice_not_among: {
    zh: ['所选的内容不在可选范围内。', '请从页面列出的选项中选择。'],
    en: ['That is not among the things to choose from.', 'Choose one that the page names.'],
  },
  choice_too_early: {
    zh: (f) => [`生效日期过早，最早为 ${f.date('earliest')}。`, '选择不能溯及以前；请改生效日期。'],
    en: (f) => [
      `It can’t hold from so early a day; the earliest is ${f.date('earliest')}.`,
      'A choice does not reach back. Give a later day.',
    ],
  },
  rehearsal_without_banks: {
    zh: ['没有可用于演练的题库。', '请先备案一套题库，或在演示数据上演练。'],
    en: ['There is no bank in force for a rehearsal.', 'File a bank first, or rehearse on the demonstration.'],
  },
  spot_check_has_nobody: {
    zh: ['没有点名任何人。', '请从企业花名册选择，或者录入被抽考人员。'],
    en: ['Nobody is named.', 'Choose people from the roll, or type them in.'],
  },
  spot_check_people_unreadable: {
    zh: ['录入的人员有问题，抽考没有开始。', '请按下面的提示改好，再开始抽考。'],
    en: ['Some of the people typed in cannot be taken; nothing was opened.', 'Mend the rows below and open it again.'],
  },
  spot_check_closed: {
    zh: ['这次抽考已经结束。', '结果和决定书都在本页；需要再抽考，请另开一次。'],
    en: ['The spot check is over.', 'Results and orders stand on its page; open another one if needed.'],
  },
  spot_check_not_prepared: {
    zh: ['这次抽考的试卷还没有抽完。', '抽卷曾被中断，请先点“继续抽卷”。'],
    en: ['Not all papers of the spot check are drawn.', 'The drawing was interrupted: press “Go on drawing” first.'],
  },
  spot_check_not_verified: {
    zh: ['重新核对的结果与保存的不一致，不能据此作出决定。', '请不要改动任何数据，把下面的发现告诉技术人员。'],
    en: [
      'What was computed afresh is not what is stored: no order is made from it.',
      'Change nothing, and show the technician the findings below.',
    ],
  },
  complaint_closed: {
    zh: ['这件举报已经办结。', '结论不能改动；有新情况请作为新的举报登记。'],
    en: ['The report has been closed.', 'Its finding stands; what is new comes as a new report.'],
  },
  reporter_anonymous: {
    zh: ['这是匿名举报，没有举报人信息。', '匿名举报同样要调查处理，但不作书面反馈。'],
    en: ['The report is anonymous.', 'It is looked into all the same; nobody is answered.'],
  },
  nothing_to_copy: {
    zh: ['上次抄送以后没有新的成绩和证件。', '有新的成绩公布或者证件发放、注销后再抄送。'],
    en: ['There is nothing new since the last copy.', 'Copy again once results or certificates have been published.'],
  },

  credit_code_length: {
    zh: ['统一社会信用代码应为 18 位。', '请对照营业执照重新填写。'],
    en: ['A unified social credit code has 18 characters.', 'Copy it again from the business licence.'],
  },
  credit_code_characters: {
    zh: ['统一社会信用代码里有不该出现的字符（代码不用 I、O、S、V、Z）。', '请对照营业执照改正。'],
    en: [
      'The credit code holds a character that no code has (I, O, S, V and Z are not used).',
      'Correct it by the business licence.',
    ],
  },
  credit_code_check_character: {
    zh: ['统一社会信用代码的校验位不符，某一位可能写错了。', '请对照营业执照逐位核对。'],
    en: [
      'The last character of the credit code does not fit the others; one may be mistyped.',
      'Compare it with the business licence, character by character.',
    ],
  },
  enterprise_registered: {
    zh: ['这个统一社会信用代码已经登记过企业。', '请在企业列表中查找；若不在您的管辖范围内，请与登记它的省联系。'],
    en: [
      'An enterprise with this credit code is registered already.',
      'Look for it in the list; if it is not there, ask the province that registered it.',
    ],
  },
  city_of_another_province: {
    zh: ['所选城市不在所选省份。', '请重新选择城市。'],
    en: ['The city lies in another province.', 'Choose the city again.'],
  },
  first_tier_outside_beijing: {
    zh: ['只有在京的一级子公司由国家考核。', '请改选由省考核，或改正所在地（《煤矿安全培训规定》第 16 条）。'],
    en: [
      'Only first-tier subsidiaries in Beijing are assessed by the nation.',
      'Choose the province, or correct the seat (Order 92, art. 16).',
    ],
  },
  higher_enterprise_unknown: {
    zh: ['所选的上一级企业没有登记，或者就是本企业。', '请重新选择；没有上一级企业的留空。'],
    en: [
      'The higher enterprise is not registered, or is this one itself.',
      'Choose again, or leave it empty where there is none.',
    ],
  },
  post_unknown: {
    zh: ['这个岗位不属于四类人员中的任何一类，不能登记。', '请从岗位表中选择（《煤矿安全培训规定》第 2、10、32 条）。'],
    en: [
      'The post belongs to none of the four categories and cannot be registered.',
      'Choose one of the list of posts (Order 92, arts. 2, 10, 32).',
    ],
  },
  post_needs_reason: {
    zh: ['“其他”岗位须写明具体职务和理由。', '请在“任职说明”中填写，至少两个字。'],
    en: ['Another post must be named, with why it belongs here.', 'Write it under the words of the appointment.'],
  },
  trade_unknown: {
    zh: [
      '特种作业人员须选择国家规定的工种；这里没有这个工种。',
      '请从工种表中选择；省、市和企业都不能增减工种（《煤矿安全培训规定》第 21 条）。',
    ],
    en: [
      'Operators need a trade of the state’s list, and this is none.',
      'Choose one of the list; nobody else may add to it (Order 92, art. 21).',
    ],
  },
  trade_only_for_operators: {
    zh: ['只有特种作业人员才填工种。', '请删去工种，或把岗位改为特种作业人员。'],
    en: ['Only special operators have a trade.', 'Remove the trade, or change the post to special operator.'],
  },
  appointed_in_the_future: {
    zh: ['任职日期在今天之后。', '请在任职当天或之后登记，或改正日期。'],
    en: ['The day of appointment is still to come.', 'Enter it on the day, or correct the date.'],
  },
  date_unreadable: {
    zh: ['日期看不懂。', '请写成 2026-09-01 这样的形式，并检查这一天是否存在。'],
    en: ['A date cannot be read.', 'Write it as 2026-09-01, and check that there is such a day.'],
  },
  education_unknown: {
    zh: ['学历看不懂。', '请写小学、初中、高中、中专、大专、本科或硕士。'],
    en: ['The schooling cannot be read.', 'Write 小学, 初中, 高中, 中专, 大专, 本科 or 硕士.'],
  },
  skill_grade_unknown: {
    zh: ['技能等级看不懂。', '请写初级工、中级工、高级工、技师或高级技师，或留空。'],
    en: ['The skill grade cannot be read.', 'Write 初级工, 中级工, 高级工, 技师 or 高级技师, or leave it empty.'],
  },
  employed_elsewhere: {
    zh: [
      '此人在另一家企业还有岗位没有结束。',
      '如已离开原企业，请勾选“从其他企业调入”后再登记；原企业无权阻拦（《煤矿安全培训规定》第 43 条）。',
    ],
    en: [
      'The person still has a post in another enterprise.',
      'If they have left it, tick “moved here” and enter them again; the former employer cannot block it (Order 92, art. 43).',
    ],
  },
  post_held_already: {
    zh: ['此人在本企业已经有这个岗位。', '无需重复登记；要改岗位请用“调岗”。'],
    en: [
      'The person has this very post here already.',
      'There is nothing to enter; to change it, transfer the person.',
    ],
  },
  post_ended: {
    zh: ['这个岗位已经结束。', '请登记新的岗位。'],
    en: ['The post has ended.', 'Enter a new post.'],
  },
  day_before_the_post: {
    zh: ['日期早于任职日期。', '请改正日期。'],
    en: ['The day lies before the first day of the post.', 'Correct the date.'],
  },
  day_in_the_future: {
    zh: ['日期在今天之后。', '请在当天或之后登记。'],
    en: ['The day is still to come.', 'Enter it on the day or later.'],
  },
  away_already: {
    zh: ['此人已经登记为离岗。', '请先登记返岗。'],
    en: ['The person is away from the post already.', 'Enter the return first.'],
  },
  not_away: {
    zh: ['此人没有离岗。', '无需登记返岗。'],
    en: ['The person is not away from the post.', 'There is no return to enter.'],
  },
  back_before_away: {
    zh: ['返岗日期早于离岗日期。', '请改正日期。'],
    en: ['The return lies before the absence.', 'Correct the date.'],
  },
  practical_exam_first: {
    zh: (f) => [
      `${f.with(f.date('since'), (day) => `自 ${day} `)}离岗已满六个月，须重新进行实际操作能力考试，合格后方可上岗。`,
      '请先申请实际操作能力考试（《煤矿安全培训规定》第 30 条）。',
    ],
    en: (f) => [
      `${f.with(f.date('since'), (day) => `Away since ${day}: `)}after six months the practical exam is passed again before work.`,
      'Apply for the practical exam first (Order 92, art. 30).',
    ],
  },
  training_first: {
    zh: (f) => [
      `${f.with(f.date('since'), (day) => `自 ${day} `)}离岗已满一年，须重新培训合格后方可上岗。`,
      '请先登记培训（《煤矿安全培训规定》第 37 条）。',
    ],
    en: (f) => [
      `${f.with(f.date('since'), (day) => `Away since ${day}: `)}after a year an underground worker is trained and passes before work.`,
      'Record the training first (Order 92, art. 37).',
    ],
  },
  mentor_stands_already: {
    zh: ['已经登记了带教师傅。', '无需重复登记。'],
    en: ['The post has a mentor already.', 'There is nothing to enter.'],
  },
  mentor_only_underground: {
    zh: ['只有井下作业岗位才登记带教师傅。', '请检查岗位是否为井下作业。'],
    en: ['Only underground work has a mentor.', 'Check whether the post is underground.'],
  },
  mentorship_not_begun: {
    zh: ['还没有登记带教师傅。', '请先登记带教。'],
    en: ['No mentor was entered for the post.', 'Enter the mentor first.'],
  },
  mentorship_signed: {
    zh: ['实习合格证明已经登记过。', '无需重复登记。'],
    en: ['The mentor has signed already.', 'There is nothing to enter.'],
  },
  mentorship_too_short: {
    zh: (f) => [
      `实习未满四个月${f.with(f.date('from'), (day) => `，${day} 起才可以登记`)}。`,
      '请在满四个月后登记（《煤矿安全培训规定》第 36 条）。',
    ],
    en: (f) => [
      `The four full months under the mentor are not over${f.with(f.date('from'), (day) => `; they are on ${day}`)}.`,
      'Record the certificate once they are (Order 92, art. 36).',
    ],
  },

  institution_registered: {
    zh: ['本省已经登记了同名的培训机构。', '请在列表中查找，或核对名称。'],
    en: ['The province’s register has this name already.', 'Look for it in the list, or check the name.'],
  },
  institution_withdrawn: {
    zh: ['开班时该机构已经退出登记。', '请改选其他培训机构。'],
    en: ['The institution had been taken out of the register when the course began.', 'Choose another institution.'],
  },
  institution_out_already: {
    zh: ['该机构已经退出登记。', '无需重复操作。'],
    en: ['The institution was taken out of the register before.', 'There is nothing to do.'],
  },
  institution_not_for_this_enterprise: {
    zh: ['自主培训的企业只能培训本企业及下属企业的人员。', '请改选培训机构。'],
    en: [
      'An enterprise that trains by itself trains its own people and those under it.',
      'Choose another institution.',
    ],
  },
  course_ends_before_it_starts: {
    zh: ['结束日期早于开始日期。', '请改正日期。'],
    en: ['The course ends before it starts.', 'Correct the dates.'],
  },
  course_not_over: {
    zh: ['培训班还没有结束。', '请在结业当天或之后登记。'],
    en: ['The course is not over.', 'Enter it on its last day or later.'],
  },
  course_too_short: {
    zh: (f) => [
      `培训班有 ${f.plain('hours')} 学时，法定至少 ${f.plain('wanted')} 学时${f.article()}。`,
      '请核对学时与班次类别；学时不足的不能作为该类培训登记。',
    ],
    en: (f) => [
      `The course has ${f.plain('hours')} hours; the law asks for ${f.plain('wanted')}${f.article()}.`,
      'Check hours and kind; a shorter course cannot be entered as this kind.',
    ],
  },
  more_hours_than_the_course: {
    zh: (f) => [`学时超过了培训班的总学时 ${f.plain('hours')}。`, '请改正学时。'],
    en: (f) => [`More hours than the ${f.plain('hours')} of the course.`, 'Correct the hours.'],
  },
  points_without_exam: {
    zh: ['没有考试却填了成绩。', '请选择合格或不合格，或删去成绩。'],
    en: ['There are points and no exam.', 'Choose passed or failed, or remove the points.'],
  },
  certificate_without_pass: {
    zh: ['未经考试合格，不能登记培训合格证明。', '请核对考试结果（《煤矿安全培训规定》第 48 条）。'],
    en: ['A training certificate needs a passed exam.', 'Check the result of the exam (Order 92, art. 48).'],
  },
  certificate_without_hours: {
    zh: (f) => [
      `只参加了 ${f.plain('hours')} 学时，至少要 ${f.plain('wanted')} 学时才能登记培训合格证明${f.article()}。`,
      '请核对学时，或不填证明编号。',
    ],
    en: (f) => [
      `Only ${f.plain('hours')} hours were attended; a training certificate needs ${f.plain('wanted')}${f.article()}.`,
      'Check the hours, or leave out the number.',
    ],
  },
  person_not_on_the_roll: {
    zh: ['此人不在您可以登记的企业人员名册中。', '请先登记人员和岗位。'],
    en: ['The person is on no roll that you may record trainings for.', 'Enter the person and their post first.'],
  },
  training_recorded_already: {
    zh: ['此人在这个培训班的记录已经登记，不能更改。', '如有错误，请登记新的培训班并在总结中说明。'],
    en: [
      'The person’s part in this course is recorded already, and stays.',
      'If it is wrong, enter another course and say so in its report.',
    ],
  },
  team_leader_trained_elsewhere: {
    zh: [
      '班组长的安全培训应由上一级煤矿企业组织实施；没有上一级企业的，由本单位组织。',
      '请登记到上一级企业组织的培训班（《煤矿安全培训规定》第 35 条）。',
    ],
    en: [
      'Team leaders are trained by the next higher enterprise, or by their own where there is none.',
      'Record them in the course that enterprise organised (Order 92, art. 35).',
    ],
  },
}

export type RefusalText = { readonly what: string; readonly remedy: string; readonly details: readonly string[] }

/** A refusal in words. A code that this page does not know is named, so that somebody can be asked about it. */
export function refusalText(
  refusal: { readonly code: string; readonly [fact: string]: unknown },
  language: Language,
): RefusalText {
  const facts = new Facts({ ...refusal }, language)
  if (!isKnown(refusal.code)) {
    const [what, remedy] = TEXTS.protocol_changed[language] as Told
    return { what: `${what} [${refusal.code}]`, remedy, details: [] }
  }
  const telling = TEXTS[refusal.code][language]
  const [what, remedy] = typeof telling === 'function' ? telling(facts) : telling
  return { what, remedy, details: detailsOf(facts, language) }
}

function detailsOf(facts: Facts, language: Language) {
  const shortages = facts.list('shortages').map((short) => {
    const [wanted, available, by] = [short.plain('wanted'), short.plain('available'), short.plain('shortBy')]
    return language === 'zh'
      ? `${short.kind()} · ${short.area()}：要 ${wanted} 道，有 ${available} 道，缺 ${by} 道`
      : `${short.kind()} · ${short.area()}: ${wanted} wanted, ${available} there, ${by} short`
  })
  const problems = facts.list('problems').map((problem) => itemProblemText(problem.plain('code'), problem, language))
  const rows = facts.list('rows').map((row) => {
    const refusal = row.refusal('refusal')
    const { what, remedy } = refusalText(refusal ?? { code: 'invalid' }, language)
    const [number, name] = [row.plain('row'), row.plain('name')]
    return language === 'zh'
      ? `第 ${number} 人 ${name}：${what}${remedy}`
      : `Person ${number}, ${name}: ${what} ${remedy}`
  })
  const conditions = facts.list('findings').map((finding) => finding.plain(language))
  return [...shortages, ...problems, ...rows, ...facts.texts('findings'), ...conditions]
}

function isKnown(code: string): code is keyof typeof TEXTS {
  return Object.hasOwn(TEXTS, code)
}

function kilobytes(bytes: string) {
  return bytes === '' ? '300' : String(Math.floor(Number(bytes) / 1024))
}

function megabytes(bytes: string) {
  return bytes === '' ? '' : String(Math.floor(Number(bytes) / 1_048_576))
}
