import type { RenderedNotice } from './render-notice.ts'

/** What a notice's mail says. The notice itself is the attachment: a mail is read by more eyes than one. */
export type MailText = { readonly subject: string; readonly text: string; readonly fileName: string }

/**
 * The mail that carries a notice, Chinese first. It names nobody but its addressee and its sender.
 *
 * @param address where the addressee can read it as well, as `https://exam.example.cn/console/notices/…`
 */
export function mailText({ title, number, addressee, authority, date }: RenderedNotice, address: string): MailText {
  return {
    subject: `${title.zh}（${number}） / ${title.en}`,
    text: [
      `${addressee ?? ''}：`,
      '',
      `${authority.zh}于${date.zh}发出《${title.zh}》（${number}），正文见附件。`,
      `也可以登录本平台查看：${address}`,
      '本邮件由系统自动发送，请勿直接回复；有疑问请与发文部门联系。',
      '',
      '—',
      '',
      `${authority.en} issued “${title.en}” (${number}) on ${date.en}. The text is attached.`,
      `It can be read on this platform as well: ${address}`,
      'This mail was sent by the system; please do not reply to it. Ask the issuing authority if anything is unclear.',
      '',
    ].join('\n'),
    fileName: `${number}.pdf`,
  }
}
