import type { FastifyReply } from 'fastify'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Answers with a workbook to be kept. The name is plain letters: a header holds no Chinese. */
export function sendBook(reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply {
  return sendFile(reply, `${name}.xlsx`, XLSX, Buffer.from(bytes))
}

/** Answers with a file to be kept. */
export function sendFile(reply: FastifyReply, name: string, type: string, content: Buffer | string): FastifyReply {
  return reply.header('content-disposition', `attachment; filename="${name}"`).type(type).send(content)
}
